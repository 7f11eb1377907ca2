prices.set("claude-2.0", forKey: "dearest")
prices.set(8, forKey: "claude-2.0")
