#' Ask once
#'
#' Set `options(ask.chat = ellmer::chat_claude(model = "claude-opus-4-8"))` in your `.Rprofile`.
#'
#' @examples
#' ask(chat("claude-haiku-4-5-20251001"))
ask <- function(chat) chat

ask <- function(prompt) {
  model <- "claude-opus-4-8"
  other_model = getOption("ask.model", "claude-opus-4-8")
}

#' Asks the model.
#'
#' @param model The model to use for the chat (defaults to
#'   `"claude-opus-4-8"`).
ask <- function(model = "claude-opus-4-8") NULL
default_model <- function() "claude-opus-4-8"
small_model <- function() {
  "claude-haiku-4-5-20251001"
}
read <- function(model = NULL, params = list()) {
  model <- model %||% "claude-opus-4-8"
  if (is.null(model)) model <- "claude-opus-4-8"
  params[["model"]] <- Sys.getenv("ASK_MODEL", unset = "claude-opus-4-8")
  params[["judge_model"]] <- "claude-opus-4-8"
}
settings$model <- "claude-opus-4-8"
