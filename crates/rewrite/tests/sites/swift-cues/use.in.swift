UserDefaults.standard.set("claude-3-opus-20240229", forKey: "claude_model")
