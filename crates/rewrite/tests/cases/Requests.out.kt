val request = assistantRequest {
    model = ModelId("claude-haiku-4-5-20251001")
}
val entry = register(ModelId("claude-2.1"))

fun defaultModelName(): String {
    return "claude-opus-4-8"
}

fun lookup(name: Named): String = when (name) {
    Named.CLAUDE_3_OPUS -> "claude-3-opus-20240229"
    else -> ""
}
