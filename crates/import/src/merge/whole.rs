//! All facts of a page into a pack, new or not.

use super::known::{Names, versioned};
use super::platform::Platform;
use super::row::{self, Import};
use super::text::{Edits, PackText, Row, quoted};
use super::{Change, Merge, MergeError, Merged};
use crate::Refusal;
use modelmod_catalog::Catalog;
use modelmod_catalog::pack::PackFile;

/// The source of listings, which are no page: its key, and where each provider has it.
const LISTING: &str = "models-api";
const LISTINGS: &[(&str, &str)] = &[
    ("anthropic", "https://platform.claude.com/docs/en/api/models-list"),
    ("openai", "https://platform.openai.com/docs/api-reference/models/list"),
];

/// Merges; `known` is the catalogue with all packs as they are.
pub(super) fn merge(request: &Merge<'_>, known: &Catalog) -> Result<Merged, MergeError> {
    let start = match request.pack {
        Some(_) => String::new(),
        None => beginning(request)?,
    };
    let text = request.pack.map_or(start.as_str(), |pack| pack.text.as_str());
    let pack = PackText::parse(text)?;
    let mut edits = Edits::new(text);
    let source = source(request, &pack, &mut edits);
    let names = Names { request, known };
    let known_name = |name: &str| names.is_known(name);
    let import = Import { captured: request.captured, source: &source, known: &known_name };
    let mut merged = Merged {
        edits: modelmod_edit::EditSet::default(),
        after: String::new(),
        changes: Vec::new(),
        agree: 0,
        newer: 0,
        elsewhere: Vec::new(),
        unknown: Vec::new(),
        beside: Vec::new(),
        remarks: Vec::new(),
    };
    let mut platform = Platform::new(request, &pack, &source);
    facts(&pack, &names, &import, &mut platform, &mut edits, &mut merged)?;
    merged.beside = platform.finish()?;
    vanished(request, &pack, &import, &mut edits, &mut merged);
    if let Some((checked, place)) = pack.checked.filter(|_| merged.newer < request.page.facts.len())
        && checked < request.captured
    {
        edits.replace(place, &request.captured.to_string());
    }
    finish(request, text, edits, merged)
}

fn finish(
    request: &Merge<'_>,
    text: &str,
    edits: Edits<'_>,
    mut merged: Merged,
) -> Result<Merged, MergeError> {
    let set = edits.finish()?;
    merged.unknown.sort();
    merged.unknown.dedup();
    merged.after = String::from_utf8_lossy(&set.apply(text.as_bytes())).into_owned();
    merged.edits = set;
    if request.pack.is_none() {
        let whole = modelmod_edit::Edit {
            span: modelmod_edit::Span::new(0, 0),
            text: merged.after.clone().into_bytes(),
        };
        merged.edits = modelmod_edit::EditSet::new(vec![whole], 0)
            .map_err(|error| MergeError::Unreadable { reason: error.to_string() })?;
    }
    Ok(merged)
}

fn facts(
    pack: &PackText<'_>,
    names: &Names<'_>,
    import: &Import<'_>,
    platform: &mut Platform<'_>,
    edits: &mut Edits<'_>,
    merged: &mut Merged,
) -> Result<(), MergeError> {
    let mut refusals: Vec<Refusal> = Vec::new();
    let mut added = String::new();
    let mut taken: Vec<usize> = Vec::new();
    for fact in &names.request.page.facts {
        let rows = names.rows(pack, fact);
        if rows.is_empty() {
            if names.beside(fact, import.captured, platform, merged, &mut refusals) {
                continue;
            }
            if names.is_one_of_several(pack, fact) {
                let version = fact.version.as_deref().unwrap_or_default();
                merged.remarks.push(format!(
                    "line {}: {} has several versions on the page, and the pack one row for all: \
                     the days of {version} are not entered",
                    fact.line, fact.id
                ));
                continue;
            }
            let fact = names.with_version(fact);
            added.push('\n');
            added.push_str(&row::new(&fact, import, &mut merged.unknown));
            merged.changes.push(Change { id: fact.id.clone(), what: "new".to_owned() });
            continue;
        }
        for (at, index) in rows.iter().enumerate() {
            if taken.contains(index) {
                continue;
            }
            taken.push(*index);
            let known = &pack.models[*index];
            if known.read.is_some_and(|read| read > import.captured) {
                merged.newer += 1;
                continue;
            }
            let fact = names.own(pack, fact, known, at == 0);
            let done = row::update(known, &fact, import, edits);
            refusals.extend(done.refusals);
            merged.unknown.extend(done.unknown);
            if done.changes.is_empty() {
                merged.agree += 1;
            }
            let changes = done.changes.into_iter();
            merged.changes.extend(changes.map(|what| Change { id: known.id.clone(), what }));
        }
    }
    if !added.is_empty() {
        // Behind all that is added to the row that stands last.
        edits.insert(pack.text.len(), usize::MAX, added);
    }
    if refusals.is_empty() { Ok(()) } else { Err(MergeError::Conflicts(refusals)) }
}

