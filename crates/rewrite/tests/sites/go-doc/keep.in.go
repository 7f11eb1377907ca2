package a

// F was written for "claude-2.1", Model: "claude-2.0".
func F() {}

// G tells what is known:
//
//	x.IsKnown("claude-instant-1.2")
func G() {}
