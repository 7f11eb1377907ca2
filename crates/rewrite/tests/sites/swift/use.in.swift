let model = "claude-2.1"
let rb = Request(model: "claude-3-haiku-20240307", maxTokens: 1)
func ask(_ prompt: String, model: String = "claude-3-opus-20240229") {}
struct S { var model: String = "claude-2.0" }
let model = ProcessInfo.processInfo.environment["MODEL"] ?? "claude-3-sonnet-20240229"
request.model = "claude-3-5-sonnet-20241022"
let body: [String: Any] = ["model": "claude-instant-1.2", "max_tokens": 1]
static let defaultModel = "claude-3-7-sonnet-20250219"
class T { private let defaultModel = "claude-3-5-haiku-20241022" }
let llm = Anthropic(modelName: "claude-2.1")
@Option var model = "claude-2.0"
let modelID: String = "claude-3-sonnet-20240229"
func model() -> String { return "claude-3-5-sonnet-20241022" }

let request = ChatRequest(
    messages: [Message(role: .user, content: .string("Hello"))],
    models: ["openai/gpt-x", "anthropic/claude-sonnet-4"],
    route: "fallback"
)

struct Settings {
    init(model: String = "claude-3-opus-20240229") {}
}
