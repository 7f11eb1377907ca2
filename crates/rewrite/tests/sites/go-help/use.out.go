package main

import "fmt"

// NewClient makes a client.
//
//	generator := NewAnthropicGenerator(
//	    client,
//	    "claude-opus-4-8",
//	    "Be brief.",
//	)
func NewClient() {
	fmt.Println("  tool --provider anthropic --model claude-opus-4-8")
	printer.Print("  tool config -model \"claude-opus-4-8\"")
	generator := gai.NewAnthropicGenerator(
		client.Messages,
		"claude-opus-4-8",
	)
}
