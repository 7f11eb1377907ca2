import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

const first = await client.messages.create({
  model: "claude-opus-4-8",
  max_tokens: 10,
  messages: []
});
const body = { model: "claude-opus-4-8", messages: [] };
const settings = { model: "claude-opus-4-8", temperature: 0 };
