const DEFAULT_MODEL = "claude-3-opus-20240229";
const FAST_MODEL = "claude-3-haiku-20240307";
const limit = model.startsWith("claude-3") ? 4096 : 8192;
