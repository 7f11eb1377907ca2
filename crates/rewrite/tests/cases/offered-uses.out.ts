// What is only offered binds no default.
export const MODELS = ["claude-3-opus-20240229", "claude-x"];
export const DEFAULT_MODEL = "claude-opus-4-8";

class Provider {
  describe() {
    return {
      models: [{ id: "claude-3-7-sonnet-20250219", name: "Sonnet" }],
      defaultModel: "claude-sonnet-4-6",
    };
  }
}

const LIMITS: Record<string, number> = { "claude-3-5-sonnet-20241022": 8192 };
const model = process.env.MODEL ?? "claude-sonnet-4-6";
const limit = LIMITS[model] ?? 4096;
