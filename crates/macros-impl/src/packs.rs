//! The project's own packs: models that are not built in, and what is different of those that
//! are.
//!
//! Only what a verdict needs is read, and only what cannot be read is an error here;
//! `modelmod pack check` finds everything else. Rules (`[[rule]]`) need regular expressions,
//! for which no crate is built here: the names they match are to be allowed, or `unchecked`.

use crate::table;
use crate::toml::{self, Table, Value};
use modelmod_catalog::{
    Basis, Catalog, Date, Kind, Model, Provider, Recommendation, Spelling, Str, Surface,
};
use std::borrow::Cow;

/// A file of a pack.
pub(crate) struct File {
    /// Its path, for people.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Reads packs, one after the other; the last word counts.
///
/// # Errors
///
/// What cannot be read, with file and line.
pub(crate) fn read(files: &[File]) -> Result<Catalog, String> {
    let surfaces = table::table().surfaces().to_vec();
    let mut packs = Packs { providers: Vec::new(), surfaces, models: Vec::new() };
    for file in files {
        let read = toml::read(&file.text).map_err(|fault| (fault.line, fault.message));
        let added = read.and_then(|root| packs.add(&root, &file.path));
        added.map_err(|(line, message)| format!("{}:{line}: {message}", file.path))?;
    }
    let Packs { providers, surfaces, models } = packs;
    Catalog::new(providers, surfaces, models).map_err(|conflicts| {
        let each = conflicts.iter();
        let each =
            each.map(|one| format!("`{}` names both {}", one.text, one.models.join(" and ")));
        format!("the packs contradict each other: {}", each.collect::<Vec<_>>().join("; "))
    })
}

struct Packs {
    providers: Vec<Provider>,
    surfaces: Vec<Surface>,
    models: Vec<Model>,
}

/// A line, and what is wrong there.
type Bad = (usize, String);

impl Packs {
    fn add(&mut self, root: &Table, path: &str) -> Result<(), Bad> {
        let provider = toml::get(root, "provider").and_then(Value::table);
        let provider = provider.ok_or_else(|| (1, "a pack needs a table [provider]".to_owned()))?;
        let id = needed(provider, "id", 1)?;
        self.add_surfaces(root)?;
        for row in rows(root, "model") {
            let Some(fields) = row.table() else { continue };
            let model = self.model(fields, id, row.line, root, path)?;
            self.add_provider(provider, id, &model);
            self.models.retain(|known| known.id != model.id);
            self.models.push(model);
        }
        Ok(())
    }

    fn add_surfaces(&mut self, root: &Table) -> Result<(), Bad> {
        for row in rows(root, "surface") {
            let Some(fields) = row.table() else { continue };
            let id = needed(fields, "id", row.line)?;
            if !self.surfaces.iter().any(|known| known.id == id) {
                let name = text(fields, "name").unwrap_or(id);
                self.surfaces.push(surface(id, name));
            }
        }
        Ok(())
    }

    fn add_provider(&mut self, fields: &Table, id: &str, model: &Model) {
        if self.providers.iter().any(|known| known.id == id) {
            return;
        }
        let builtin = table::table().find(&model.id).filter(|row| row.kind == Kind::Id);
        let name = text(fields, "name").unwrap_or(id);
        let home = match (text(fields, "surface"), builtin) {
            (Some(home), _) => home.to_owned(),
            (None, Some(row)) => row.surface.id.to_string(),
            (None, None) => id.to_owned(),
        };
        if !self.surfaces.iter().any(|known| known.id == home) {
            self.surfaces.push(surface(&home, name));
        }
        self.providers.push(Provider {
            id: own(id),
            name: own(name),
            surface: own(&home),
            page: Cow::Borrowed(""),
            checked: Date::ymd(1, 1, 1),
            sources: Cow::Borrowed(&[]),
            context: Cow::Borrowed(&[]),
            symbols: None,
        });
    }

