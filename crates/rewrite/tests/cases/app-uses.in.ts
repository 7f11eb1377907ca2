const model = anthropic('claude-3-opus-20240229'); // CHANGE
const result = await generateText({ model: anthropic("claude-3-5-haiku-latest"), prompt }); // CHANGE
const modelId: string = "claude-2.1"; // CHANGE
const m = process.env.ANTHROPIC_MODEL || 'claude-2.1'; // CHANGE
const n = process.env.ANTHROPIC_MODEL ?? `claude-2.1`; // CHANGE
export const config = { model: 'claude-2.1', temperature: 0 }; // CHANGE
const chat = new ChatAnthropic({ modelName: "claude-2.1" }); // CHANGE
function ask(prompt: string, model = 'claude-2.1') {} // CHANGE


