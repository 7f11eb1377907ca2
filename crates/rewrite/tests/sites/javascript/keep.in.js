if (model === "claude-2.1") { run(); }
switch (model) {
  case "claude-3-haiku-20240307":
  case "claude-3-opus-20240229":
    run();
}
const PRICES = { "claude-3-opus-20240229": 8, "claude-2.0": 15 };
const MODELS = ["claude-2.0", "claude-3-sonnet-20240229"];
const CLAUDE_2_1 = "claude-3-sonnet-20240229";
const url = "https://example.com/" + "claude-3-5-sonnet-20241022";
const note = `the model is ${x} or claude-instant-1.2`;
expect(response.model).toBe("claude-3-7-sonnet-20250219");
vi.fn().mockResolvedValue({ model: "claude-3-5-haiku-20241022" });
const response = { id: "msg_01", type: "message", model: "claude-2.1", usage: { input_tokens: 1 } };
// was claude-3-haiku-20240307 before
run(1);
/** Written for claude-3-opus-20240229. */
function documented() {}
const limits = new Map([["claude-2.0", 1], ["claude-3-sonnet-20240229", 2]]);
limits["claude-3-sonnet-20240229"] = 3;
if (["claude-3-5-sonnet-20241022", "claude-instant-1.2"].includes(model)) { run(); }
const is = model.startsWith("claude-instant-1.2");
const old = old_models.find((m) => m.id === "claude-3-7-sonnet-20250219");
const oldModel = "claude-2.1";
const aliases = { claude: "claude-3-haiku-20240307" };
const cap = model == "claude-3-opus-20240229" ? 1 : 2;
throw new Error("unknown model claude-2.0");
console.log("claude-3-sonnet-20240229");
const info = { "claude-3-5-sonnet-20241022": { contextWindow: 200000 } };
const opts = [{ value: "claude-instant-1.2", label: "Old" }, { value: "claude-3-7-sonnet-20250219", label: "Older" }];
const set = new Set(["claude-3-7-sonnet-20250219"]);
const q = "SELECT * FROM runs WHERE model = 'claude-3-5-haiku-20241022'";
export const ModelIds = Object.freeze({ OLD: "claude-2.1", OLDER: "claude-3-haiku-20240307" });
delete cache["claude-3-haiku-20240307"];
const re = /claude-3-opus-20240229/;
const cat = [{ id: "claude-2.0", name: "Old", contextWindow: 200000, maxTokens: 4096 }];
expect(create).toHaveBeenCalledWith({ model: "claude-3-sonnet-20240229" });
// The model (claude-3-opus-20240229) for cost efficiency
// The previous default model (claude-2.1)
