#!/usr/bin/env run-cargo-script
const MODEL: &str = "claude-2.1"; // CHANGE
