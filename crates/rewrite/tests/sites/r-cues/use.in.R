Client <- R6Class("Client", public = list(
    initialize = function(
        provider_name = "Anthropic",
        rate_limit = 60 / 60,
        default_model = "claude-3-opus-20240229",
        auto_save = TRUE
    ) {
        NULL
    }
))

client$chat(
    "When was the first release?",
    model = "claude-3-opus-20240229",
    output = schema(release_date = "string* Its release date")
)
