var model = AnthropicModels.Claude3Opus; // FOUND
const string Claude3Opus = "claude-3-opus-20240229";
var other = Models.Gpt_3_5_Turbo; // FOUND
var text = @"Models.Gpt_4";
public void Claude3Sonnet_WhenCalled_ItShouldReturnExpectedValue() { }
