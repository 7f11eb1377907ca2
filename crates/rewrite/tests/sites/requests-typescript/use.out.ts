const answer = await fetch(
  `https://generativelanguage.googleapis.com/v1beta/models/gemini-3.6-flash:generateContent?key=${key}`,
);
const below = `${base}/v1beta/models/gemini-3.6-flash:generateContent`;

const invoke = `https://bedrock-runtime.us-east-1.amazonaws.com/model/us.anthropic.claude-haiku-4-5-20251001-v1:0/invoke`;

switch (provider) {
  case "anthropic":
    model = "claude-haiku-4-5-20251001";
    break;
  case "google-vertex":
    model = other;
}
