UserDefaults.standard.set("claude-opus-4-8", forKey: "claude_model")
