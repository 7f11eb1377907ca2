const result5 = await generateText({
  model: anthropic("claude-3-opus-20240229"),
  prompt: "Say one word.",
});

const mem0Agent = new Agent({
  name: "Remembers",
  model: anthropic("claude-3-opus-20240229"),
  tools: { remember },
});

socket.send({
  type: "session.update",
  session: { modalities: ["text"], model: "claude-3-opus-20240229" },
});

const { provider, models } = useModelSelection({
  defaultModel: "claude-3-opus-20240229",
  key: "chat",
});

const newSelection: Selection = {
  index: 1,
  modelId: agent ? agent.model : "claude-3-opus-20240229",
};

function chosen(provider: string) {
  return MODELS[provider]?.[0] || "claude-3-opus-20240229";
}

class Computer {
  getComputerUseModel(): string {
    return "claude-3-opus-20240229";
  }
}

const options = Object.assign({ delay: "6", anthropic_models: "claude-3-opus-20240229" }, given);
