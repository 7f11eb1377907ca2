package main

const (
	GPT4o     Model = "gpt-4o" // keep
	GPT4oMini Model = "gpt-4o-mini" // keep
)

var Claude3Opus = Model("claude-3-opus-20240229") // keep
var p = strings.ReplaceAll(p, `\`, `/`)

const help = `
  keepModel: "gpt-4o",
`

func f() {
	a, model := "gpt-4", "gpt-4o" // keep
}
