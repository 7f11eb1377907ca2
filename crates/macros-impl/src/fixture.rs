//! A small made-up catalogue for tests, which real packs must not be: they change.

use crate::known::Known;
use modelmod_catalog::{
    Basis, Catalog, Date, Model, Prefix, Provider, Recommendation, Spelling, Surface,
};
use std::borrow::Cow;

pub(crate) const TODAY: Date = Date::ymd(2026, 11, 23);

/// The catalogue beside what is built in.
pub(crate) fn known() -> Known {
    Known::with(Some(catalog()))
}

fn catalog() -> Catalog {
    let provider = Provider {
        id: "acme".into(),
        name: "Acme".into(),
        surface: "acme-api".into(),
        page: "https://acme.example/models".into(),
        checked: TODAY,
        sources: Cow::Borrowed(&[]),
        context: Cow::Borrowed(&[]),
        symbols: None,
    };
    let surfaces = vec![
        surface("acme-api", "Acme API", &[], &[]),
        surface(
            "cloud",
            "Some Cloud",
            &[("us.", "cloud"), ("eu.", "cloud"), ("arn:*:model/", "cloud")],
            &["-v#:#", ":beta"],
        ),
        surface("router", "A Router", &[("acme/", "acme-api"), ("cloud/", "cloud")], &[]),
    ];
    Catalog::new(vec![provider], surfaces, models()).expect("names are unique")
}

fn models() -> Vec<Model> {
    let last_year = Date::ymd(2025, 11, 30);
    vec![
        Model {
            spellings: spelled("acme.new"),
            profiles: Cow::Owned(vec![("cloud".into(), "us".into())]),
            ..model("acme-new")
        },
        Model {
            spellings: Cow::Owned(vec![Spelling {
                needs_profile: true,
                ..Spelling::new("cloud".into(), "acme.apart".into())
            }]),
            profiles: Cow::Owned(vec![("cloud".into(), "us".into())]),
            ..model("acme-apart")
        },
        Model {
            spellings: Cow::Owned(vec![Spelling {
                deprecated: Some(Date::ymd(2026, 10, 1)),
                retires: Some(Date::ymd(2026, 12, 31)),
                replacement: Some("acme-apart".into()),
                ..Spelling::new("cloud".into(), "acme.long".into())
            }]),
            ..gone("acme-long", "acme-new", Basis::Stated)
        },
        Model { legacy: Some(last_year), ..model("acme-legacy") },
        Model { released: Some(Date::ymd(2026, 12, 1)), ..model("acme-next") },
        Model { basis: Basis::Listed, ..model("acme-listed") },
        Model {
            aliases: Cow::Owned(vec!["acme-going".into()]),
            deprecated: Some(Date::ymd(2026, 9, 30)),
            retires: Some(Date::ymd(2026, 11, 30)),
            replacements: use_instead("acme-new"),
            spellings: spelled("acme.going"),
            ..model("acme-going-20250101")
        },
        Model {
            deprecated: Some(Date::ymd(2026, 9, 30)),
            retires_unscheduled: true,
            ..model("acme-undated")
        },
        gone("acme-old", "acme-new", Basis::Stated),
        gone("acme-older", "acme-old", Basis::Stated),
        gone("acme-lost", "acme-undated", Basis::Stated),
        gone("acme-sold", "other-new", Basis::Stated),
        gone("acme-sold-first", "acme-sold", Basis::Stated),
        gone("acme-named", "acme-listed", Basis::Stated),
        gone("acme-rumoured", "acme-new", Basis::Secondary),
        Model {
            replacements: Cow::Borrowed(&[]),
            replacement_text: Some("use a newer model".into()),
            replacement_guide: Some("acme-next".into()),
            ..gone("acme-advised", "", Basis::Stated)
        },
    ]
}

fn gone(id: &str, replacement: &str, basis: Basis) -> Model {
    Model {
        deprecated: Some(Date::ymd(2025, 6, 30)),
        retires: Some(Date::ymd(2026, 1, 5)),
        replacements: use_instead(replacement),
        spellings: spelled(&id.replace('-', ".")),
        basis,
        ..model(id)
    }
}

fn use_instead(id: &str) -> Cow<'static, [Recommendation]> {
    let since = Date::ymd(2025, 6, 30);
    Cow::Owned(vec![Recommendation { since, id: id.to_owned().into() }])
}

fn spelled(text: &str) -> Cow<'static, [Spelling]> {
    Cow::Owned(vec![Spelling::new("cloud".into(), text.to_owned().into())])
}

fn surface(id: &str, name: &str, prefixes: &[(&str, &str)], suffixes: &[&str]) -> Surface {
    let prefix = |&(text, of): &(&str, &str)| Prefix {
        text: text.to_owned().into(),
        of: of.to_owned().into(),
    };
    Surface {
        prefixes: prefixes.iter().map(prefix).collect(),
        suffixes: suffixes.iter().map(|&suffix| suffix.to_owned().into()).collect(),
        ..Surface::named(id.to_owned().into(), name.to_owned().into())
    }
}

fn model(id: &str) -> Model {
    let source = "https://acme.example/models".into();
    Model::named(id.to_owned().into(), "acme".into(), source, TODAY)
}
