package a

// F asks several models:
//
//	configs := []*Config{
//	    {Provider: "anthropic", Model: "claude-opus-4-8"},
//	}
//
// Or one:
//
//	client, err := x.CreateClient("claude", key, "claude-haiku-4-5-20251001", config)
func F() {}