    /// The model of a row, with what is known of it besides.
    fn model(
        &self,
        row: &Table,
        provider: &str,
        line: usize,
        root: &Table,
        path: &str,
    ) -> Result<Model, Bad> {
        let id = needed(row, "id", line)?;
        let known = self.models.iter().find(|known| known.id == id);
        let builtin = || table::table().find(id).filter(|row| row.kind == Kind::Id);
        let known = known.or_else(|| builtin().map(|row| row.model));
        let replaces = word(row, "replaces") == Some("true");
        let unread = Date::ymd(1, 1, 1);
        let new = || Model::named(own(id), own(provider), own(path), unread);
        let mut model = known.filter(|_| !replaces).cloned().unwrap_or_else(new);
        for (key, place) in [
            ("released", &mut model.released),
            ("legacy", &mut model.legacy),
            ("deprecated", &mut model.deprecated),
            ("retires", &mut model.retires),
        ] {
            *place = day(row, key)?.or(*place);
        }
        for (key, place) in [
            ("replacement_text", &mut model.replacement_text),
            ("replacement_guide", &mut model.replacement_guide),
        ] {
            *place = text(row, key).map(own).or(place.take());
        }
        if let Some(api) = text(row, "api") {
            model.api = own(api);
        }
        match text(row, "basis") {
            Some("secondary") => model.basis = Basis::Secondary,
            Some("unlisted") => model.basis = Basis::Unlisted,
            Some("listed") => model.basis = Basis::Listed,
            _ => {}
        }
        if let Some(source) = text(row, "source").and_then(|key| url(root, key)) {
            model.source = own(source);
        }
        if toml::get(row, "replacements").is_some() {
            model.replacements = rows(row, "replacements").map(step).collect::<Result<_, _>>()?;
        }
        if toml::get(row, "refuses").is_some() {
            model.refuses = rows(row, "refuses").filter_map(Value::text).map(own).collect();
        }
        let aliases = rows(row, "aliases").filter_map(Value::text).map(own);
        model.aliases = aliases.chain(model.aliases.iter().cloned()).collect();
        let spellings = rows(row, "spellings").map(spelling).collect::<Result<Vec<_>, _>>()?;
        model.spellings = spellings.into_iter().chain(model.spellings.iter().cloned()).collect();
        let profiles = rows(row, "profiles").flat_map(profiles);
        model.profiles = profiles.chain(model.profiles.iter().cloned()).collect();
        Ok(model)
    }
}

fn step(value: &Value) -> Result<Recommendation, Bad> {
    let fields = value.table().map_or(&[][..], Vec::as_slice).to_vec();
    let since = day(&fields, "since")?.unwrap_or(Date::ymd(1, 1, 1));
    Ok(Recommendation { since, id: own(needed(&fields, "id", value.line)?) })
}

fn spelling(value: &Value) -> Result<Spelling, Bad> {
    let fields = value.table().map_or(&[][..], Vec::as_slice).to_vec();
    let part = |key| needed(&fields, key, value.line).map(own);
    Ok(Spelling {
        deprecated: day(&fields, "deprecated")?,
        retires: day(&fields, "retires")?,
        retires_not_before: day(&fields, "retires_not_before")?,
        needs_profile: word(&fields, "needs_profile") == Some("true"),
        replacement: text(&fields, "replacement").map(own),
        ..Spelling::new(part("surface")?, part("text")?)
    })
}

fn profiles(value: &Value) -> Vec<(Str, Str)> {
    let Some(fields) = value.table() else { return Vec::new() };
    let surface = text(fields, "surface").unwrap_or_default();
    rows(fields, "prefixes").filter_map(Value::text).map(|one| (own(surface), own(one))).collect()
}

fn surface(id: &str, name: &str) -> Surface {
    Surface::named(own(id), own(name))
}

fn url<'t>(root: &'t Table, key: &str) -> Option<&'t str> {
    let mut sources = rows(root, "source").filter_map(Value::table);
    text(sources.find(|source| text(source, "key") == Some(key))?, "url")
}

fn rows<'t>(table: &'t Table, key: &str) -> impl Iterator<Item = &'t Value> {
    toml::get(table, key).and_then(Value::list).unwrap_or_default().iter()
}

fn text<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    toml::get(table, key).and_then(Value::text)
}

