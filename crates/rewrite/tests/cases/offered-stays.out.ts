// Something asks whether the default is one of them.
export const MODELS = ["claude-3-opus-20240229", "claude-x"];
export const DEFAULT_MODEL = "claude-3-opus-20240229";
if (!MODELS.includes(model)) throw new Error("unknown");

const Input = z.enum(["claude-3-7-sonnet-20250219", "claude-x"]);
const params = { model: "claude-3-7-sonnet-20250219" };

const allowedNames = ["claude-3-haiku-20240307"];
const config = { model: "claude-3-haiku-20240307" };

// No row, no limit.
const LIMITS: Record<string, number> = { "claude-3-5-sonnet-20241022": 8192 };
const name = process.env.MODEL ?? "claude-3-5-sonnet-20241022";
const limit = LIMITS[name];

// An entry of the list itself.
export const ENTRIES = [
  { id: "claude-sonnet-4-20250514", label: "Sonnet", options: { model: "claude-sonnet-4-20250514" } },
];
