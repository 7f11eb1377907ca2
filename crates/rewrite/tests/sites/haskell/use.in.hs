-- | Default model to use for requests (\"claude-2.1\")
-- and a default: `claude-2.0`.
f = 1
request = def
  & #model .~ "claude-2.1"
  & #maxTokens .~ 10
body = object [ "model" .= ("claude-3-opus-20240229" :: Text), "messages" .= messages ]
asked = do
  model <- fromMaybe "claude-3-opus-20240229" <$> lookupEnv "ASK_MODEL"
  pure model
