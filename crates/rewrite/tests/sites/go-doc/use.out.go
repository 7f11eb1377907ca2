package a

// F asks several models:
//
//	configs := []*Config{
//	    {Provider: "anthropic", Model: "claude-opus-4-8"},
//	}
func F() {}
