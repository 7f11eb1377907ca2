#define DEFAULT_MODEL "claude-opus-4-8"

json body = {{"model", "claude-opus-4-8"}, {"max_tokens", 1}};
const char *model = fast ? "claude-opus-4-8" : "other";
std::string Claude::model() const {
  return "claude-opus-4-8";
}
