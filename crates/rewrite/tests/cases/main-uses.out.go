package main

const defaultModel = "claude-opus-4-8" // CHANGE

func main() {
	llm, _ := anthropic.New(anthropic.WithModel("claude-opus-4-8")) // CHANGE
	req := Request{Model: "claude-opus-4-8", MaxTokens: 5} // CHANGE


	}
	switch model {
	}
}
