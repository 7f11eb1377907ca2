//! Days of a platform, into the spellings that other packs have for it.
//!
//! Bedrock, Vertex AI and Azure serve models of others: their pages have days for names that
//! stand as spellings in the packs of the makers. Nothing but those days is changed there, and
//! in an entry of the list nothing but its keys.

use super::text::{Edits, PackText, Spelling, quoted};
use super::{Beside, Change, Merge, MergeError, row};
use crate::words::Printed;
use crate::{Fact, Refusal};
use modelmod_catalog::Date;
use modelmod_catalog::pack::SPELLING_KEYS;
use std::collections::{BTreeMap, BTreeSet};

const REMEDY: &str = "decide which is right: edit the pack, or pass the model over with `--except`";

/// The packs beside that of the platform whose page is read.
pub(super) struct Platform<'a> {
    request: &'a Merge<'a>,
    surface: String,
    /// The newest day on which the pack of the platform was read from this page.
    read: Option<Date>,
    packs: Vec<Pack<'a>>,
}

struct Pack<'a> {
    path: &'a str,
    text: PackText<'a>,
    edits: Edits<'a>,
    /// What entries are now, by row and place in the list: their text and day of retirement.
    entries: BTreeMap<(usize, usize), (String, Option<Date>)>,
}

/// What became of a fact.
pub(super) enum Done {
    /// No spelling of another pack is what it is about.
    Unknown,
    /// The spelling has these days already.
    Same,
    /// The pack was read on a later day than the page.
    Newer,
    /// Days were entered.
    Changed(Change),
    /// Page and pack contradict one another.
    Refused(Refusal),
}

impl<'a> Platform<'a> {
    /// Nothing is a platform that has no pack yet.
    pub(super) fn new(request: &'a Merge<'a>, own: &PackText<'_>, source: &str) -> Self {
        let read = own.models.iter().filter(|row| row.source == source);
        let mut packs = Vec::new();
        if request.pack.is_some() && !request.page.is_listing {
            for file in request.others {
                if let Ok(text) = PackText::parse(&file.text) {
                    let edits = Edits::new(&file.text);
                    packs.push(Pack { path: &file.path, text, edits, entries: BTreeMap::new() });
                }
            }
        }
        Self {
            request,
            surface: own.surface.clone(),
            read: read.filter_map(|row| row.read).max(),
            packs,
        }
    }

    /// Enters the days of a fact where a spelling of this platform is what it is about.
    pub(super) fn enter(&mut self, fact: &Fact) -> Done {
        let Some((pack, index, at)) = self.find(fact) else { return Done::Unknown };
        let captured = self.request.captured;
        if self.read.is_some_and(|read| read > captured) {
            return Done::Newer;
        }
        let pack = &mut self.packs[pack];
        let row = &pack.text.models[index];
        let spelling = &row.spellings[at];
        if let Some(reason) = contradiction(spelling, fact) {
            return Done::Refused(Refusal::new(fact.line, &fact.id, reason, REMEDY));
        }
        let New { text, retires, what, note } = with_days(spelling, fact, captured);
        if what.is_empty() {
            return Done::Same;
        }
        pack.entries.insert((index, at), (text, retires));
        if let Some(note) = note {
            let note = format!("{}: {note}", spelling.name());
            let old = row.note.as_deref().unwrap_or_default();
            pack.edits.set(row, "note", &quoted(&row::with_notes(old, &[note])));
        }
        let id = format!("{} ({} in {})", spelling.name(), row.id, pack.text.provider);
        Done::Changed(Change { id, what: what.join(", ") })
    }

