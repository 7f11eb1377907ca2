client.messages.create({ model: "claude-opus-4-8", max_tokens: 10 });
const model = "claude-haiku-4-5-20251001";
const MODEL = process.env.MODEL || "claude-opus-4-8";
const MODEL = process.env.MODEL ?? "claude-opus-4-8";
export const DEFAULT_MODEL = "claude-sonnet-4-6";
function ask(prompt, model = "claude-sonnet-4-6") {}
const fc = ({ model = "claude-haiku-4-5-20251001" }) => model;
const config = { model: "claude-sonnet-4-6", temperature: 0 };
const p = anthropic("claude-haiku-4-5-20251001");
this.model = options.model ?? "claude-opus-4-8";
class A { model = "claude-haiku-4-5-20251001"; }
const { model: model = "claude-opus-4-8" } = options;
const llm = new ChatAnthropic({ modelName: 'claude-opus-4-8' });
const tpl = client.create({ model: `claude-sonnet-4-6` });
config.model = "claude-sonnet-4-6";
const body = JSON.stringify({ model: "claude-haiku-4-5-20251001", messages: [] });
spawn("llm", ["--model", "claude-sonnet-4-6"]);
const model = fast ? "claude-haiku-4-5-20251001" : "claude-opus-4-8";
const xj = { ...base, model: "claude-haiku-4-5-20251001" };
await generateText({ model: anthropic("claude-opus-4-8"), prompt });
// Using the default model (claude-opus-4-8) for cost efficiency
