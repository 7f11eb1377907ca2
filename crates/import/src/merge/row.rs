//! One fact into one row of the pack.

use super::text::{Edits, Row, list, quoted};
use crate::words::Printed;
use crate::{Advice, Fact, Refusal};
use modelmod_catalog::Date;

const REMEDY: &str = "decide which is right: edit the pack, or pass the model over with `--except`";

/// What all rows of one import have in common.
pub(super) struct Import<'a> {
    pub(super) captured: Date,
    /// Key of the source that the page is.
    pub(super) source: &'a str,
    /// Whether a model of this name is known, here or elsewhere.
    pub(super) known: &'a dyn Fn(&str) -> bool,
}

/// The mark of a stand-in for a day that nobody published.
fn first_seen(state: &str, captured: Date) -> String {
    format!("First seen as {state} on {captured}; the page gives no day.")
}

/// How a row that the page does not have any more is marked.
pub(super) fn gone(captured: Date) -> String {
    format!("{GONE} {captured}.")
}

pub(super) const GONE: &str = "Gone from the page by";

/// Values for the keys of a row, and what is odd.
#[derive(Default)]
pub(super) struct Outcome {
    /// What changes, in words.
    pub(super) changes: Vec<String>,
    /// Recommended IDs that no pack has.
    pub(super) unknown: Vec<String>,
    pub(super) refusals: Vec<Refusal>,
    notes: Vec<String>,
}

/// Enters what the page says about a model that the pack has.
pub(super) fn update(
    row: &Row,
    fact: &Fact,
    import: &Import<'_>,
    edits: &mut Edits<'_>,
) -> Outcome {
    let mut out = Outcome::default();
    let fact = with_stand_ins(row, fact, import, &mut out);
    contradictions(row, &fact, import, &mut out);
    if !out.refusals.is_empty() {
        return out;
    }
    names(row, &fact, edits, &mut out);
    days(row, &fact, edits, &mut out);
    if let Some(advice) = &fact.advice {
        self::advice(row, advice, &fact, import, edits, &mut out);
    }
    if row.basis.as_deref().is_some_and(|basis| basis != "unlisted") && !fact.listed {
        edits.unset(row, "basis");
        out.changes.push("`basis`: the page states it now".to_owned());
    }
    reading(row, &fact, import, edits, &mut out);
    out
}

/// Days for a state that is printed without one: the day on which it was seen first.
fn with_stand_ins(row: &Row, fact: &Fact, import: &Import<'_>, out: &mut Outcome) -> Fact {
    let mut fact = fact.clone();
    let captured = import.captured;
    match fact.printed {
        Some(Printed::Deprecated) if row.deprecated.or(fact.deprecated).is_none() => {
            // A page may print it after the day of retirement: that day is the later one.
            let retires = fact.retires.or(row.retires);
            fact.deprecated = Some(retires.map_or(captured, |day| day.min(captured)));
            out.notes.push(first_seen("deprecated", captured));
        }
        Some(Printed::Retired) if row.retires.or(fact.retires).is_none() => {
            fact.retires = Some(captured);
            out.notes.push(first_seen("retired", captured));
        }
        Some(Printed::Legacy)
            if row.legacy.or(fact.legacy_from).or(row.deprecated).or(fact.deprecated).is_none() =>
        {
            fact.legacy_from = Some(fact.retires.map_or(captured, |day| day.min(captured)));
            out.notes.push(first_seen("legacy", captured));
        }
        _ => {}
    }
    fact
}

fn contradictions(row: &Row, fact: &Fact, import: &Import<'_>, out: &mut Outcome) {
    let mut refuse = |reason: String| {
        out.refusals.push(Refusal::new(fact.line, &fact.id, reason, REMEDY));
    };
    if let (Some(retires), None, Some(floor)) = (row.retires, fact.retires, fact.not_before) {
        refuse(format!(
            "the pack has it retire on {retires}, and the page only says not before {floor}"
        ));
    }
    if let (Some(floor), Some(retires), None) = (row.not_before, fact.retires, fact.not_before)
        && retires < floor
    {
        refuse(format!("it retires on {retires}, though the page promised not before {floor}"));
    }
    if fact.unscheduled
        && let Some(retires) = row.retires
    {
        refuse(format!("the pack has it retire on {retires}, and the page takes the day back"));
    }
    if fact.printed == Some(Printed::Deprecated)
        && fact.retires.is_none()
        && let Some(retires) = row.retires.filter(|day| *day <= import.captured)
    {
        refuse(format!(
            "the pack has it retired since {retires}, and the page prints it as deprecated"
        ));
    }
    if fact.printed == Some(Printed::Active)
        && fact.deprecated.is_none()
        && let Some(deprecated) = row.deprecated
        && row.retires.is_none_or(|retires| fact.retires != Some(retires))
    {
        refuse(format!(
            "the pack has it deprecated on {deprecated}, and the page prints it as active"
        ));
    }
}

