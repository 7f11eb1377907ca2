// What only looks like a use, and what is checked already.
use modelmod_macros::model;

#[derive(Parser)]
struct Args {
    #[arg(long, default_value = "claude-opus-4-8")]
    model: String,
}

/// ```
/// let config = Config { model: "claude-opus-4-8" };
/// ```
fn is_old(name: &str) -> bool {
    matches!(name, "claude-2.1") || name == "claude-opus-4-8"
}

const MODEL: &str = model!("claude-opus-4-8");
const OLD_MODEL: &str = model!("claude-2.1", unchecked);
// modelmod: ignore[claude-opus-4-8] the judge of our evals
const JUDGE_MODEL: &str = "claude-opus-4-8";
const PRICES: [(&str, u32); 1] = [("claude-opus-4-8", 5)];

fn say() {
    println!("asking claude-opus-4-8");
    let model = concat!("claude-", "opus-4-8");
    tracing::info!(model = "claude-opus-4-8");
}

#[cfg(test)]
mod tests {
    #[test]
    fn asks() {
        assert_eq!(super::ask("claude-opus-4-8").model, "claude-opus-4-8");
    }
}
