if model == "claude-2.1" { run() }
switch model {
case "claude-3-haiku-20240307", "claude-3-opus-20240229": run()
default: break
}
let prices = ["claude-3-opus-20240229": 8, "claude-2.0": 15]
let models = ["claude-2.0", "claude-3-sonnet-20240229"]
enum Model: String {
    case old = "claude-3-sonnet-20240229"
    case older = "claude-3-5-sonnet-20241022"
}
let claude2_1 = "claude-3-5-sonnet-20241022"
let url = "https://example.com/" + "claude-instant-1.2"
let note = "\(x) is not claude-3-7-sonnet-20250219"
// was claude-3-5-haiku-20241022
let one = 1
limits["claude-2.1"] = 1
XCTAssertEqual(response.model, "claude-3-haiku-20240307")
fatalError("unknown model claude-3-opus-20240229")
let has = model.hasPrefix("claude-2.0")
let oldModel = "claude-3-5-sonnet-20241022"
let json = """
{"id": "msg_01", "type": "message", "model": "claude-instant-1.2"}
"""
guard model != "claude-3-7-sonnet-20250219" else { fatalError() }
let t = model == "claude-3-5-haiku-20241022" ? 1 : 2
extension Model { static let claude_2_1 = Model("claude-2.1") }
let set: Set<String> = ["claude-3-haiku-20240307"]
let info = ["claude-3-opus-20240229": Info(context: 200000)]

struct Settings {
    init(title: String = "claude-2.0") {}
}