fn word<'t>(table: &'t Table, key: &str) -> Option<&'t str> {
    toml::get(table, key).and_then(Value::word)
}

fn needed<'t>(table: &'t Table, key: &str, line: usize) -> Result<&'t str, Bad> {
    text(table, key).ok_or_else(|| (line, format!("expected `{key} = \"...\"` here")))
}

fn day(table: &Table, key: &str) -> Result<Option<Date>, Bad> {
    let Some(value) = toml::get(table, key) else { return Ok(None) };
    let day = value.word().unwrap_or_default().parse();
    day.map(Some).map_err(|error| (value.line, format!("{key}: {error}")))
}

fn own(text: &str) -> Str {
    Cow::Owned(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::Known;
    use modelmod_catalog::State;

    const TODAY: Date = Date::ymd(2026, 11, 23);

    fn known(packs: &[&str]) -> Known {
        let file = |text: &&str| File { path: "p/models.toml".into(), text: (*text).to_owned() };
        Known::with(Some(read(&packs.iter().map(file).collect::<Vec<_>>()).unwrap()))
    }

    #[test]
    fn models_of_ones_own_are_known() {
        let known = known(&[
            "[provider]\nid = \"acme\"\n\n[[source]]\nkey = \"wiki\"\nurl = \"https://a.example\"\n\n\
             [[model]]\nid = \"acme-1\"\naliases = [\"acme\"]\nretires = 2026-10-01\nsource = \"wiki\"\n\
             replacements = [\n  { since = 2026-09-01, id = \"acme-2\" },\n]\n\n[[model]]\nid = \"acme-2\"\n",
        ]);
        let old = known.find("acme").unwrap();
        assert_eq!(old.model.state(TODAY), State::Retired);
        assert_eq!((&*old.model.source, &*old.surface.id), ("https://a.example", "acme"));
        assert_eq!(known.chain(old.model, TODAY).replacement().unwrap().id, "acme-2");
        assert_eq!(known.suggest("acme-3", 3), ["acme-1", "acme-2", "acme"]);
        assert!(known.find("claude-opus-4-8").is_some());
    }

    #[test]
    fn what_is_built_in_can_be_told_otherwise() {
        let known = known(&[
            "[provider]\nid = \"anthropic\"\n[[surface]]\nid = \"gateway\"\nname = \"Our gateway\"\n\
             [[model]]\nid = \"claude-opus-4-8\"\nretires = 2026-11-01\n\
             refuses = [\"top_k\"]\nspellings = [{ surface = \"gateway\", text = \"our/large\", retires = 2027-01-01 }]\n",
        ]);
        let found = known.find("claude-opus-4-8").unwrap();
        assert_eq!(found.model.state(TODAY), State::Retired);
        assert_eq!(found.surface.id, "claude-api");
        assert_eq!(*found.model.refuses, ["top_k"]);
        // A spelling that is built in leads to the changed model.
        let there = known.find("anthropic.claude-opus-4-8").unwrap();
        assert_eq!(there.model.retires, Some(Date::ymd(2026, 11, 1)));
        assert_eq!(known.find("our/large").unwrap().surface.name, "Our gateway");
        assert_eq!(known.suggest("claude-opus-4-8", 1), ["claude-opus-4-8"]);
    }

    #[test]
    fn what_cannot_be_read_is_an_error_with_its_place() {
        for (text, expected) in [
            ("[[model]]\n", "p:1: a pack needs a table [provider]"),
            ("[provider]\nid = \"a\"\n[[model]]\n", "p:3: expected `id = \"...\"` here"),
            (
                "[provider]\nid = \"a\"\n[[model]]\nid = \"b\"\nretires = 2026-02-30\n",
                "p:5: retires: the calendar has no such day",
            ),
            ("[provider\n", "p:1: expected `]`"),
            (
                "[provider]\nid = \"a\"\n[[model]]\nid = \"b\"\n[[model]]\nid = \"c\"\naliases = [\"b\"]\n",
                "the packs contradict each other: `b` names both b and c",
            ),
        ] {
            let file = File { path: "p".into(), text: text.to_owned() };
            assert_eq!(read(&[file]).unwrap_err(), expected);
        }
    }
}
