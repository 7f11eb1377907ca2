const val MODEL = "claude-opus-4-8"
val model = System.getenv("MODEL") ?: "claude-haiku-4-5-20251001"
fun ask(prompt: String, model: String = "claude-opus-4-8") = 1
class Config(val model: String = "claude-opus-4-8", val n: Int = 1)
val rb = Request(model = "claude-sonnet-4-6", maxTokens = 1)
fun ub() { request.model = "claude-sonnet-4-6" }
val body = mapOf("model" to "claude-haiku-4-5-20251001", "max_tokens" to 1)
val bb = Request.builder().model("claude-sonnet-4-6").build()
class P {
    var model: String = "claude-haiku-4-5-20251001"
}
val defaultModel = "claude-opus-4-8"
fun uc(): String = System.getenv().getOrDefault("MODEL", "claude-haiku-4-5-20251001")
val model by option("--model").default("claude-opus-4-8")
fun ud(fast: Boolean) { val model = if (fast) "claude-opus-4-8" else "claude-sonnet-4-6" }
fun ue() { llm { model = "claude-sonnet-4-6" } }

class Screen {
    var model by mutableStateOf("claude-opus-4-8")

    @Value("\${anthropic.model:claude-opus-4-8}")
    lateinit var configured: String

    val modelName = BuildConfig.MODEL.ifEmpty { "claude-opus-4-8" }
}
