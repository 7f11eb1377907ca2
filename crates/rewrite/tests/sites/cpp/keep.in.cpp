#define TITLE "claude-2.0"
#define CLAUDE_2_1 "claude-2.1"

std::vector<std::string> pairs = {"model", "claude-3-opus-20240229", "claude-3-haiku-20240307"};
json response = {{"id", "x"}, {"model", "claude-2.1"}};
counter.Add({{"model", "claude-2.1"}});
const char *model = legacy ? "claude-3-sonnet-20240229" : "other";
std::string Claude3Sonnet::model() const {
  return "claude-3-sonnet-20240229";
}
