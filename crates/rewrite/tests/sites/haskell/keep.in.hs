-- | The model of old times ("claude-2.1")
-- | The previous default model ("claude-2.0")
f = 1
