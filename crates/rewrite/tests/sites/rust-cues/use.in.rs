/// The model that checks what was found.
fn default_validation_model(provider: &str) -> String {
    match provider {
        "openai" => OTHER.to_string(),
        "anthropic" => "claude-3-opus-20240229".to_string(),
        _ => "claude-3-opus-20240229".to_string(),
    }
}
