const MODEL: &str = "claude-2.1"; // CHANGE
