// Copyright somebody.

use crate::client::Client;
use super::other;

const MODEL: &str = "claude-opus-4-8";
