val request = assistantRequest {
    model = ModelId("claude-3-5-haiku-20241022")
}
val entry = register(ModelId("claude-2.1"))

fun defaultModelName(): String {
    return "claude-3-opus-20240229"
}

fun lookup(name: Named): String = when (name) {
    Named.CLAUDE_3_OPUS -> "claude-3-opus-20240229"
    else -> ""
}
