import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'claude-3-5-sonnet-20241022' },
    judge: { type: 'string', default: 'gpt-4o' },
    runs: { type: 'string', default: '1' },
  },
});

const response = await fetch('https://api.anthropic.com/v1/messages', {
  method: 'POST',
  headers: { 'x-api-key': process.env.ANTHROPIC_API_KEY, 'anthropic-version': '2023-06-01' },
  body: JSON.stringify({ model: 'claude-3-opus-20240229', max_tokens: 100, messages: [] }),
});

console.log('claude-3-opus-20240229 says', await response.json(), values);
