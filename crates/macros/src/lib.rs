//! model!("..."): a compile error when a Rust project names a retired LLM model.
