const DEFAULT_MODEL = "claude-3-opus-20240229";
const isClaude = model.startsWith("claude") || model.includes("opus") || name.startsWith("gpt-3.5");
