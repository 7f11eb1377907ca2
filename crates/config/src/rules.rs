//! What is done at sites, in files and about models.

use crate::keys;
use modelmod_catalog::pack::{At, Diagnostic, Fields, Sink, nearest};
use modelmod_catalog::{Catalog, Model};
use modelmod_rewrite::{Applicability, IdRule, PathGlob, PathRule, Site};
use std::collections::BTreeMap;

/// What a value of `sites` may be.
const WORDS: [Applicability; 3] =
    [Applicability::Safe, Applicability::Unsafe, Applicability::Display];

/// The model of that name, or a note that there is none.
pub(crate) fn model<'c>(
    name: &At<String>,
    catalog: &'c Catalog,
    sink: &mut Sink,
) -> Option<&'c Model> {
    let found = catalog.find(&name.value).map(|entry| entry.model);
    if found.is_none() {
        let message = format!("the catalogue has no model `{}`", name.value);
        let near = catalog.suggest(&name.value, 3);
        let help = match near.is_empty() {
            true => "`modelmod models --all` lists all that it has".to_owned(),
            false => format!("did you mean `{}`?", near.join("`, `")),
        };
        sink.push(Diagnostic::error("unknown-model", &name.place, message).help(help));
    }
    found
}

pub(crate) fn check_glob(pattern: &At<String>, cause: &str, sink: &mut Sink) {
    let message = format!("the pattern is malformed: {cause}");
    sink.push(
        Diagnostic::error("bad-glob", &pattern.place, message)
            .help("write it as a line in a .gitignore file"),
    );
}

/// The table `sites`, if it is there.
pub(crate) fn read_sites(of: &Fields<'_>, sink: &mut Sink) -> BTreeMap<Site, Applicability> {
    let mut sites = BTreeMap::new();
    let Some(table) = of.table("sites", "the sites", sink) else { return sites };
    for key in table.keys() {
        let word = table.text(&key.value, sink).and_then(|word| applicability(&word, sink));
        let Some(&site) = Site::ALL.iter().find(|site| site.id() == key.value) else {
            sink.push(unknown_site(&key));
            continue;
        };
        let Some(word) = word else { continue };
        if word.value != Applicability::Display && !site.is_promotable() {
            let message = format!("`{}` can never be {}", site.id(), word.value.as_str());
            let help = format!("no edit there can be right ({}): remove the line", site.reason());
            sink.push(Diagnostic::error("not-promotable", &key.place, message).help(help));
            continue;
        }
        sites.insert(site, word.value);
    }
    sites
}

fn unknown_site(key: &At<String>) -> Diagnostic {
    let message = format!("there is no site `{}`", key.value);
    let known = Site::ALL.iter().map(|site| site.id());
    let help = nearest(&key.value, known).map_or_else(
        || "the JSON report names the site of each finding, and docs/sites.md lists all".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::error("unknown-site", &key.place, message).help(help)
}

fn applicability(word: &At<String>, sink: &mut Sink) -> Option<At<Applicability>> {
    let found = WORDS.into_iter().find(|one| one.as_str() == word.value);
    if found.is_none() {
        let message = format!("`{}` is no applicability", word.value);
        let help = "it is \"safe\", \"unsafe\" or \"display\"";
        sink.push(Diagnostic::error("bad-applicability", &word.place, message).help(help));
    }
    found.map(|value| At { value, place: word.place.clone() })
}

/// The most that is done. `"safe"` would be no limit.
fn limit(of: &Fields<'_>, sink: &mut Sink) -> Option<Applicability> {
    let word = of.text("applicability", sink)?;
    let found = applicability(&word, sink)?;
    if found.value == Applicability::Safe {
        let message = "`safe` is no limit: this changes nothing";
        let help = "leave it out, or write \"unsafe\" or \"display\"; to have more rewritten, \
                    name the sites: sites = { comment = \"safe\" }";
        sink.push(Diagnostic::error("bad-applicability", &found.place, message).help(help));
        return None;
    }
    Some(found.value)
}

/// Every `[[path]]`.
pub(crate) fn read_paths(root: &Fields<'_>, sink: &mut Sink) -> Vec<PathRule> {
    let mut rules = Vec::new();
    for table in root.tables("path", "a path", &keys::names(keys::PATH), sink) {
        let glob = table.need_text("glob", sink).and_then(|text| {
            PathGlob::new(&text.value)
                .map_err(|error| check_glob(&text, &error.to_string(), sink))
                .ok()
        });
        if table.get("sites").is_none() && table.get("applicability").is_none() {
            let message = "this path changes nothing";
            let help = "add applicability = \"display\", or sites = { comment = \"safe\" }";
            sink.push(Diagnostic::error("no-effect", &table.start(), message).help(help));
        }
        let sites = read_sites(&table, sink);
        let limit = limit(&table, sink);
        let reason = table.text("reason", sink).map(|reason| reason.value);
        rules.extend(glob.map(|glob| PathRule { glob, sites, limit, reason }));
    }
    rules
}

/// Every `[[id]]`.
pub(crate) fn read_ids(root: &Fields<'_>, catalog: &Catalog, sink: &mut Sink) -> Vec<IdRule> {
    let mut rules = Vec::new();
    let mut seen: Vec<(&Model, At<String>)> = Vec::new();
    for table in root.tables("id", "an id", &keys::names(keys::ID), sink) {
        let id = table.need_text("id", sink);
        let found = id.as_ref().and_then(|id| model(id, catalog, sink));
        if table.get("applicability").is_none() {
            table.missing("applicability", sink);
        }
        let limit = limit(&table, sink);
        let reason = table.text("reason", sink).map(|reason| reason.value);
        let Some((model, id)) = found.zip(id) else { continue };
        if let Some((_, before)) = seen.iter().find(|(one, _)| std::ptr::eq(*one, model)) {
            let message = format!("the model `{}` is given twice", model.id);
            sink.push(
                Diagnostic::error("duplicate", &id.place, message)
                    .also(&before.place, "first here")
                    .help("keep one of them"),
            );
        }
        seen.push((model, id));
        let rule = |limit| IdRule { model: model.id.to_string(), limit, reason };
        rules.extend(limit.map(rule));
    }
    rules
}
