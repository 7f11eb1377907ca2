#[test]
fn makes_a_client() {
    let api_key = "test_api_key".to_string();
    let model_name = "claude-3-opus-20240229".to_string();
    let client = AnthropicClient::with_api_key(api_key, Some(model_name));
    assert!(client.is_ok());
}

#[test]
fn makes_another() {
    let client = AnthropicClient::with_model("claude-3-haiku-20240307");
    assert!(client.is_ok());
}
