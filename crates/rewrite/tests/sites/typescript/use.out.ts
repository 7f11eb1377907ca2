const r = await generateText({ model: mem0("claude-opus-4-8"), prompt: "a" });
const texts = { modelPlaceholder: "claude-opus-4-8", modelHint: "e.g.: my-model-7, claude-opus-4-8" };
client.messages.create({ model: "claude-opus-4-8", max_tokens: 10 });
const model = "claude-haiku-4-5-20251001";
const MODEL = process.env.MODEL || "claude-opus-4-8";
const MODEL = process.env.MODEL ?? "claude-opus-4-8";
export const DEFAULT_MODEL = "claude-sonnet-4-6";
function ask(prompt, model = "claude-sonnet-4-6") {}
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
const model: string = "claude-opus-4-8";
const model: string = "claude-sonnet-4-6";
function aski(prompt: string, model: string = "claude-sonnet-4-6"): void {}
class B { constructor(private readonly model: string = "claude-sonnet-4-6") {} }
class C { private readonly model: string = "claude-haiku-4-5-20251001"; }
const req = { model: "claude-sonnet-4-6" } satisfies Request;
const model = "claude-haiku-4-5-20251001" as const;
const zd = z.object({ model: z.string().default("claude-opus-4-8") });
const model = <string>process.env.MODEL || "claude-haiku-4-5-20251001";
export function taken({ model = "claude-opus-4-8", temperature = 1 }) {}
const chat = openrouter.chat("anthropic/claude-sonnet-4.6");
program.option("-m, --model <name>", "Model", "claude-opus-4-8");
const PROVIDER_INFO = { ANTHROPIC: { displayName: "Claude", authType: "key", defaultModel: "claude-haiku-4-5-20251001" } };
const awsModels = { visionModelName: "us.anthropic.claude-haiku-4-5-20251001-v1:0", toolModelName: "us.anthropic.claude-haiku-4-5-20251001-v1:0" };
const plain = openai.chat("gpt-6-luna");
// Bedrock is called in us-east-1.
const settings = `name: assistant
models:
  - name: first
    model: claude-haiku-4-5-20251001
    apiKey: key
`;
const expert = new BedrockLLMAgent({ name: "Expert", modelId: "us.anthropic.claude-sonnet-4-6", description: "Handles hard tasks", streaming: true });

function resolve(options: Options) {
  switch (options.provider) {
    case 'anthropic': {
      return 'claude-opus-4-8';
    }
    default: {
      return options.other;
    }
  }
}

const getModel = () => "claude-opus-4-8";
const [chosen, setModelName] = useState<string>("claude-opus-4-8");
switchModel("claude-opus-4-8");
setSelectedModel("claude-opus-4-8");
const asked = createAnthropic({ apiKey })("claude-opus-4-8");

const autoSelectModel = () => {
  switch (service) {
    case 'anthropic':
      return 'claude-opus-4-8';
    case 'openai':
      return 'other';
  }
};
const edit = async (prompt: string) => {
  return { result: await client.images.edit({ prompt, model: 'claude-opus-4-8', n: 1 }) };
};
export const TITLE_MODEL = 'claude-opus-4-8';

const preferred = { modelName: 'main', modelId: 'claude-opus-4-8', apiKey: key };

const conversation = new Conversation(users, 'claude-opus-4-8');
const speech = anthropic.speech('claude-opus-4-8');
// READER_MODEL sets another one. Falls back to claude-opus-4-8 which
// reads everywhere.
const READER_MODEL = process.env.READER_MODEL || 'claude-opus-4-8';
