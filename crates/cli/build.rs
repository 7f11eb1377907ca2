//! Tells builds of one version apart: what a cache remembers holds for the very code that it was
//! found with.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// The crates that decide what is found in a file, as they lie in a checkout.
const DECIDING: [&str; 4] = ["catalog", "edit", "project", "rewrite"];

fn main() {
    let top = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut files = vec![top.join("Cargo.lock")];
    for name in DECIDING {
        // A published package has none of them beside it: their versions say which they are.
        let folder = top.join("crates").join(name).join("src");
        if folder.is_dir() {
            println!("cargo::rerun-if-changed={}", folder.display());
            collect(&folder, &mut files);
        }
    }
    println!("cargo::rerun-if-changed={}", files[0].display());
    println!("cargo::rerun-if-changed={}", top.join("crates/cli/build.rs").display());
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        std::fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    println!("cargo::rustc-env=MODELMOD_BUILD={:016x}", hasher.finish());
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
