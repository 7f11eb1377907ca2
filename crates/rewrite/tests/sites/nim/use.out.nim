const DefaultModel* = "claude-opus-4-8"
let asked = getEnv("ASK_MODEL", "claude-opus-4-8")
proc ask(prompt: string, model: string = "claude-opus-4-8"): string =
  let body = %*{"model": "claude-opus-4-8", "messages": []}
var settings = Settings(model: "claude-opus-4-8", maxTokens: 10)
