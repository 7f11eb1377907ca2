#define DEFAULT_MODEL "claude-3-opus-20240229"

json body = {{"model", "claude-3-opus-20240229"}, {"max_tokens", 1}};
const char *model = fast ? "claude-3-opus-20240229" : "other";
std::string Claude::model() const {
  return "claude-3-opus-20240229";
}
