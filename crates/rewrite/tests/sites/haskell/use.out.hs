-- | Default model to use for requests (\"claude-opus-4-8\")
-- and a default: `claude-opus-4-8`.
f = 1
request = def
  & #model .~ "claude-opus-4-8"
  & #maxTokens .~ 10
body = object [ "model" .= ("claude-opus-4-8" :: Text), "messages" .= messages ]
asked = do
  model <- fromMaybe "claude-opus-4-8" <$> lookupEnv "ASK_MODEL"
  pure model
