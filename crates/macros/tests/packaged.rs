//! The macros as they are published: packed, unpacked elsewhere, and built from nothing but
//! that.

#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;
use std::process::Command;

const CRATES: [&str; 3] = ["modelmod-catalog", "modelmod-macros-impl", "modelmod-macros"];

#[test]
fn the_packed_crates_are_all_that_is_needed() {
    let root = Path::new(common::MACROS).join("../..");
    if !root.join("Cargo.toml").exists() {
        eprintln!("skipped: packed itself, so that there is no workspace to pack");
        return;
    }
    let dir = tempfile::tempdir().unwrap();
    let mut pack = Command::new(env!("CARGO"));
    pack.args(["package", "--offline", "--quiet", "--no-verify", "--allow-dirty"]);
    pack.args(CRATES.iter().flat_map(|name| ["-p", name]));
    pack.arg("--target-dir").arg(dir.path()).current_dir(&root);
    let output = pack.output().unwrap();
    assert!(output.status.success(), "{}", common::stderr(&output));

    let mut patches = String::new();
    for name in CRATES {
        let mut unpack = Command::new("tar");
        let packed = dir.path().join(format!("package/{name}-0.1.0.crate"));
        unpack.arg("-xzf").arg(packed).arg("-C").arg(dir.path());
        assert!(unpack.status().unwrap().success());
        let unpacked = dir.path().join(format!("{name}-0.1.0"));
        patches.push_str(&format!("{name} = {{ path = {unpacked:?} }}\n"));
    }
    let manifest = |id: &str| {
        let manifest = format!(
            "[package]\nname = \"outside\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nmodelmod-macros = \"0.1\"\n\n[workspace]\n\n\
             [patch.crates-io]\n{patches}"
        );
        let source = format!("pub const MODEL: &str = modelmod_macros::model!({id:?});\n");
        common::write(dir.path(), &[("user/Cargo.toml", &manifest), ("user/src/lib.rs", &source)]);
        common::cargo(&dir.path().join("user"), &["check"], &[("MODELMOD_AS_OF", common::DAY)])
    };
    let output = manifest("claude-opus-4-8");
    assert!(output.status.success(), "{}", common::stderr(&output));
    let output = manifest("claude-2.1");
    assert!(common::stderr(&output).contains("error: `claude-2.1` was retired on 2025-07-21"));
}
