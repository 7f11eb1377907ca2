model match {
  case "claude-2.0" => old
  case "claude-2.1" => older
}