fn names(row: &Row, fact: &Fact, edits: &mut Edits<'_>, out: &mut Outcome) {
    let new: Vec<&String> =
        fact.others.iter().filter(|name| !row.names().any(|known| known == **name)).collect();
    if new.is_empty() {
        return;
    }
    let all: Vec<String> = row.aliases.iter().chain(new.iter().copied()).cloned().collect();
    edits.set(row, "aliases", &list(all));
    let new: Vec<&str> = new.into_iter().map(String::as_str).collect();
    out.changes.push(format!("also called {}", new.join(", ")));
}

fn days(row: &Row, fact: &Fact, edits: &mut Edits<'_>, out: &mut Outcome) {
    let mut set = |key: &str, old: Option<Date>, new: Option<Date>| {
        let Some(new) = new.filter(|new| old != Some(*new)) else { return };
        edits.set(row, key, &new.to_string());
        out.changes.push(match old {
            Some(old) => format!("{key} {old} -> {new}"),
            None => format!("{key} {new}"),
        });
    };
    // The first day of a model does not change: who said it first keeps it.
    set("released", row.released, fact.released.filter(|_| row.released.is_none()));
    set("legacy", row.legacy, fact.legacy_from);
    set("deprecated", row.deprecated, fact.deprecated);
    set("retires", row.retires, fact.retires);
    set("retires_not_before", row.not_before, fact.not_before.filter(|_| fact.retires.is_none()));
    if fact.unscheduled && !row.unscheduled {
        edits.set(row, "retires_unscheduled", "true");
        out.changes.push("a retirement is announced without a day".to_owned());
    }
    if fact.retires.is_some() {
        // The day takes the place of a promise about it.
        edits.unset(row, "retires_unscheduled");
        edits.unset(row, "retires_not_before");
    }
    for (key, old, new) in
        [("deprecated", row.deprecated, fact.deprecated), ("retires", row.retires, fact.retires)]
    {
        if let (Some(old), Some(new)) = (old, new)
            && old != new
        {
            out.notes.push(format!("`{key}` was {old} before."));
        }
    }
}

/// A changed recommendation: the old one stays in the history.
fn advice(
    row: &Row,
    advice: &Advice,
    fact: &Fact,
    import: &Import<'_>,
    edits: &mut Edits<'_>,
    out: &mut Outcome,
) {
    let Said { id, text } = said(advice, &fact.id, import, &mut out.unknown);
    if let Some(id) = id {
        match row.replacements.last() {
            Some((_, last)) if *last == id => {}
            Some((since, last)) if *since >= import.captured => {
                let reason = format!(
                    "the page recommends {id}, and the pack has {last} since {since}: one day has one recommendation"
                );
                out.refusals.push(Refusal::new(fact.line, &fact.id, reason, REMEDY));
            }
            Some((since, last)) if row.replacements.iter().any(|(_, old)| *old == id) => {
                let reason = format!(
                    "the page recommends {id}, and the pack has {last} instead of it since {since}: \
                     the page may be older than its day"
                );
                out.refusals.push(Refusal::new(fact.line, &fact.id, reason, REMEDY));
            }
            last => {
                edits.append(row, "replacements", &entry(import.captured, &id));
                let what = if last.is_some() { "replacement now" } else { "replacement" };
                out.changes.push(format!("{what} {id}"));
            }
        }
    }
    let had = row.replacement_text.as_deref();
    let names_something = advice.id.is_some() || advice.text.is_some();
    match &text {
        Some(text) if had != Some(text) => {
            edits.set(row, "replacement_text", &quoted(text));
            out.changes.push(format!("advice \"{text}\""));
        }
        None if had.is_some() && names_something => {
            edits.unset(row, "replacement_text");
            out.changes.push("one model is recommended now".to_owned());
        }
        _ => return,
    }
    if let Some(had) = had {
        out.notes.push(format!("Before {} the advice was: {had}.", import.captured));
    }
}

/// What of the advice goes where.
pub(super) struct Said {
    pub(super) id: Option<String>,
    pub(super) text: Option<String>,
}

