Client <- R6Class("Client", public = list(
    initialize = function(
        provider_name = "Anthropic",
        rate_limit = 60 / 60,
        default_model = "claude-opus-4-8",
        auto_save = TRUE
    ) {
        NULL
    }
))

client$chat(
    "When was the first release?",
    model = "claude-opus-4-8",
    output = schema(release_date = "string* Its release date")
)
