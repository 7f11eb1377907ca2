const result5 = await generateText({
  model: anthropic("claude-opus-4-8"),
  prompt: "Say one word.",
});

const mem0Agent = new Agent({
  name: "Remembers",
  model: anthropic("claude-opus-4-8"),
  tools: { remember },
});

socket.send({
  type: "session.update",
  session: { modalities: ["text"], model: "claude-opus-4-8" },
});

const { provider, models } = useModelSelection({
  defaultModel: "claude-opus-4-8",
  key: "chat",
});

const newSelection: Selection = {
  index: 1,
  modelId: agent ? agent.model : "claude-opus-4-8",
};

function chosen(provider: string) {
  return MODELS[provider]?.[0] || "claude-opus-4-8";
}

class Computer {
  getComputerUseModel(): string {
    return "claude-opus-4-8";
  }
}

const options = Object.assign({ delay: "6", anthropic_models: "claude-opus-4-8" }, given);
