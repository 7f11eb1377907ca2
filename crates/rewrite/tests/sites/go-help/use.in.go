package main

import "fmt"

// NewClient makes a client.
//
//	generator := NewAnthropicGenerator(
//	    client,
//	    "claude-3-opus-20240229",
//	    "Be brief.",
//	)
func NewClient() {
	fmt.Println("  tool --provider anthropic --model claude-3-opus-20240229")
	printer.Print("  tool config -model \"claude-3-opus-20240229\"")
	generator := gai.NewAnthropicGenerator(
		client.Messages,
		"claude-3-opus-20240229",
	)
}
