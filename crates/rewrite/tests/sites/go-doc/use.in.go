package a

// F asks several models:
//
//	configs := []*Config{
//	    {Provider: "anthropic", Model: "claude-2.1"},
//	}
func F() {}