    /// The one entry of a list of spellings that the fact is about.
    fn find(&self, fact: &Fact) -> Option<(usize, usize, usize)> {
        let mut found = Vec::new();
        for (pack, one) in self.packs.iter().enumerate() {
            for (row, model) in one.text.models.iter().enumerate() {
                let spellings = model.spellings.iter().enumerate();
                let fits = spellings.filter(|(_, one)| self.is_about(fact, one));
                found.extend(fits.map(|(at, _)| (pack, row, at)));
            }
        }
        match found[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    fn is_about(&self, fact: &Fact, spelling: &Spelling) -> bool {
        let named = fact.id == spelling.text
            || fact.others.contains(&spelling.text)
            || super::known::versioned(fact).any(|name| name == spelling.text);
        // Of several versions on the page none is known to be meant by a name alone.
        let alone = || self.request.page.facts.iter().filter(|one| one.id == fact.id).count() == 1;
        let version =
            spelling.version.as_ref().map_or_else(alone, |one| fact.version.as_ref() == Some(one));
        spelling.surface == self.surface && named && version
    }

    /// The packs that are different now.
    pub(super) fn finish(self) -> Result<Vec<Beside>, MergeError> {
        let mut out = Vec::new();
        for mut pack in self.packs.into_iter().filter(|pack| !pack.entries.is_empty()) {
            pack.place();
            let set = pack.edits.finish()?;
            let after = set.apply(pack.text.text.as_bytes());
            let after = String::from_utf8_lossy(&after).into_owned();
            let before = pack.text.text.to_owned();
            out.push(Beside { path: pack.path.to_owned(), before, after });
        }
        Ok(out)
    }
}

impl Pack<'_> {
    /// Puts the entries in their places. Of several versions of one text the one that lives
    /// longest comes first: it is what the text alone stands for.
    fn place(&mut self) {
        let rows: BTreeSet<usize> = self.entries.keys().map(|(row, _)| *row).collect();
        for row in rows {
            let spellings = &self.text.models[row].spellings;
            let mut groups: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
            for (at, one) in spellings.iter().enumerate() {
                groups.entry((&one.surface, &one.text)).or_default().push(at);
            }
            for places in groups.into_values() {
                let now = |at: &usize| {
                    let one = &spellings[*at];
                    let written = || self.text.text[one.place.clone()].to_owned();
                    let new = self.entries.get(&(row, *at)).cloned();
                    new.unwrap_or_else(|| (written(), one.retires))
                };
                let mut entries: Vec<(String, Option<Date>)> = places.iter().map(now).collect();
                if places.iter().all(|at| !self.entries.contains_key(&(row, *at))) {
                    continue;
                }
                entries.sort_by_key(|(_, retires)| {
                    std::cmp::Reverse(retires.map_or((true, None), |day| (false, Some(day))))
                });
                for (at, (text, _)) in places.iter().zip(entries) {
                    self.edits.replace(spellings[*at].place.clone(), &text);
                }
            }
        }
    }
}

fn contradiction(spelling: &Spelling, fact: &Fact) -> Option<String> {
    match (spelling.retires, fact.retires, fact.not_before) {
        (Some(retires), None, Some(floor)) => Some(format!(
            "the pack has it retire there on {retires}, and the page only says not before {floor}"
        )),
        (_, Some(retires), _)
            if spelling.not_before.is_some_and(|floor| retires < floor)
                && spelling.retires.is_none() =>
        {
            let floor = spelling.not_before.map_or(String::new(), |day| day.to_string());
            Some(format!("it retires on {retires}, though the page promised not before {floor}"))
        }
        _ => None,
    }
}

/// An entry with the days of the page.
struct New {
    text: String,
    retires: Option<Date>,
    /// What is different, in words.
    what: Vec<String>,
    note: Option<String>,
}

fn with_days(spelling: &Spelling, fact: &Fact, captured: Date) -> New {
    let (mut deprecated, mut retires, mut note) = (fact.deprecated, fact.retires, None);
    let first_seen =
        |state: &str| Some(format!("first seen as {state} on {captured}; the page gives no day."));
    if fact.printed == Some(Printed::Deprecated) && spelling.deprecated.or(deprecated).is_none() {
        deprecated = Some(retires.or(spelling.retires).map_or(captured, |day| day.min(captured)));
        note = first_seen("deprecated");
    }
    if fact.printed == Some(Printed::Retired) && spelling.retires.or(retires).is_none() {
        retires = Some(captured);
        note = first_seen("retired");
    }
    let floor = fact.not_before.filter(|_| retires.is_none());
    let mut keys = spelling.values.clone();
    let mut what = Vec::new();
    for (key, old, new) in [
        ("deprecated", spelling.deprecated, deprecated),
        ("retires", spelling.retires, retires),
        ("retires_not_before", spelling.not_before, floor),
    ] {
        let Some(new) = new.filter(|new| old != Some(*new)) else { continue };
        keys.retain(|(known, _)| known != key);
        keys.push((key.to_owned(), new.to_string()));
        what.push(match old {
            Some(old) => format!("{key} {old} -> {new}"),
            None => format!("{key} {new}"),
        });
    }
    if retires.is_some() {
        // The day takes the place of a promise about it.
        keys.retain(|(known, _)| known != "retires_not_before");
    }
    let rank = |key: &str| SPELLING_KEYS.iter().position(|known| *known == key);
    keys.sort_by_key(|(key, _)| rank(key).unwrap_or(SPELLING_KEYS.len()));
    let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
    let text = format!("{{ {} }}", keys.join(", "));
    New { text, retires: retires.or(spelling.retires), what, note }
}
