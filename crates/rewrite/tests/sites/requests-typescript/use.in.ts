const answer = await fetch(
  `https://generativelanguage.googleapis.com/v1beta/models/gemini-2.0-flash:generateContent?key=${key}`,
);
const below = `${base}/v1beta/models/gemini-2.0-flash:generateContent`;

const invoke = `https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-3-haiku-20240307-v1:0/invoke`;

switch (provider) {
  case "anthropic":
    model = "claude-3-haiku-20240307";
    break;
  case "google-vertex":
    model = other;
}
