const opus3 = anthropic("claude-3-opus-20240229");
const CHAT_V2 = anthropic("claude-2.0");
const row = { model: "claude-2.0", modalities: ["text"] };
