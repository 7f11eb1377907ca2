//! A client.
#![deny(missing_docs)]

use std::collections::HashMap;
use std::env;

use serde_json::json;

/// The model.
pub const MODEL: &str = "claude-opus-4-8";
static DEFAULT_MODEL: &str = "claude-2.1";
const HAIKU: &str = "us.anthropic.claude-haiku-4-5-20251001-v1:0";
const RAW_MODEL: &str = r"claude-opus-4-8";

fn ask(client: &Client) -> Reply {
    let model = env::var("MODEL").unwrap_or_else(|_| "claude-sonnet-4-5".to_owned());
    client.create(Request { model: "claude-3-haiku-20240307".to_string(), n: 1 });
    client.model("gpt-4o").send(json!({"model": "claude-opus-4-8", "max_tokens": 1}))
}

mod inner {
    fn default_model() -> String {
        "claude-opus-4-8".into()
    }
}
