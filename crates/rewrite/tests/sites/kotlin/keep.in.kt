fun kb(model: String) = model == "claude-2.1"
fun kc(model: String) = when (model) {
    "claude-3-haiku-20240307" -> 1
    "claude-3-opus-20240229", "x" -> 2
    else -> 3
}
val prices = mapOf("claude-3-opus-20240229" to 8, "claude-2.0" to 15)
val models = listOf("claude-2.0", "claude-3-sonnet-20240229")
enum class Id(val id: String) { OLD("claude-3-sonnet-20240229"), OLDER("claude-3-5-sonnet-20241022") }
const val CLAUDE_2_1 = "claude-3-5-sonnet-20241022"
val url = "https://example.com/" + "claude-instant-1.2"
val note = "$x is not claude-3-7-sonnet-20250219"
// was claude-3-5-haiku-20241022
val one = 1
fun kd() { prices["claude-2.1"] = 8 }
fun ke() { assertEquals("claude-3-haiku-20240307", response.model) }
fun kf() { every { client.model } returns "claude-3-opus-20240229" }
fun kg(m: String) = m in setOf("claude-2.0")
fun kh(m: String) = m.startsWith("claude-3-sonnet-20240229")
fun ki() { error("unknown model claude-3-5-sonnet-20241022") }
val oldModel = "claude-3-7-sonnet-20250219"
val raw = """{"id": "msg_01", "type": "message", "model": "claude-3-5-haiku-20241022"}"""
fun kj(m: String) { if (m != "claude-2.1") println("claude-3-haiku-20240307") }

class Screen {
    var title by mutableStateOf("claude-2.0")

    @Value("\${anthropic.title:claude-2.0}")
    lateinit var configured: String

    val label = BuildConfig.LABEL.ifEmpty { "claude-2.0" }
}

fun flow() = flow {
    step("model1", "claude-2.0")
}
