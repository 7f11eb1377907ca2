use modelmod_macros::model;

const DEFAULT_MODEL: &str = "claude-2.1"; // CHANGE
static MODEL: &str = r#"claude-2.1"#; // CHANGE

fn default_model() -> String {
    "claude-3-opus-20240229".into() // CHANGE
}

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "claude-2.1")] // CHANGE
    model: String,
    name: String,
}

fn main() {
    let model = std::env::var("MODEL").unwrap_or_else(|_| "claude-2.1".to_string()); // CHANGE
    let name = std::env::var("MODEL").unwrap_or("claude-2.1".into()); // CHANGE
    let request = Request { model: "claude-2.1".into(), max_tokens: 5 }; // CHANGE
    let agent = client.agent("gpt-4o").build(); // CHANGE
    let m = model!("claude-3-opus-20240229"); // CHANGE
    let body = json!({ "model": "claude-2.1", "n": 1 }); // CHANGE
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
