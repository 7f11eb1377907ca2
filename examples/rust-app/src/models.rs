use modelmod_macros::model;

pub const DIFF_MODEL: &str = model!("claude-3-5-sonnet-20241022");

/// What the service used before `claude-3-opus-20240229`.
pub const CLAUDE_2_1: &str = "claude-2.1";

pub const UNKNOWN_WINDOW: u32 = 100_000;

pub const SMALL: [&str; 2] = ["claude-3-haiku-20240307", "claude-haiku-4-5-20251001"];

pub fn is_small(model: &str) -> bool {
    model == "claude-instant-1.2" || SMALL.contains(&model)
}

pub fn context_window(model: &str) -> Option<u32> {
    match model {
        CLAUDE_2_1 | "claude-3-opus-20240229" => Some(200_000),
        "gpt-4-32k" => Some(32_768),
        "gpt-4o" | "gpt-4o-mini" => Some(128_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows() {
        let model = "claude-3-opus-20240229";
        assert_eq!(context_window(model), Some(200_000));
        assert_eq!(context_window("claude-opus-4-8"), None);
    }
}
