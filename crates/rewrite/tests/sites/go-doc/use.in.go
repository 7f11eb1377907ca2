package a

// F asks several models:
//
//	configs := []*Config{
//	    {Provider: "anthropic", Model: "claude-2.1"},
//	}
//
// Or one:
//
//	client, err := x.CreateClient("claude", key, "claude-instant-1.2", config)
func F() {}
