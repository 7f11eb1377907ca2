//! What holds for every input of modelmod: functions that take bytes and panic where a law is
//! broken.
//!
//! The fuzzer calls them (`fuzz/`), and so does a test, with the inputs that are kept in
//! `fuzz/corpus/`. Nothing here knows the fuzzer, so that both run the same.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic is how a broken law is told"
)]

mod adopt;
mod apply;
mod attributes;
mod audit;
mod cache;
mod config;
mod engines;
mod forge;
mod git;
mod grown;
mod ignore;
mod import;
mod json;
mod notebook;
mod notes;
mod pack;
mod parts;
mod patch;
mod scan;
mod shapes;
mod tree;

pub use apply::apply;
pub use grown::{Files, grow};
pub use tree::plan;

/// A law, or several of one kind: a name, which is that of a fuzz target and of the folder of
/// its corpus, and the function that checks them.
#[derive(Clone, Copy, Debug)]
pub struct Target {
    /// Its name.
    pub name: &'static str,
    /// Panics where a law does not hold for the bytes.
    pub check: fn(&[u8]),
}

/// All of them, sorted by name.
pub const TARGETS: &[Target] = &[
    Target { name: "adopt", check: adopt::check },
    Target { name: "attributes", check: attributes::check },
    Target { name: "audit", check: audit::check },
    Target { name: "cache", check: cache::check },
    Target { name: "config", check: config::check },
    Target { name: "forge", check: forge::check },
    Target { name: "git", check: git::check },
    Target { name: "grown", check: grown::check },
    Target { name: "ignore", check: ignore::check },
    Target { name: "import", check: import::check },
    Target { name: "json", check: json::check },
    Target { name: "notebook", check: notebook::check },
    Target { name: "pack", check: pack::check },
    Target { name: "parts", check: parts::check },
    Target { name: "patch", check: patch::check },
    Target { name: "scan", check: scan::check },
    Target { name: "tree", check: tree::check },
];

/// Checks the target of that name.
///
/// # Panics
///
/// Where a law does not hold, or no target has that name.
pub fn check(name: &str, data: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    (target.unwrap_or_else(|| panic!("no target is called {name}")).check)(data);
}

/// The first line, without its end, and the rest.
pub(crate) fn first_line(data: &[u8]) -> (&[u8], &[u8]) {
    match data.iter().position(|&byte| byte == b'\n') {
        Some(at) => (&data[..at], &data[at + 1..]),
        None => (data, b""),
    }
}
