fn default_model(alias: &str) -> String {
    match alias {
        "claude-2" => "claude-2.0".to_string(),
        _ => "claude-2.1".to_string(),
    }
}
