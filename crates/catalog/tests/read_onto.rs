//! A pack of one's own on top of the built-in catalogue.
#![cfg(feature = "packs")]

use modelmod_catalog::pack::{self, PackFile};
use modelmod_catalog::{Date, builtin};

fn pack(models: &str) -> PackFile {
    let text = format!(
        r#"[provider]
id = "acme"
name = "Acme"
surface = "acme-api"
page = "https://acme.example/deprecations"
checked = 2026-11-20

[[source]]
key = "page"
url = "https://acme.example/deprecations"
title = "Deprecations"

[[surface]]
id = "acme-api"
name = "Acme API"

{models}"#
    );
    PackFile { path: "acme.toml".to_owned(), text }
}

#[test]
fn adds_a_provider_and_may_lead_to_another() {
    let file = pack(
        r#"[[model]]
id = "acme-1"
retires = 2026-01-01
replacements = [
  { since = 2025-06-01, id = "claude-sonnet-4-6" },
]
spellings = [
  { surface = "bedrock", text = "acme.acme-1-v1:0" },
]
source = "page"
read = 2026-11-01
"#,
    );
    let base = builtin::catalog();
    let packs = pack::read_onto(base, std::slice::from_ref(&file))
        .unwrap_or_else(|found| panic!("{}", pack::render(&found, false)));
    assert!(packs.warnings.is_empty());
    let catalog = packs.catalog;
    assert_eq!(catalog.models().len(), base.models().len() + 1);
    let model = catalog.find("acme.acme-1-v1:0").unwrap().model;
    let chain = catalog.chain(model, Date::ymd(2026, 11, 23));
    assert_eq!(chain.replacement().unwrap().id, "claude-sonnet-4-6");
    assert_eq!(pack::check_format(&file), None);
}

#[test]
fn takes_no_name_of_another_provider() {
    let file = pack(
        r#"[[model]]
id = "claude-2.1"
source = "page"
read = 2026-11-01
"#,
    );
    let found = pack::read_onto(builtin::catalog(), &[file]).unwrap_err();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "`claude-2.1` already names model `claude-2.1` of `anthropic`");
}

#[test]
fn replaces_a_provider_of_the_same_name() {
    let mut file = pack(
        r#"[[model]]
id = "gpt-4o"
source = "page"
read = 2026-11-01
"#,
    );
    file.text = file.text.replace("\"acme\"", "\"openai\"");
    let packs = pack::read_onto(builtin::catalog(), &[file])
        .unwrap_or_else(|found| panic!("{}", pack::render(&found, false)));
    let of = |provider: &str| {
        packs.catalog.models().iter().filter(|model| model.provider == provider).count()
    };
    assert_eq!((of("openai"), of("anthropic")), (1, 48));
}
