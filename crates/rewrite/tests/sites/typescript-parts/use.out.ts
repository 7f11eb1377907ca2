const DEFAULT_MODEL = "claude-opus-4-8";
const isClaude = model.startsWith("claude") || model.includes("opus") || name.startsWith("gpt-3.5");
