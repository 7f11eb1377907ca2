const page = `https://example.com/models/gemini-2.0-flash`;

switch (provider) {
  case "google-vertex":
    model = "claude-3-haiku-20240307";
    break;
  case "anthropic":
    model = other;
}
