-- | The model of old times ("claude-2.1")
-- | The previous default model ("claude-2.0")
f = 1
row = object [ "title" .= ("claude-2.1" :: Text), "price" .= (3 :: Int) ]
label = fromMaybe "claude-2.1" title
