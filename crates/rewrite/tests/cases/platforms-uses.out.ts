const a = bedrock('anthropic.claude-opus-4-8'); // CHANGE
const b = bedrock('us.anthropic.claude-sonnet-4-6'); // CHANGE
const c = vertex('claude-sonnet-4-6'); // CHANGE
const d = openrouter('anthropic/claude-sonnet-4.6'); // CHANGE
const e = createAmazonBedrock()({ model: 'eu.anthropic.claude-sonnet-4-6' }); // CHANGE
