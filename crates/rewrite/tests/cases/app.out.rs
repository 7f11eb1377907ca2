//! Talks about claude-2.1: keep.
use modelmod_macros::model;

const DEFAULT_MODEL: &str = "claude-opus-4-8"; // CHANGE
static MODEL: &str = r#"claude-opus-4-8"#; // CHANGE
const CLAUDE_2_1: &str = "claude-2.1"; // keep
const MODELS: &[&str] = &["claude-2.1", "claude-2.0"]; // keep

fn default_model() -> String {
    "claude-opus-4-8".into() // CHANGE
}

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "claude-opus-4-8")] // CHANGE
    model: String,
    #[arg(long, default_value = "claude-2.1")] // keep
    name: String,
}

fn main() {
    let model = std::env::var("MODEL").unwrap_or_else(|_| "claude-opus-4-8".to_string()); // CHANGE
    let name = std::env::var("MODEL").unwrap_or("claude-opus-4-8".into()); // CHANGE
    let request = Request { model: "claude-opus-4-8".into(), max_tokens: 5 }; // CHANGE
    let agent = client.agent("gpt-6-luna").build(); // CHANGE
    let m = model!("claude-opus-4-8"); // CHANGE
    let body = json!({ "model": "claude-opus-4-8", "n": 1 }); // CHANGE
    let list = vec!["claude-2.1"]; // keep
    println!("claude-2.1"); // keep
    if model == "claude-2.1" {} // keep
    if model.starts_with("claude-2.1") {} // keep
    match model.as_str() {
        "claude-2.1" => {} // keep
        _ => {}
    }
    let x = prices["claude-2.1"]; // keep
    let y = map.get("claude-2.1"); // keep
    let joined = "claude-2.1".to_owned() + suffix; // keep
    let whole = concat!("claude-2.1", "-x"); // keep
    let é = run("claude-2.1"); // keep
    if matches!(model, "claude-2.1") {} // keep
}

/// claude-2.1 (keep)
enum Known {
    #[serde(rename = "claude-2.1")] // keep
    Two,
}

#[cfg(test)]
mod tests {
    #[test]
    fn asks() {
        let request = Request { model: "claude-2.1".into() }; // keep
        let body = json!({ "model": "claude-2.1" }); // keep
        assert_eq!(request.model, "claude-2.1"); // keep
    }
}
