package main

const ModelClaude3Haiku Model = "claude-3-haiku-20240307"

func main() {
	a := anthropic.ModelClaude3_5Sonnet20241022 // FOUND
	b := anthropic.ModelClaude3Dot7Sonnet20250219 // FOUND
	c := openai.GPT3Dot5Turbo // FOUND
	d := anthropic.ModelClaudeOpus4Dot5V20251101
	e := `anthropic.ModelClaude3Opus20240229`
	claude3Opus := request{Model: ModelClaude_3_Opus_20240229} // FOUND
	f := anthropic.ModelClaude3Embedding
	use(a, b, c, d, e, claude3Opus, f)
}

func GPT4() {}
