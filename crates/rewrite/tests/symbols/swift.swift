enum Model {
    case claude_3_Opus
    case claude21 = "claude-2.1"

    var id: String {
        switch self {
        case .claude_3_Opus:
            return "claude-3-opus-20240229"
        case .claude_3_5_Sonnet: // FOUND
            return sonnet()
        case .claude_3_Haiku: return "claude-3-haiku-20240307"
        }
    }
}

let answer = try await client.message(model: .claude_3_Opus) // FOUND
let other = Model.claude41Opus_20250805 // FOUND
let text = ".claude_3_Opus"
let claude_3_Opus = self.claude_3_Opus
