use modelmod_macros::model;

const DEFAULT_MODEL: &str = "claude-opus-4-8"; // CHANGE
static MODEL: &str = r#"claude-opus-4-8"#; // CHANGE

fn default_model() -> String {
    "claude-opus-4-8".into() // CHANGE
}

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "claude-opus-4-8")] // CHANGE
    model: String,
    name: String,
}

fn main() {
    let model = std::env::var("MODEL").unwrap_or_else(|_| "claude-opus-4-8".to_string()); // CHANGE
    let name = std::env::var("MODEL").unwrap_or("claude-opus-4-8".into()); // CHANGE
    let request = Request { model: "claude-opus-4-8".into(), max_tokens: 5 }; // CHANGE
    let agent = client.agent("gpt-6-luna").build(); // CHANGE
    let m = model!("claude-opus-4-8"); // CHANGE
    let body = json!({ "model": "claude-opus-4-8", "n": 1 }); // CHANGE
    match model.as_str() {
        _ => {}
    }
}

enum Known {
    Two,
}

#[cfg(test)]
mod tests {
    #[test]
    fn asks() {
    }
}
