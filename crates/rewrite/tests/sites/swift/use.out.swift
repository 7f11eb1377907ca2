let model = "claude-opus-4-8"
let rb = Request(model: "claude-haiku-4-5-20251001", maxTokens: 1)
func ask(_ prompt: String, model: String = "claude-opus-4-8") {}
struct S { var model: String = "claude-opus-4-8" }
let model = ProcessInfo.processInfo.environment["MODEL"] ?? "claude-sonnet-4-6"
request.model = "claude-sonnet-4-6"
let body: [String: Any] = ["model": "claude-haiku-4-5-20251001", "max_tokens": 1]
static let defaultModel = "claude-sonnet-4-6"
class T { private let defaultModel = "claude-haiku-4-5-20251001" }
let llm = Anthropic(modelName: "claude-opus-4-8")
@Option var model = "claude-opus-4-8"
let modelID: String = "claude-sonnet-4-6"
func model() -> String { return "claude-sonnet-4-6" }

let request = ChatRequest(
    messages: [Message(role: .user, content: .string("Hello"))],
    models: ["openai/gpt-x", "anthropic/claude-sonnet-4.6"],
    route: "fallback"
)

struct Settings {
    init(model: String = "claude-opus-4-8") {}
}
