use modelmod_macros::{is_retired, model, model_env, models};

const LIST: [&str; 3] = models!["claude-opus-4-8", "claude-2.1", "claude-sonet-4-5"];
const NO: bool = is_retired!("claude-sonet-4-5");
const UNCHECKED: bool = is_retired!("claude-2.1", unchecked);
const EMPTY: bool = is_retired!();

fn main() {
    let _ = model_env!("MODEL", "claude-2.1");
    let _ = model_env!("MODEL", concat!("claude", "-2.1"));
    let _ = model!(env!("MODEL"));
}
