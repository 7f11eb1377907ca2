//! Real cargo projects that depend on this crate, by other names and through others.

// Clippy knows the tests by their attribute only, not what they call.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const MACROS: &str = env!("CARGO_MANIFEST_DIR");

const USES: &str = r#"
    pub const SERVED: &str = NAME!("claude-opus-4-8");
    #[allow(deprecated)]
    pub const DEPRECATED: &str = NAME!("claude-sonnet-4-5");
    pub fn is_deprecated(name: &str) -> bool {
        #[allow(deprecated)]
        match name {
            NAME!("claude-sonnet-4-5") => true,
            _ => false,
        }
    }
"#;

/// A workspace of packages, each of a manifest's end and a library's source.
fn workspace(dir: &Path, packages: &[(&str, &str, String, String)]) {
    let members: Vec<String> = packages.iter().map(|(name, ..)| format!("{name:?}")).collect();
    let root = format!("[workspace]\nresolver = \"2\"\nmembers = [{}]\n", members.join(", "));
    fs::write(dir.join("Cargo.toml"), root).unwrap();
    // The versions that were downloaded for this workspace: there may be no network.
    let lock = Path::new(MACROS).join("../../Cargo.lock");
    if lock.exists() {
        fs::copy(lock, dir.join("Cargo.lock")).unwrap();
    }
    for (name, edition, dependencies, source) in packages {
        let package = dir.join(name);
        fs::create_dir_all(package.join("src")).unwrap();
        let manifest = format!(
            "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = {edition:?}\n\n\
             [dependencies]\n{dependencies}\n"
        );
        fs::write(package.join("Cargo.toml"), manifest).unwrap();
        fs::write(package.join("src/lib.rs"), source).unwrap();
    }
}

fn check(dir: &Path, variable: (&str, &str)) -> Output {
    Command::new(env!("CARGO"))
        .args(["check", "--workspace", "--offline", "--quiet"])
        .current_dir(dir)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("projects"))
        .env_remove("MODELMOD_AS_OF")
        .env_remove("SOURCE_DATE_EPOCH")
        .env(variable.0, variable.1)
        .output()
        .unwrap()
}

fn dependency(name: &str) -> String {
    format!("{name} = {{ package = \"modelmod-macros\", path = {MACROS:?} }}")
}

#[test]
fn renamed_and_reexported_in_every_edition() {
    let dir = tempfile::tempdir().unwrap();
    let renamed = |name: &str| {
        format!("#![deny(warnings)]\n{}", USES.replace("NAME", &format!("{name}::model")))
    };
    // 2015 needs `extern crate`, as it does for any dependency.
    let oldest = format!("extern crate m;\nuse m::model as id;\n{}", USES.replace("NAME", "id"));
    workspace(
        dir.path(),
        &[
            ("renamed-2015", "2015", dependency("m"), oldest),
            ("renamed-2018", "2018", dependency("m"), renamed("m")),
            ("renamed-2024", "2024", dependency("m"), renamed("m")),
            ("facade", "2024", dependency("inner"), "pub use inner::model;\n".to_owned()),
            ("behind", "2021", "facade = { path = \"../facade\" }".to_owned(), renamed("facade")),
        ],
    );
    let output = check(dir.path(), ("MODELMOD_AS_OF", "2026-11-23"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_environment_sets_the_day() {
    let dir = tempfile::tempdir().unwrap();
    let source = "pub const MODEL: &str = m::model!(\"claude-sonnet-4-5\");\n";
    workspace(dir.path(), &[("a", "2024", dependency("m"), source.to_owned())]);
    // The day is no input that cargo knows: touch the source, as a reader of the docs would.
    let ask = |name, value| {
        fs::write(dir.path().join("a/src/lib.rs"), source).unwrap();
        let output = check(dir.path(), (name, value));
        (output.status.success(), String::from_utf8(output.stderr).unwrap())
    };

    let (fine, text) = ask("MODELMOD_AS_OF", "2026-09-29");
    assert!(fine && !text.contains("was deprecated"), "{text}");
    let (fine, text) = ask("MODELMOD_AS_OF", "2026-11-29");
    assert!(fine && text.contains("retires on 2026-11-30 (1 day left)"), "{text}");
    let (fine, text) = ask("MODELMOD_AS_OF", "2026-11-30");
    assert!(!fine && text.contains("is retired from today, 2026-11-30"), "{text}");
    // 2026-12-01T00:00:00Z
    let (fine, text) = ask("SOURCE_DATE_EPOCH", "1796083200");
    assert!(!fine && text.contains("was retired on 2026-11-30, 1 day ago"), "{text}");
    let (fine, text) = ask("MODELMOD_AS_OF", "soon");
    let expected = "MODELMOD_AS_OF is \"soon\": expected a date of the form YYYY-MM-DD";
    assert!(!fine && text.contains(expected), "{text}");
}
