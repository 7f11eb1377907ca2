//! The sections of the body.

use super::escape::{In, block, code, link, prose};
use super::{PullView, Rows};
use crate::{counted, life};
use modelmod_rewrite::{Applicability, ChosenBy, Finding, PlannedFile};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Lists longer than this are folded, where that is possible.
const UNFOLDED: usize = 25;

/// The part of the body that the command to do it locally may take: one of so many.
const COMMAND: usize = 8;

/// More lines than these of one file are counted.
const LINES: usize = 12;

type Place<'p, 'c> = (&'p PlannedFile<'c>, &'p Finding<'c>);

/// The whole body, with this many rows.
pub(super) fn body(view: &PullView<'_, '_>, rows: Rows) -> String {
    let mut out = String::new();
    models(view, rows.edited, &mut out);
    edits(view, rows.edited, &mut out);
    by_hand(view, rows.left, &mut out);
    left_alone(view, rows.left, &mut out);
    verified(view, &mut out);
    reproduce(view, &mut out);
    out
}

/// What is said when nothing else fits.
pub(super) fn least(view: &PullView<'_, '_>) -> String {
    let counts = view.plan.counts();
    format!(
        "{} in {}. There is no room for more here: run modelmod in a clone to see them.\n",
        counted(counts.edits, "edit"),
        counted(counts.edited_files, "file")
    )
}

fn edited<'v, 'c>(view: &'v PullView<'_, 'c>) -> Vec<Place<'v, 'c>> {
    view.plan.findings().filter(|(file, finding)| file.is_edited(finding)).collect()
}

fn models(view: &PullView<'_, '_>, rows: usize, out: &mut String) {
    let plan = view.plan;
    out.push_str(
        "### What changes, and why\n\nRequests to a retired model fail. These are retired, or \
         will be; each becomes what its provider recommends, spelled as its platform spells it.\n\n\
         | Model | State | Becomes | Places | Source |\n|---|---|---|--:|---|\n",
    );
    let mut names: BTreeMap<(&str, &str), Vec<Place<'_, '_>>> = BTreeMap::new();
    for (file, finding) in edited(view) {
        let target = finding.replacement.as_deref().unwrap_or_default();
        names.entry((&finding.matched, target)).or_default().push((file, finding));
    }
    for ((name, target), places) in names.iter().take(rows) {
        let (_, finding) = places[0];
        let retires = finding.life.announced_retirement(plan.as_of);
        let by = plan.verdict(finding).map_or(ChosenBy::Provider, |verdict| verdict.chosen_by);
        let by = match by {
            ChosenBy::Provider => "",
            ChosenBy::User => " (chosen here)",
            ChosenBy::Guide => " (of the migration guide)",
            ChosenBy::First => " (the first of several)",
        };
        let borrowed = if finding.life.is_borrowed { " (the provider's own date)" } else { "" };
        let _ = writeln!(
            out,
            "| {} | {}{borrowed} | {}{by} | {} | {} |",
            code(name, In::Cell),
            life::with_date(retires, finding.life.state),
            code(target, In::Cell),
            places.len(),
            link(&source(view, finding), &finding.model.source, In::Cell),
        );
    }
    more(names.len(), rows, "model", out);
    out.push('\n');
}

/// The name of a model's provider.
fn source(view: &PullView<'_, '_>, finding: &Finding<'_>) -> String {
    let provider = finding.model.provider.as_ref();
    let pack = view.run.packs.iter().find(|pack| pack.provider == provider);
    pack.map_or_else(|| provider.to_owned(), |pack| pack.name.clone())
}

fn edits(view: &PullView<'_, '_>, rows: usize, out: &mut String) {
    let counts = view.plan.counts();
    let _ = writeln!(
        out,
        "### Every edit\n\n{} in {}, no byte beside them.\n",
        counted(counts.edits, "edit"),
        counted(counts.edited_files, "file")
    );
    let made = edited(view);
    // Reasons are sentences, which would make each row of the table a high one.
    let mut reasons: Vec<&str> = Vec::new();
    for (_, finding) in &made {
        if !reasons.contains(&reason(finding)) {
            reasons.push(reason(finding));
        }
    }
    let number =
        |reason: &str| reasons.iter().position(|one| *one == reason).map_or(0, |at| at + 1);
    let fold = Fold::begin(view, made.len(), rows, "The edits", out);
    out.push_str("| File | Line | Was | Now | Why |\n|---|--:|---|---|--:|\n");
    for (file, finding) in made.iter().take(rows) {
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} |",
            path(file, In::Cell),
            finding.position.line,
            code(&finding.matched, In::Cell),
            code(finding.replacement.as_deref().unwrap_or_default(), In::Cell),
            number(reason(finding)),
        );
    }
    more(made.len(), rows, "edit", out);
    fold.end(out);
    out.push_str("\nWhy each is a use, and not only a mention:\n\n");
    for reason in reasons.iter().take(rows) {
        let _ = writeln!(out, "{}. {}", number(reason), prose(reason, In::Line));
    }
    out.push('\n');
}

