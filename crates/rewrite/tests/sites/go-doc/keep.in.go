package a

// F was written for "claude-2.1", Model: "claude-2.0".
func F() {}
