//! Whatever a pack's bytes are: an answer, no panic.
#![cfg(feature = "packs")]

use modelmod_catalog::builtin;
use modelmod_catalog::pack::{self, Diagnostic, PackFile};
use proptest::prelude::*;

fn file(text: &str) -> PackFile {
    PackFile { path: "pack.toml".to_owned(), text: text.to_owned() }
}

fn exercise(text: &str) {
    let file = file(text);
    let shown = |found: &[Diagnostic]| {
        for color in [false, true] {
            let _ = pack::render(found, color);
        }
    };
    if let Err(found) = pack::read_onto(builtin::catalog(), std::slice::from_ref(&file)) {
        assert!(!found.is_empty());
        shown(&found);
    }
    shown(&pack::check_format(&file).into_iter().collect::<Vec<_>>());
    match pack::format(&file) {
        Err(found) => shown(&found),
        Ok(once) => {
            let again = PackFile { text: once.clone(), ..file };
            assert_eq!(pack::format(&again).as_ref(), Ok(&once), "normal form is final");
            assert_eq!(pack::check_format(&again), None);
        }
    }
}

/// A pack of the repository; nothing where the crate is tested outside of it.
fn a_pack() -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../codemods/anthropic/models.toml");
    std::fs::read_to_string(path).unwrap_or_default()
}

/// Pieces of packs, so that what is put together gets far into the reader.
const PIECES: &[&str] = &[
    "[provider]",
    "[[source]]",
    "[[model]]",
    "[[surface]]",
    "[[model",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "id = ",
    "aliases = ",
    "\"a\"",
    "\"\"",
    "'b'",
    "[\"b\", \"a\"]",
    "key = ",
    "url = ",
    "\u{feff}",
    "source = ",
    "read = ",
    "2026-02-30",
    "2026-01-31",
    "0000-01-01",
    "checked = ",
    "name = ",
    "replacements = ",
    "[{ since = 2026-01-01, id = \"a\" }]",
    "{ id = \"a\" }",
    "[\n",
    "]",
    "{",
    "}",
    "# comment",
    "spellings = ",
    "[{ text = \"x\", surface = \"bedrock\" }]",
    "page = ",
    "a.b = ",
    "surface = \"claude-api\"",
    "模型",
    "\u{301}",
    "\"\"\"",
    "'''",
    "true",
    "12",
    ",",
    "=",
    ".",
    "\\",
    "\"https://a.example\"",
    "\u{0}",
    "\u{1b}[31m",
    "title = ",
    "basis = \"listed\"",
    "[[rule]]",
    "pattern = ",
    "replacement = \"$1\"",
    "id = \"anthropic\"\n",
    "replaces = true\n",
    "retires = ",
];

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        exercise(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        exercise(&text);
    }

    #[test]
    fn any_pieces(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        exercise(&pieces.concat());
    }
}

proptest! {
    // A whole pack is read and shown six times in each case.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_pack_with_a_hole(cut in 0usize..30_000, length in 0usize..60, filling in "\\PC{0,5}") {
        let pack = a_pack();
        let floor = |mut at: usize| {
            at = at.min(pack.len());
            while !pack.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let text = [&pack[..floor(cut)], &filling, &pack[floor(cut + length)..]].concat();
        exercise(&text);
    }
}
