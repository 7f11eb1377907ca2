package main

import "fmt"

func run() {
	fmt.Println("running with --model claude-3-opus-20240229")
	fmt.Println("  was called with the option --model claude-3-5-sonnet-20241022")
}

// prices are per million:
//
//	prices := NewTable(
//	    "claude-3-opus-20240229",
//	    15,
//	)
func prices() {}
