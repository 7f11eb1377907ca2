case class Settings(model: String = "claude-3-opus-20240229")

object Settings {
  val DefaultModel = "claude-3-opus-20240229"
}

object Asked {
  val model = Option(System.getenv("ASK_MODEL")).getOrElse("claude-3-opus-20240229")
}

body.put("model", "claude-3-opus-20240229")
