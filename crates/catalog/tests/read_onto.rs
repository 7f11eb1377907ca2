//! A pack of one's own on top of the built-in catalogue.
#![cfg(feature = "packs")]
#![allow(clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::pack::{self, PackFile};
use modelmod_catalog::{Catalog, Date, Model, Name, Provider, State, Surface, builtin};

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
fn replaces_a_provider_where_it_says_so() {
    let mut file = pack(
        r#"[[model]]
id = "gpt-4o"
source = "page"
read = 2026-11-01
"#,
    );
    file.text = file.text.replace("\"acme\"\n", "\"openai\"\nreplaces = true\n");
    let packs = pack::read_onto(builtin::catalog(), &[file])
        .unwrap_or_else(|found| panic!("{}", pack::render(&found, false)));
    let of = |provider: &str| {
        packs.catalog.models().iter().filter(|model| model.provider == provider).count()
    };
    assert_eq!((of("openai"), of("anthropic")), (1, 48));
}

fn user(text: &str) -> PackFile {
    PackFile { path: "packs/ours/models.toml".to_owned(), text: text.to_owned() }
}

#[track_caller]
fn onto(text: &str) -> Catalog {
    pack::read_onto(builtin::catalog(), &[user(text)])
        .unwrap_or_else(|found| panic!("{}", pack::render(&found, false)))
        .catalog
}

/// All that a catalogue says.
fn all(catalog: &Catalog) -> (&[Provider], &[Surface], &[Model], &[Name]) {
    (catalog.providers(), catalog.surfaces(), catalog.models(), catalog.names())
}

#[test]
fn saying_nothing_changes_nothing() {
    let base = builtin::catalog();
    let none = pack::read_onto(base, &[]).unwrap();
    assert_eq!(all(&none.catalog), all(base));
    for provider in base.providers() {
        let mut text = format!("[provider]\nid = \"{}\"\n", provider.id);
        assert_eq!(all(&onto(&text)), all(base), "{}", provider.id);
        for surface in base.surfaces() {
            text += &format!("[[surface]]\nid = \"{}\"\n", surface.id);
        }
        for model in base.models().iter().filter(|model| model.provider == provider.id) {
            text += &format!("[[model]]\nid = \"{}\"\n", model.id);
        }
        let same = onto(&text);
        assert_eq!(all(&same), all(base), "every row of {} named", provider.id);
        assert_eq!(same.changes(), []);
    }
}

#[test]
fn a_model_may_stand_there_with_its_id_alone() {
    let catalog =
        onto("[provider]\nid = \"acme\"\nchecked = 2026-11-01\n[[model]]\nid = \"acme-1\"\n");
    let entry = catalog.find("acme-1").unwrap();
    assert_eq!((&*entry.surface.id, &*entry.model.source), ("acme", "packs/ours/models.toml"));
    assert_eq!(entry.model.read, Date::ymd(2026, 11, 1));
    assert_eq!(entry.model.state(Date::ymd(2026, 11, 23)), State::Active);
}

#[test]
fn single_fields_of_a_known_model_change() {
    let catalog = onto(
        r#"[provider]
id = "anthropic"

[[surface]]
id = "gateway"
name = "Our gateway"

[[model]]
id = "claude-opus-4-8"
deprecated = 2026-11-01
retires = 2027-06-01
replacements = [
  { since = 2026-11-22, id = "claude-sonnet-5" },
]
spellings = [
  { surface = "gateway", text = "our-gateway/claude-large" },
]
"#,
    );
    let base = builtin::catalog();
    let old = base.find("claude-opus-4-8").unwrap().model;
    let new = catalog.find("our-gateway/claude-large").unwrap();
    assert_eq!((new.surface.id.as_ref(), new.model.id.as_ref()), ("gateway", "claude-opus-4-8"));
    let new = new.model;
    assert_eq!(new.retires, Some(Date::ymd(2027, 6, 1)));
    assert_eq!(new.replacements.len(), 1);
    assert_eq!(new.spellings[1..], old.spellings[..], "known ones stay, behind the new one");
    assert_eq!(
        (&new.profiles, &new.source, &new.released),
        (&old.profiles, &old.source, &old.released)
    );
    let change = &catalog.changes()[0];
    assert_eq!(
        (change.model.as_str(), change.file.as_str()),
        ("claude-opus-4-8", "packs/ours/models.toml")
    );
    assert_eq!(change.keys, ["deprecated", "retires", "replacements", "spellings"]);
    let others = |catalog: &Catalog| -> Vec<Model> {
        catalog.models().iter().filter(|model| model.id != "claude-opus-4-8").cloned().collect()
    };
    assert_eq!(others(&catalog), others(base));
}

#[test]
fn a_row_that_replaces_takes_over_nothing() {
    let catalog = onto(
        r#"[provider]
id = "anthropic"

[[model]]
id = "claude-opus-4-8"
replaces = true
read = 2026-11-01
"#,
    );
    let model = catalog.find("claude-opus-4-8").unwrap().model;
    assert!(model.spellings.is_empty() && model.released.is_none());
    assert_eq!(catalog.changes(), []);
}

#[test]
fn later_folders_have_the_last_word() {
    let layer = |target: &str| {
        vec![user(&format!(
            "[provider]\nid = \"anthropic\"\n[[model]]\nid = \"claude-2.1\"\n\
             replacements = [{{ since = 2026-11-20, id = \"{target}\" }}]\n"
        ))]
    };
    let layers = [layer("claude-opus-5-5"), layer("claude-sonnet-5-5")];
    let catalog = pack::read_layers(builtin::catalog(), &layers).unwrap().catalog;
    let model = catalog.find("claude-2.1").unwrap().model;
    assert_eq!(model.replacements[0].id, "claude-sonnet-5-5");
    // Both are wrong: both are told, at once.
    let found = pack::read_layers(builtin::catalog(), &[layer("x-1"), layer("y z")]).unwrap_err();
    let codes: Vec<_> = found.iter().map(|one| one.code).collect();
    assert_eq!(codes, ["unknown-model", "bad-id"]);
}

#[test]
fn a_folder_with_its_own_surfaces_stands_alone() {
    let surfaces = "[[surface]]\nid = \"acme-api\"\nname = \"Acme API\"\n";
    let surfaces = PackFile { path: "p/surfaces.toml".to_owned(), text: surfaces.to_owned() };
    let mut models = pack("[[model]]\nid = \"acme-1\"\nsource = \"page\"\nread = 2026-11-01\n");
    let own = "[[surface]]\nid = \"acme-api\"\nname = \"Acme API\"\n";
    models.text = models.text.replace(own, "");
    let packs = pack::read_layers(builtin::catalog(), &[vec![surfaces, models]]).unwrap();
    assert_eq!(packs.catalog.models().len(), 1);
}
