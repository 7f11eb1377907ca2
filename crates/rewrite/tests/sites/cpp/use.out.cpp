#define DEFAULT_MODEL "claude-opus-4-8"

json body = {{"model", "claude-opus-4-8"}, {"max_tokens", 1}};
