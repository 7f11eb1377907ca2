case class Settings(model: String = "claude-opus-4-8")

object Settings {
  val DefaultModel = "claude-opus-4-8"
}
