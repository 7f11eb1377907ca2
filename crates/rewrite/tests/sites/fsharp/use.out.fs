let [<Literal>] DefaultModel = "claude-opus-4-8"
let settings =
    { Model = "claude-opus-4-8"
      MaxTokens = 10 }
let model = defaultArg model "claude-opus-4-8"
let client = ChatClient(model = "claude-opus-4-8")
let newDefaults = { settings with Model = "claude-opus-4-8" }
