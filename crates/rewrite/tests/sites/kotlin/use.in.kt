const val MODEL = "claude-2.1"
val model = System.getenv("MODEL") ?: "claude-3-haiku-20240307"
fun ask(prompt: String, model: String = "claude-3-opus-20240229") = 1
class Config(val model: String = "claude-2.0", val n: Int = 1)
val rb = Request(model = "claude-3-sonnet-20240229", maxTokens = 1)
fun ub() { request.model = "claude-3-5-sonnet-20241022" }
val body = mapOf("model" to "claude-instant-1.2", "max_tokens" to 1)
val bb = Request.builder().model("claude-3-7-sonnet-20250219").build()
class P {
    var model: String = "claude-3-5-haiku-20241022"
}
val defaultModel = "claude-2.1"
fun uc(): String = System.getenv().getOrDefault("MODEL", "claude-3-haiku-20240307")
val model by option("--model").default("claude-3-opus-20240229")
fun ud(fast: Boolean) { val model = if (fast) "claude-2.0" else "claude-3-sonnet-20240229" }
fun ue() { llm { model = "claude-3-sonnet-20240229" } }

class Screen {
    var model by mutableStateOf("claude-3-opus-20240229")

    @Value("\${anthropic.model:claude-3-opus-20240229}")
    lateinit var configured: String

    val modelName = BuildConfig.MODEL.ifEmpty { "claude-3-opus-20240229" }
}
