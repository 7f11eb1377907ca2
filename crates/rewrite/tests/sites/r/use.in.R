#' Ask once
#'
#' Set `options(ask.chat = ellmer::chat_claude(model = "claude-2.1"))` in your `.Rprofile`.
#'
#' @examples
#' ask(chat("claude-instant-1.2"))
ask <- function(chat) chat

ask <- function(prompt) {
  model <- "claude-3-opus-20240229"
  other_model = getOption("ask.model", "claude-3-opus-20240229")
}

#' Asks the model.
#'
#' @param model The model to use for the chat (defaults to
#'   `"claude-3-opus-20240229"`).
ask <- function(model = "claude-3-opus-20240229") NULL
default_model <- function() "claude-3-opus-20240229"
small_model <- function() {
  "claude-3-haiku-20240307"
}
read <- function(model = NULL, params = list()) {
  model <- model %||% "claude-3-opus-20240229"
  if (is.null(model)) model <- "claude-3-opus-20240229"
  params[["model"]] <- Sys.getenv("ASK_MODEL", unset = "claude-3-opus-20240229")
  params[["judge_model"]] <- "claude-3-opus-20240229"
}
settings$model <- "claude-3-opus-20240229"
