import { customProvider } from "ai";

export const provider = customProvider({
  languageModels: {
    "text-medium": gateway("anthropic/claude-sonnet-4-6"),
    small: anthropic("claude-haiku-4-5-20251001"),
  },
});
