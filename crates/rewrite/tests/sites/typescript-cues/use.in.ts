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
