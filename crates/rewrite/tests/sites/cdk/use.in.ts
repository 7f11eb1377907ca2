import { customProvider } from "ai";

export const provider = customProvider({
  languageModels: {
    "text-medium": gateway("anthropic/claude-sonnet-4-20250514"),
    small: anthropic("claude-3-haiku-20240307"),
  },
});
