use anthropic::Model::Claude35Haiku; // FOUND

pub enum Model {
    #[serde(rename = "claude-3-opus-20240229")]
    Claude3Opus, // none: its ID stands above
    Claude3Sonnet, // FOUND
    ClaudeOpus48,
}

impl Model {
    const CLAUDE_2_1: &'static str = "claude-2.1"; // none: its ID stands there

    fn id<'a>(&'a self) -> &'a str {
        match self {
            Self::Claude3Opus => "claude-3-opus-20240229",
            Model::Claude3Sonnet => sonnet(), // FOUND
            Self::Claude3Haiku => {
                "claude-3-haiku-20240307"
            }
        }
    }
}

/// Claude3Opus is gone.
fn test_claude_3_opus_pricing() {
    let claude_3_opus = ask(anthropic::completion::CLAUDE_3_OPUS); // FOUND
    let claude_3_opus_cost = claude_3_opus.cost; // none
    let text = "Model::Claude3Opus";
    let claude = Claude3OpusClient::new(MyClaude3Opus);
    self.claude_3_opus.call(claude_3_opus, Model::Claude35SonnetX);
    let model = BedrockModel::ClaudeSonnet35; // FOUND
    let fine = Model::ClaudeSonnet46;
    struct Claude2;
}
