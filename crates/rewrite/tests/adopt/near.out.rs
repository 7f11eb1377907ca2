// Copyright somebody.

use crate::client::Client;
use super::other;
use modelmod_macros::model;

const MODEL: &str = model!("claude-opus-4-8");
