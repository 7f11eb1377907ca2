-- | Default model to use for requests (\"claude-2.1\")
-- and a default: `claude-2.0`.
f = 1
request = def
  & #model .~ "claude-2.1"
  & #maxTokens .~ 10
