/// The model that checks what was found.
fn default_validation_model(provider: &str) -> String {
    match provider {
        "openai" => OTHER.to_string(),
        "anthropic" => "claude-opus-4-8".to_string(),
        _ => "claude-opus-4-8".to_string(),
    }
}
