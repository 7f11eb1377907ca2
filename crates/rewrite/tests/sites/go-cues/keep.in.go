package main

var rows = []Row{
	{
		Name:        "big",
		Description: "Claude 2.0, the second one",
		Model:       "claude-2.0",
	},
	{
		Name:        "bigger",
		Description: "Claude 2.1, the third one",
		Model:       "claude-2.1",
	},
}
