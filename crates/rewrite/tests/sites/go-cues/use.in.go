package main

var options = OptionSet{
	{
		Name:        "model",
		Description: "The model to use, e.g. Opus 3 or Haiku 3.",
		Flag:        "model",
		Default:     "claude-3-opus-20240229",
		Env:         "ASK_MODEL",
	},
}
