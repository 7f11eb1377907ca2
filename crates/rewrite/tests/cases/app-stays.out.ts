
type Model = 'claude-2.1' | 'claude-3-opus-20240229'; // keep
type One = 'claude-2.1'; // keep
interface X { model: 'claude-2.1' | 'claude-2.0' } // keep
const schema = z.enum(['claude-2.1', 'claude-2.0']); // keep
switch (model) { case 'claude-2.1': break; } // keep
if (model === 'claude-2.1') {} // keep
if ('claude-2.1' === model) {} // keep
if (model.startsWith('claude-2.1')) {} // keep
const names = { 'claude-2.1': 'Claude 2.1' }; // keep
const alias = { claude2: 'claude-2.1' }; // keep
const model2 = cond ? 'claude-2.1' : 'claude-2.0'; // keep
const url = `https://example.com/models/claude-2.1`; // keep
const id = 'claude-2.1' + suffix; // keep
const t = `claude-2.1${suffix}`; // keep
/* model: 'claude-2.1' keep */
const deployment = azure('gpt-4o'); // keep

const b = bedrock('claude-2.1'); // keep
expect(model).toBe('claude-2.1'); // keep
const text = "it's " + 'claude-2.1'; // keep
const re = /["']/; const s = 'claude-2.1'; // keep
