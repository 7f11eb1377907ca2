package main

var options = OptionSet{
	{
		Name:        "model",
		Description: "The model to use, e.g. Opus 3 or Haiku 3.",
		Flag:        "model",
		Default:     "claude-opus-4-8",
		Env:         "ASK_MODEL",
	},
}
