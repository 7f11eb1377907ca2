const a = bedrock('anthropic.claude-v2:1'); // CHANGE
const b = bedrock('us.anthropic.claude-3-7-sonnet-20250219-v1:0'); // CHANGE
const c = vertex('claude-3-5-sonnet-v2@20241022'); // CHANGE
const d = openrouter('anthropic/claude-3.5-sonnet'); // CHANGE
const e = createAmazonBedrock()({ model: 'eu.anthropic.claude-3-5-sonnet-20240620-v1:0' }); // CHANGE