/// Why it is a use. What to mind about its replacement stands in another section.
fn reason<'f>(finding: &'f Finding<'_>) -> &'f str {
    let note = finding.note.as_deref().filter(|note| !note.is_empty());
    let alone = note.and_then(|note| finding.reason.strip_suffix(note));
    alone.and_then(|reason| reason.strip_suffix("; ")).unwrap_or(&finding.reason)
}

fn by_hand(view: &PullView<'_, '_>, rows: usize, out: &mut String) {
    out.push_str(
        "### To check by hand\n\n- [ ] Try it with the new model: answers, cost and limits are not \
         the same.\n",
    );
    let mut notes: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, finding) in edited(view) {
        if let Some(note) = &finding.note {
            *notes.entry(note).or_default() += 1;
        }
    }
    for (note, places) in notes.iter().take(rows) {
        let places = if *places > 1 { format!(" ({places} places)") } else { String::new() };
        let _ = writeln!(out, "- [ ] Mind: {}{places}", prose(note, In::Line));
    }
    more_in_list(notes.len(), rows, "note", "", out);
    let held: Vec<Place<'_, '_>> = view
        .plan
        .findings()
        .filter(|(file, finding)| {
            finding.applicability == Applicability::Unsafe && !file.is_edited(finding)
        })
        .collect();
    if !held.is_empty() {
        let _ = writeln!(
            out,
            "- [ ] {} probably right, but not plainly so, and not made:",
            match held.len() {
                1 => "One more edit is".to_owned(),
                many => format!("{many} more edits are"),
            }
        );
        for (file, finding) in held.iter().take(rows) {
            let _ = writeln!(
                out,
                "  - {}: {} to {}",
                place(file, finding),
                code(&finding.matched, In::Line),
                code(finding.replacement.as_deref().unwrap_or_default(), In::Line)
            );
        }
        more_in_list(held.len(), rows, "place", "  ", out);
    }
    out.push('\n');
}

fn left_alone(view: &PullView<'_, '_>, rows: usize, out: &mut String) {
    let mut reasons: BTreeMap<(&str, Option<&str>), Vec<Place<'_, '_>>> = BTreeMap::new();
    let mut suppressed = 0;
    for (file, finding) in view.plan.findings() {
        if finding.suppressed {
            suppressed += 1;
        } else if finding.applicability == Applicability::Display {
            let next = finding.next_step.as_ref().and_then(|_| finding.site.next_step());
            reasons.entry((&finding.reason, next)).or_default().push((file, finding));
        }
    }
    if reasons.is_empty() && suppressed == 0 {
        return;
    }
    out.push_str(
        "### Left alone, and why\n\nThese name such models too, and stay as they are.\n\n",
    );
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(key, places)| (std::cmp::Reverse(places.len()), *key));
    let all: usize = reasons.iter().map(|(_, places)| places.len()).sum();
    let fold = Fold::begin(view, all, rows.saturating_mul(reasons.len()), "The places", out);
    for ((reason, next), places) in reasons.iter().take(rows) {
        let next = next.map(|next| {
            let next = next.replace("{new}", "the replacement").replace("{old}", "the old name");
            format!(". Next: {}", prose(&next, In::Line))
        });
        let next = next.unwrap_or_default();
        let _ = writeln!(out, "- **{}** ({}){next}", prose(reason, In::Line), places.len());
        let files = by_file(places);
        for (path, (lines, names)) in files.iter().take(rows) {
            let _ = writeln!(out, "  - {path} {}: {}", in_words(lines), names.join(", "));
        }
        more_in_list(files.len(), rows, "file", "  ", out);
    }
    more_in_list(reasons.len(), rows, "reason", "", out);
    if suppressed > 0 {
        let _ = writeln!(out, "- **Suppressed by comments in the files** ({suppressed})");
    }
    fold.end(out);
    out.push('\n');
}

