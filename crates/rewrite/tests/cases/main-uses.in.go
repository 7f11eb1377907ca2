package main

const defaultModel = "claude-2.1" // CHANGE

func main() {
	llm, _ := anthropic.New(anthropic.WithModel("claude-3-opus-20240229")) // CHANGE
	req := Request{Model: "claude-2.1", MaxTokens: 5} // CHANGE


	}
	switch model {
	}
}
