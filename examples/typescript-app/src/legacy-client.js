const Anthropic = require('@anthropic-ai/sdk');

const client = new Anthropic();

async function complete(prompt, options = {}) {
  const model = options.model || process.env.ANTHROPIC_MODEL || 'claude-2.1';
  const url = 'https://docs.anthropic.com/en/docs/models/claude-2.1';
  if (!model) throw new Error('no model; see ' + url);
  return client.messages.create({
    "model": model,
    max_tokens: 500,
    messages: [{ role: 'user', content: prompt }],
  });
}

async function title(text) {
  return client.messages.create({
    model: 'claude-3-haiku-20240307', max_tokens: 20,
    messages: [{ role: 'user', content: 'Title: ' + text }],
  });
}

const LIMITS = { 'claude-2.1': 200000, 'claude-3-opus-20240229': 200000 };

module.exports = { complete, title, LIMITS };