/// An ID that no pack knows is words: it cannot be followed.
pub(super) fn said(
    advice: &Advice,
    of: &str,
    import: &Import<'_>,
    unknown: &mut Vec<String>,
) -> Said {
    match &advice.id {
        Some(id) if id != of && !(import.known)(id) => {
            unknown.push(id.clone());
            Said { id: None, text: advice.text.clone().or_else(|| Some(id.clone())) }
        }
        id => Said { id: id.clone(), text: advice.text.clone() },
    }
}

/// Since when a provider is known to say so: since it was seen.
pub(super) fn entry(since: Date, id: &str) -> String {
    format!("{{ since = {since}, id = {} }}", quoted(id))
}

/// Who says so, and since when it is known.
fn reading(row: &Row, fact: &Fact, import: &Import<'_>, edits: &mut Edits<'_>, out: &mut Outcome) {
    let captured = import.captured;
    let same = row.source == import.source;
    if fact.listed && !same {
        confirm(row, captured, edits);
        return;
    }
    if same || !out.changes.is_empty() {
        if !same {
            edits.set(row, "source", &quoted(import.source));
        }
        if row.read.is_none_or(|read| read < captured) {
            edits.set(row, "read", &captured.to_string());
        }
        if row.confirmed.is_some_and(|confirmed| confirmed < captured) {
            edits.set(row, "confirmed", &captured.to_string());
        }
    } else {
        confirm(row, captured, edits);
    }
    let old = row.note.as_deref().unwrap_or_default();
    let note = with_notes(&without_gone(old), &out.notes);
    if note != old {
        if note.is_empty() {
            edits.unset(row, "note");
        } else {
            edits.set(row, "note", &quoted(&note));
        }
    }
}

fn confirm(row: &Row, captured: Date, edits: &mut Edits<'_>) {
    let known = row.confirmed.or(row.read);
    if known.is_none_or(|known| known < captured) {
        edits.set(row, "confirmed", &captured.to_string());
    }
}

/// The note with further sentences, none of them twice.
pub(super) fn with_notes(note: &str, more: &[String]) -> String {
    let mut note = note.to_owned();
    for sentence in more.iter().filter(|sentence| !sentence.is_empty()) {
        if !note.contains(sentence.as_str()) {
            if !note.is_empty() {
                note.push(' ');
            }
            note.push_str(sentence);
        }
    }
    note
}

/// The note of a row that is on the page again.
fn without_gone(note: &str) -> String {
    let Some(start) = note.find(GONE) else { return note.to_owned() };
    let end = start + GONE.len() + " 0000-00-00.".len();
    let rest = note.get(end..).unwrap_or_default();
    format!("{}{rest}", &note[..start]).trim().to_owned()
}

/// A model that the pack does not have, as the lines of its table.
pub(super) fn new(fact: &Fact, import: &Import<'_>, unknown: &mut Vec<String>) -> String {
    let mut out = Outcome::default();
    let fact = &with_stand_ins(&Row::default(), fact, import, &mut out);
    let mut lines = vec![format!("id = {}", quoted(&fact.id))];
    if !fact.others.is_empty() {
        lines.push(format!("aliases = {}", list(fact.others.clone())));
    }
    if !fact.id.contains(['-', '.', '/', ':']) {
        // Everybody's word, as far as anybody knows: it counts in quotes alone.
        lines.push("common_word = true".to_owned());
    }
    if fact.listed {
        lines.push("basis = \"listed\"".to_owned());
    }
    let days = [
        ("released", fact.released),
        ("legacy", fact.legacy_from),
        ("deprecated", fact.deprecated),
        ("retires", fact.retires),
        ("retires_not_before", fact.not_before.filter(|_| fact.retires.is_none())),
    ];
    lines.extend(days.iter().filter_map(|(key, day)| day.map(|day| format!("{key} = {day}"))));
    if fact.unscheduled {
        lines.push("retires_unscheduled = true".to_owned());
    }
    if let Some(advice) = &fact.advice {
        let Said { id, text } = said(advice, &fact.id, import, unknown);
        if let Some(id) = id {
            lines.push(format!("replacements = [\n  {},\n]", entry(import.captured, &id)));
        }
        lines.extend(text.map(|text| format!("replacement_text = {}", quoted(&text))));
    }
    lines.push(format!("source = {}", quoted(import.source)));
    lines.push(format!("read = {}", import.captured));
    if !out.notes.is_empty() {
        lines.push(format!("note = {}", quoted(&out.notes.join(" "))));
    }
    format!("[[model]]\n{}\n", lines.join("\n"))
}
