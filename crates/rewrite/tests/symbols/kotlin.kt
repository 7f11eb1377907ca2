val model = AnthropicModels.Claude35Sonnet // FOUND
val text = "AnthropicModels.Claude3Opus"
val claude3Opus = Model.CLAUDE_3_5_HAIKU_20241022 // FOUND
fun claude3Opus() = claude3Opus
class Claude3Opus
data object Claude3Haiku : Model // FOUND
