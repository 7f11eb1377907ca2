const r = await generateText({ model: mem0("claude-3-opus-20240229"), prompt: "a" });
const texts = { modelPlaceholder: "claude-2.1", modelHint: "e.g.: my-model-7, claude-2.0" };
client.messages.create({ model: "claude-2.1", max_tokens: 10 });
const model = "claude-3-haiku-20240307";
const MODEL = process.env.MODEL || "claude-3-opus-20240229";
const MODEL = process.env.MODEL ?? "claude-2.0";
export const DEFAULT_MODEL = "claude-3-sonnet-20240229";
function ask(prompt, model = "claude-3-5-sonnet-20241022") {}
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
const model: string = "claude-2.0";
const model: string = "claude-3-sonnet-20240229";
function aski(prompt: string, model: string = "claude-3-sonnet-20240229"): void {}
class B { constructor(private readonly model: string = "claude-3-5-sonnet-20241022") {} }
class C { private readonly model: string = "claude-instant-1.2"; }
const req = { model: "claude-3-7-sonnet-20250219" } satisfies Request;
const model = "claude-3-5-haiku-20241022" as const;
const zd = z.object({ model: z.string().default("claude-2.1") });
const model = <string>process.env.MODEL || "claude-3-haiku-20240307";
export function taken({ model = "claude-2.1", temperature = 1 }) {}
const chat = openrouter.chat("anthropic/claude-3.5-sonnet");
program.option("-m, --model <name>", "Model", "claude-2.0");
const PROVIDER_INFO = { ANTHROPIC: { displayName: "Claude", authType: "key", defaultModel: "claude-instant-1.2" } };
const awsModels = { visionModelName: "anthropic.claude-3-haiku-20240307-v1:0", toolModelName: "anthropic.claude-3-haiku-20240307-v1:0" };
const plain = openai.chat("gpt-4-32k");
// Bedrock is called in us-east-1.
const settings = `name: assistant
models:
  - name: first
    model: claude-3-haiku-20240307
    apiKey: key
`;
const expert = new BedrockLLMAgent({ name: "Expert", modelId: "anthropic.claude-3-sonnet-20240229-v1:0", description: "Handles hard tasks", streaming: true });

function resolve(options: Options) {
  switch (options.provider) {
    case 'anthropic': {
      return 'claude-3-opus-20240229';
    }
    default: {
      return options.other;
    }
  }
}

const getModel = () => "claude-3-opus-20240229";
const [chosen, setModelName] = useState<string>("claude-3-opus-20240229");
switchModel("claude-3-opus-20240229");
setSelectedModel("claude-3-opus-20240229");
const asked = createAnthropic({ apiKey })("claude-3-opus-20240229");

const autoSelectModel = () => {
  switch (service) {
    case 'anthropic':
      return 'claude-3-opus-20240229';
    case 'openai':
      return 'other';
  }
};
const edit = async (prompt: string) => {
  return { result: await client.images.edit({ prompt, model: 'claude-3-opus-20240229', n: 1 }) };
};
export const TITLE_MODEL = 'claude-3-opus-20240229';

const preferred = { modelName: 'main', modelId: 'claude-3-opus-20240229', apiKey: key };

const conversation = new Conversation(users, 'claude-3-opus-20240229');
const speech = anthropic.speech('claude-3-opus-20240229');
// READER_MODEL sets another one. Falls back to claude-3-opus-20240229 which
// reads everywhere.
const READER_MODEL = process.env.READER_MODEL || 'claude-3-opus-20240229';
