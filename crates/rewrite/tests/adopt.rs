//! Which literals of Rust files become `model!`: `adopt/NAME.in.rs` becomes `adopt/NAME.out.rs`,
//! and stays so. `UPDATE_EXPECTED=1` rewrites the outputs; read the difference before committing
//! it.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Adopter, Engine, Request};
use std::fs;
use std::path::Path;

const DAY: Date = Date::ymd(2026, 11, 23);

fn adopted(text: &[u8]) -> Vec<u8> {
    let adopter = Adopter::new(builtin::catalog(), DAY).unwrap();
    match adopter.scan("src/app.rs", text, "modelmod_macros") {
        Some(adoption) => adoption.edits.apply(text),
        None => text.to_vec(),
    }
}

#[test]
fn literals_that_are_used_as_models_become_macros() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/adopt");
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let Some(stem) = name.strip_suffix(".in.rs") else { continue };
        count += 1;
        let after = adopted(&fs::read(&path).unwrap());
        let expected = path.with_file_name(format!("{stem}.out.rs"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &after).unwrap();
        }
        let expected = fs::read(&expected).unwrap();
        let show = |text: &[u8]| String::from_utf8_lossy(text).into_owned();
        assert_eq!(show(&after), show(&expected), "{stem}");
        assert_eq!(show(&adopted(&after)), show(&after), "{stem}: a second time");
    }
    assert!(count >= 5);
}

#[test]
fn each_literal_is_told_with_its_place() {
    let adopter = Adopter::new(builtin::catalog(), DAY).unwrap();
    let text =
        b"const MODEL: &str = \"claude-2.1\";\nconst NEW_MODEL: &str = \"claude-opus-4-8\";\n";
    let adoption = adopter.scan("src/lib.rs", text, "mm").unwrap();
    let told: Vec<_> = adoption.literals.iter().map(|one| (&*one.name, one.is_due)).collect();
    assert_eq!(told, [("claude-2.1", true), ("claude-opus-4-8", false)]);
    let after = String::from_utf8(adoption.edits.apply(text)).unwrap();
    assert!(after.starts_with("use mm::model;\n\nconst MODEL: &str = model!(\"claude-2.1\");\n"));
}

/// What cannot be read as Rust, or is no text, is left alone.
#[test]
fn what_cannot_be_read_stays() {
    let adopter = Adopter::new(builtin::catalog(), DAY).unwrap();
    for text in [&b"const MODEL: &str = \"claude-2.1\""[..], b"\xff\xfe\"claude-2.1\"", b""] {
        assert!(adopter.scan("src/lib.rs", text, "mm").is_none());
    }
    // As UTF-16 it has as many bytes as it has as UTF-8: places in one are none in the other.
    let code = "const MODEL: &str = \"claude-2.1\"; //";
    let code = format!("{code}{}", "\u{6A21}".repeat(code.len() + 2));
    let mut wide = b"\xff\xfe".to_vec();
    wide.extend(code.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(wide.len(), code.len());
    assert!(adopter.scan("src/lib.rs", &wide, "mm").is_none());
}

/// What was adopted is migrated as any other use.
#[test]
fn migrate_rewrites_what_the_macros_check() {
    let engine = Engine::new(builtin::catalog(), &Request::new(DAY)).unwrap();
    let text = "const A: &str = model!(\"claude-2.1\");\n\
                const B: [&str; 1] = models![\"claude-2.1\"];\n\
                fn c() -> String { model_env!(\"MODEL\", \"claude-2.1\") }\n\
                const D: &str = model!(\"claude-2.1\", unchecked);\n\
                const E: bool = is_retired!(\"claude-2.1\");\n";
    let plan = engine.scan("src/lib.rs", text.as_bytes()).unwrap().unwrap();
    let after = String::from_utf8(plan.edits.apply(text.as_bytes())).unwrap();
    let changed: Vec<bool> =
        text.lines().zip(after.lines()).map(|(before, after)| before != after).collect();
    assert_eq!(changed, [true, true, true, false, false], "{after}");
}