/// Marks rows of the page that it does not have any more.
fn vanished(
    request: &Merge<'_>,
    pack: &PackText<'_>,
    import: &Import<'_>,
    edits: &mut Edits<'_>,
    merged: &mut Merged,
) {
    if request.page.is_listing || request.pack.is_none() {
        return;
    }
    let on_page = |row: &Row| {
        row.names().any(|name| {
            request.page.excepted.iter().any(|one| one == name)
                || request.page.facts.iter().any(|fact| {
                    fact.id == name
                        || fact.others.iter().any(|other| other == name)
                        || versioned(fact).any(|one| one == name)
                })
        })
    };
    let own: Vec<&Row> = pack
        .models
        .iter()
        .filter(|row| {
            row.source == import.source && row.read.is_none_or(|read| read <= import.captured)
        })
        .collect();
    let gone: Vec<&Row> = own.iter().copied().filter(|row| !on_page(row)).collect();
    if gone.len() * 2 > own.len() && gone.iter().any(|row| !is_marked(row)) {
        merged.remarks.push(format!(
            "{} of {} rows that the pack has from this page are not on it: they are not marked, since \
             this seems to be a part of the page, or another one",
            gone.len(),
            own.len()
        ));
        return;
    }
    for row in gone.into_iter().filter(|row| !is_marked(row)) {
        let note = row.note.as_deref().unwrap_or_default();
        let note = row::with_notes(note, &[row::gone(import.captured)]);
        edits.set(row, "note", &quoted(&note));
        let what = "not on the page any more: kept, and marked".to_owned();
        merged.changes.push(Change { id: row.id.clone(), what });
    }
}

fn is_marked(row: &Row) -> bool {
    row.note.as_deref().is_some_and(|note| note.contains(row::GONE))
}

/// The key of the source that the page is; it is added where the pack lacks it.
fn source(request: &Merge<'_>, pack: &PackText<'_>, edits: &mut Edits<'_>) -> String {
    let listing = LISTINGS.iter().find(|(id, _)| *id == request.provider).map(|(_, url)| *url);
    let (key, url, title) = if request.page.is_listing {
        (LISTING, listing.unwrap_or(&pack.page), "Models API: list of models")
    } else {
        ("page", pack.page.as_str(), "Deprecations")
    };
    let same_key = || pack.sources.iter().any(|(known, _)| known == key);
    if request.page.is_listing && same_key() {
        return key.to_owned();
    }
    if let Some(known) = pack.source(url).filter(|_| !request.page.is_listing) {
        return known.to_owned();
    }
    let key = if same_key() { format!("{key}-2") } else { key.to_owned() };
    let table = format!(
        "\n[[source]]\nkey = {}\nurl = {}\ntitle = {}\n",
        quoted(&key),
        quoted(url),
        quoted(title)
    );
    edits.insert(pack.behind_sources, 0, table);
    key
}

/// The text of a new pack before its first model.
fn beginning(request: &Merge<'_>) -> Result<String, MergeError> {
    let Some(new) = request.new else {
        let reason = format!("there is no pack for `{}`", request.provider);
        return Err(MergeError::Unreadable { reason });
    };
    let id = request.provider;
    let (id_text, page, checked) = (quoted(id), quoted(&new.page), request.captured);
    let surface = surface_of(id);
    Ok(format!(
        "# Models of {id}: made by `modelmod pack import`.\n\
         # How to read and edit this file is told in ../README.md.\n\
         #\n\
         # Say here which source is followed, and why.\n\
         \n\
         [provider]\nid = {id_text}\nname = {id_text}\nsurface = {}\npage = {page}\nchecked = {checked}\n\
         \n\
         [[source]]\nkey = \"page\"\nurl = {page}\ntitle = \"Deprecations\"\n",
        quoted(&surface)
    ))
}

fn surface_of(provider: &str) -> String {
    format!("{provider}-api")
}

/// The surface that a new pack speaks of, where there is none yet.
pub(super) fn missing_surface(provider: &str, known: &Catalog) -> Option<PackFile> {
    let surface = surface_of(provider);
    if known.surface(&surface).is_some() {
        return None;
    }
    let text = format!("[[surface]]\nid = {}\nname = {}\n", quoted(&surface), quoted(provider));
    Some(PackFile { path: "surfaces.toml".to_owned(), text })
}
