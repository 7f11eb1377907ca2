case class Settings(model: String = "claude-opus-4-8")

object Settings {
  val DefaultModel = "claude-opus-4-8"
}

object Asked {
  val model = Option(System.getenv("ASK_MODEL")).getOrElse("claude-opus-4-8")
}

body.put("model", "claude-opus-4-8")
