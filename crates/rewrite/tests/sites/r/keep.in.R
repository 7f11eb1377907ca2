#' Written for "claude-2.1".
#'
#' @examples
#' is_known("claude-instant-1.2")
ask <- function(chat) chat

label <- "claude-2.0"
price = getOption("ask.price", "claude-2.0")

#' @param model The model to use. The context of the old one, which was
#'   `"claude-3-opus-20240229"`, is smaller.
title <- function() "claude-2.0"
if (model == "claude-2.0") model <- other
if (is.null(label)) label <- "claude-2.0"
labels[["title"]] <- label %||% "claude-2.0"
choose <- function(model = c("claude-2.0", "claude-2.1")) model
usage$model <- "claude-3-sonnet-20240229"
log_entry[["model"]] <- "claude-3-sonnet-20240229"
res[["model"]] <- "claude-3-sonnet-20240229"
