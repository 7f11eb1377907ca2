-- | Default model to use for requests (\"claude-2.1\")
-- and a default: `claude-2.0`.
f = 1
