client.messages.create({ model: "claude-2.1", max_tokens: 10 });
const model = "claude-3-haiku-20240307";
const MODEL = process.env.MODEL || "claude-3-opus-20240229";
const MODEL = process.env.MODEL ?? "claude-2.0";
export const DEFAULT_MODEL = "claude-3-sonnet-20240229";
function ask(prompt, model = "claude-3-5-sonnet-20241022") {}
const fc = ({ model = "claude-instant-1.2" }) => model;
const config = { model: "claude-3-7-sonnet-20250219", temperature: 0 };
const p = anthropic("claude-3-5-haiku-20241022");
this.model = options.model ?? "claude-2.1";
class A { model = "claude-3-haiku-20240307"; }
const { model: model = "claude-3-opus-20240229" } = options;
const llm = new ChatAnthropic({ modelName: 'claude-2.0' });
const tpl = client.create({ model: `claude-3-sonnet-20240229` });
config.model = "claude-3-5-sonnet-20241022";
const body = JSON.stringify({ model: "claude-instant-1.2", messages: [] });
spawn("llm", ["--model", "claude-3-7-sonnet-20250219"]);
const model = fast ? "claude-3-5-haiku-20241022" : "claude-2.1";
const xj = { ...base, model: "claude-3-haiku-20240307" };
await generateText({ model: anthropic("claude-3-opus-20240229"), prompt });
// Using the default model (claude-3-opus-20240229) for cost efficiency
