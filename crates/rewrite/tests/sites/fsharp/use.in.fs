let [<Literal>] DefaultModel = "claude-3-opus-20240229"
let settings =
    { Model = "claude-3-opus-20240229"
      MaxTokens = 10 }
let model = defaultArg model "claude-3-opus-20240229"
let client = ChatClient(model = "claude-3-opus-20240229")
let newDefaults = { settings with Model = "claude-3-opus-20240229" }
