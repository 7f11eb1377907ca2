model match {
  case "claude-2.0" => old
  case "claude-2.1" => older
}

object Shown {
  val title = Option(System.getenv("ASK_TITLE")).getOrElse("claude-2.1")
}

log.put("model", "claude-3-opus-20240229")
