const DefaultModel* = "claude-3-opus-20240229"
let asked = getEnv("ASK_MODEL", "claude-3-opus-20240229")
proc ask(prompt: string, model: string = "claude-3-opus-20240229"): string =
  let body = %*{"model": "claude-3-opus-20240229", "messages": []}
var settings = Settings(model: "claude-3-opus-20240229", maxTokens: 10)
