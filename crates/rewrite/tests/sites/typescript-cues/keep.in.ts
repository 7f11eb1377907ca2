const opus3 = anthropic("claude-3-opus-20240229");
const CHAT_V2 = anthropic("claude-2.0");
const row = { model: "claude-2.0", modalities: ["text"] };

const shown = MODEL_LABELS[id]?.[0] || "claude-2.0";

function pickModel(id: string) {
  return { id: id.startsWith("claude-2") ? "claude-2.0" : id };
}

const supportedModels = [{ modelId: "claude-2.0" }];
