//! Talks about claude-2.1: keep.
use modelmod_macros::model;

const CLAUDE_2_1: &str = "claude-2.1"; // keep
const MODELS: &[&str] = &["claude-2.1", "claude-2.0"]; // keep

fn default_model() -> String {
}

#[derive(Parser)]
struct Args {
    model: String,
    #[arg(long, default_value = "claude-2.1")] // keep
    name: String,
}

fn main() {
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
