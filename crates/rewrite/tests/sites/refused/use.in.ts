import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

const first = await client.messages.create({
  model: "claude-3-opus-20240229",
  max_tokens: 10,
  messages: [],
  temperature: 0.7
});
const body = { temperature: 0, model: "claude-3-opus-20240229", messages: [] };
const settings = { model: "claude-3-opus-20240229", temperature: 0 };
