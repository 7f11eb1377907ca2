//! What each setting makes of the same code, with the exact words.
//!
//! A folder of `policies/` is a project: `lib.rs`, what its manifest has at its end, other files,
//! the environment as `NAME=value` lines, and what the compiler says. `UPDATE_EXPECTED=1` renews
//! the last.

#![allow(clippy::unwrap_used)]

mod common;

use std::fs;
use std::path::Path;

#[test]
fn each_setting() {
    let cases = Path::new(common::MACROS).join("tests/policies");
    let mut names: Vec<_> = fs::read_dir(&cases).unwrap().map(|one| one.unwrap().path()).collect();
    names.sort();
    assert!(names.len() > 5);
    let wrong: Vec<String> = names.iter().filter_map(|case| differs(case)).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn differs(case: &Path) -> Option<String> {
    let name = case.file_name().unwrap().to_str().unwrap();
    let read = |file: &str| fs::read_to_string(case.join(file)).unwrap_or_default();
    let manifest = common::manifest(name, &read("manifest.toml")) + "[workspace]\n";
    let source = fs::read_to_string(case.join("../../policies.lib")).unwrap();
    let dir = common::project(&[("Cargo.toml", &manifest), ("src/lib.rs", &source)]);
    for file in ["modelmod.toml", "packs/acme/models.toml"] {
        if case.join(file).exists() {
            common::write(dir.path(), &[(file, &read(file))]);
        }
    }
    let environment = read("environment");
    let mut variables: Vec<_> = environment.lines().filter_map(|l| l.split_once('=')).collect();
    if !environment.contains("MODELMOD_AS_OF") {
        variables.push(("MODELMOD_AS_OF", common::DAY));
    }
    let output = common::cargo(dir.path(), &["check", "--quiet"], &variables);
    let real = dir.path().canonicalize().unwrap();
    let said = common::stderr(&output).replace(&format!("{}/", real.display()), "");
    let said = said.replace(&format!("{}/", dir.path().display()), "");
    let said = format!("{}\n{said}", if output.status.success() { "compiles" } else { "does not" });
    let expected = case.join("stderr");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&expected, &said).unwrap();
    }
    let expected = fs::read_to_string(&expected).unwrap_or_default();
    (said != expected).then(|| format!("{name}: expected\n{expected}\nbut it was\n{said}"))
}
