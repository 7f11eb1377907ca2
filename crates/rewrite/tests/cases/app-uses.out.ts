const model = anthropic('claude-opus-4-8'); // CHANGE
const result = await generateText({ model: anthropic("claude-haiku-4-5-20251001"), prompt }); // CHANGE
const modelId: string = "claude-opus-4-8"; // CHANGE
const m = process.env.ANTHROPIC_MODEL || 'claude-opus-4-8'; // CHANGE
const n = process.env.ANTHROPIC_MODEL ?? `claude-opus-4-8`; // CHANGE
export const config = { model: 'claude-opus-4-8', temperature: 0 }; // CHANGE
const chat = new ChatAnthropic({ modelName: "claude-opus-4-8" }); // CHANGE
function ask(prompt: string, model = 'claude-opus-4-8') {} // CHANGE


