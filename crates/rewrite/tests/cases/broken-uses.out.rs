const MODEL: &str = "claude-opus-4-8"; // CHANGE
