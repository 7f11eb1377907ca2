//! Packs as TOML.
