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
