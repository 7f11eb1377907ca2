//! The normal form of packs.
#![cfg(feature = "packs")]

use modelmod_catalog::pack::{self, PackFile};

fn file(text: &str) -> PackFile {
    PackFile { path: "pack.toml".to_owned(), text: text.to_owned() }
}

const UNTIDY: &str = r#"

# What this file is.


# About the provider.
[ provider ] # the one
name='Acme'
id  =   "acme" # its ID


   # About the first model.
[[model]]
# It has a comment of its own.
read = 2026-11-01
aliases = ["b",
  'a', ]
replacements = [{id="acme-2",since=2026-01-01}, { since = 2026-02-01, id = "acme-3" }]
odd = 1
note = 'say "no"'
id = "acme-1"
[[model]]
spellings = [
  # The older one.
  { text = "z", surface = "cloud" },
]
profiles = [{ prefixes = ["us", "eu"], surface = "cloud" }]
id = "acme-2"
symbols = ['acme_two', "AcmeDos"]
[symbols]
between = ["v", 'dot']
stems = [
  "acme",
]

# The end.
"#;

const TIDY: &str = r#"# What this file is.

# About the provider.
[provider]  # the one
id = "acme"  # its ID
name = "Acme"

# About the first model.
[[model]]
id = "acme-1"
aliases = ["a", "b"]
replacements = [
  { since = 2026-01-01, id = "acme-2" },
  { since = 2026-02-01, id = "acme-3" },
]
# It has a comment of its own.
read = 2026-11-01
note = 'say "no"'
odd = 1

[[model]]
id = "acme-2"
spellings = [
  # The older one.
  { text = "z", surface = "cloud" },
]
profiles = [
  { surface = "cloud", prefixes = ["eu", "us"] },
]
symbols = ["AcmeDos", "acme_two"]

[symbols]
stems = ["acme"]
between = ["dot", "v"]

# The end.
"#;

#[test]
fn has_one_way_to_write_a_fact() {
    assert_eq!(pack::format(&file(UNTIDY)).unwrap(), TIDY);
    assert_eq!(pack::format(&file(TIDY)).unwrap(), TIDY);
    assert_eq!(pack::check_format(&file(TIDY)), None);
}

#[test]
fn keeps_line_ends() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(pack::format(&file(&crlf(UNTIDY))).unwrap(), crlf(TIDY));
}

#[test]
fn is_checked_with_a_place() {
    let untidy = TIDY.replace("id = \"acme\"  # its ID", "id = 'acme'  # its ID");
    let found = pack::check_format(&file(&untidy)).unwrap();
    assert_eq!(
        pack::render(&[found], false),
        "\
warning[normal-form]: the file is not in normal form
 --> pack.toml:5:1
  |
5 | id = 'acme'  # its ID
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: expected here: id = \"acme\"  # its ID
"
    );
}

#[test]
fn refuses_what_packs_do_not_use() {
    for text in ["a.b = 1\n", "[a.b]\nc = 1\n", "[a]\nb.c = 1\n"] {
        let found = pack::format(&file(text)).unwrap_err();
        assert_eq!(found[0].code, "normal-form", "{text}");
    }
    assert_eq!(pack::format(&file("a = \n")).unwrap_err()[0].code, "syntax");
}