/// Lines and names by file, each once, in their order.
fn by_file(places: &[Place<'_, '_>]) -> BTreeMap<String, (Vec<usize>, Vec<String>)> {
    let mut files: BTreeMap<String, (Vec<usize>, Vec<String>)> = BTreeMap::new();
    for (file, finding) in places {
        let (lines, names) = files.entry(path(file, In::Line)).or_default();
        let line = finding.position.line;
        if lines.last() != Some(&line) {
            lines.push(line);
        }
        let name = code(&finding.matched, In::Line);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    files
}

/// `line 3`, `lines 3, 7 and 20 more`.
fn in_words(lines: &[usize]) -> String {
    let shown: Vec<String> = lines.iter().take(LINES).map(ToString::to_string).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    match lines.len().checked_sub(LINES).filter(|left| *left > 0) {
        Some(left) => format!("{word} {} and {left} more", shown.join(", ")),
        None => format!("{word} {}", shown.join(", ")),
    }
}

fn verified(view: &PullView<'_, '_>, out: &mut String) {
    out.push_str(
        "### How it was verified\n\n- Each edited file was searched again: a second run finds \
         nothing more to change, and what could be parsed before still can.\n",
    );
    let Some(verified) = view.verified else {
        out.push_str("- No command was run on the result (`--verify` would).\n\n");
        return;
    };
    let _ = writeln!(
        out,
        "- {} {} before and {} after{}.",
        code(&verified.command, In::Line),
        verified.before.in_words(),
        verified.after.in_words(),
        verified.verdict()
    );
    if !verified.tail.is_empty() {
        let _ = writeln!(out, "\nIts last lines:\n\n{}", block("text", &verified.tail).trim_end());
    }
    out.push('\n');
}

fn reproduce(view: &PullView<'_, '_>, out: &mut String) {
    let packs = view.run.packs.iter();
    let packs = packs.map(|pack| format!("{} on {}", prose(&pack.name, In::Line), pack.checked));
    let checked = match packs.collect::<Vec<_>>().join(", ") {
        none if none.is_empty() => none,
        packs => format!(" What is known of models was last checked for {packs}."),
    };
    // A command of many kilobytes is no help, and would leave no room for the edits.
    let command = match view.command.len() > view.body_limit / COMMAND {
        true => format!(
            "The command is too long to be shown here ({} characters).\n",
            view.command.chars().count()
        ),
        false => block("sh", view.command),
    };
    let more = match view.does_more {
        true => "\nIt makes the edits of the other groups, too.\n",
        false => "",
    };
    let _ = writeln!(
        out,
        "### To do it locally\n\n{command}{more}\nAs of {}, by modelmod {}.{checked}",
        view.plan.as_of,
        prose(view.version, In::Line),
    );
}

/// A list that is folded because it is long.
struct Fold(bool);

impl Fold {
    fn begin(
        view: &PullView<'_, '_>,
        all: usize,
        rows: usize,
        what: &str,
        out: &mut String,
    ) -> Self {
        let is_long = view.folds && all.min(rows) > UNFOLDED;
        if is_long {
            let _ = writeln!(out, "<details><summary>{what} ({all})</summary>\n");
        }
        Self(is_long)
    }

    fn end(self, out: &mut String) {
        if self.0 {
            out.push_str("\n</details>\n");
        }
    }
}

/// What was cut off a table: it ends there.
fn more(all: usize, rows: usize, what: &str, out: &mut String) {
    if let Some(left) = all.checked_sub(rows).filter(|left| *left > 0) {
        let _ = writeln!(
            out,
            "\nAnd {} that had no room here.",
            counted(left, &format!("more {what}"))
        );
    }
}

fn more_in_list(all: usize, rows: usize, what: &str, indent: &str, out: &mut String) {
    if let Some(left) = all.checked_sub(rows).filter(|left| *left > 0) {
        let left = counted(left, &format!("more {what}"));
        let _ = writeln!(out, "{indent}- and {left} that had no room here");
    }
}

fn path(file: &PlannedFile<'_>, place: In) -> String {
    match std::str::from_utf8(&file.path) {
        Ok(path) => code(path, place),
        // As git quotes it.
        Err(_) => code(&crate::shown(&file.path), place),
    }
}

fn place(file: &PlannedFile<'_>, finding: &Finding<'_>) -> String {
    let path = path(file, In::Line);
    format!("{path} line {}", finding.position.line)
}
