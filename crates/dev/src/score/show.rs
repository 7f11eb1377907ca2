//! A score in words and tables.

use super::label::Label;
use super::row::{Scored, Skip};
use super::tally::{Miss, Tally, rate};
use crate::corpus::columns::aligned;
use crate::corpus::kind;
use crate::corpus::place::Found;
use modelmod_rewrite::Applicability;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Everything that is counted.
#[must_use]
pub fn summary(rows: &[Scored]) -> String {
    let mut out = String::new();
    let scored = rows.iter().filter(|row| row.found.is_ok()).count();
    let not_models = rows.iter().filter(|row| row.judged.label == Label::NotAModel);
    let damaged = not_models.filter(|row| row.is_rewritten() == Some(true)).count();
    let all = Tally::of(rows);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{} rows, {scored} scored", rows.len());
    out.push_str(&skipped(rows));
    let _ = writeln!(
        out,
        "precision {}  recall {}  (arguable rows left out)",
        rate(all.precision()),
        rate(all.recall())
    );
    let _ = writeln!(out, "rows that are no model and rewritten (must be 0): {damaged}\n");
    let tables = [
        by_label(rows),
        by_language(rows),
        by_site(rows, &Miss::Missed),
        by_site(rows, &Miss::FalsePositive),
        judged_sites(rows),
    ];
    out.push_str(&tables.join("\n"));
    out
}

/// Each row that went wrong, on a line; sorted, so that two runs can be compared.
#[must_use]
pub fn misses(rows: &[Scored]) -> String {
    sorted(rows.iter().filter_map(miss))
}

/// Each row that could be looked at, on a line, right or wrong; sorted.
#[must_use]
pub fn all(rows: &[Scored]) -> String {
    sorted(rows.iter().filter_map(|row| line(row, "    ")))
}

fn sorted(lines: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines.concat()
}

fn miss(row: &Scored) -> Option<String> {
    line(
        row,
        match row.miss()? {
            Miss::FalsePositive => "FP  ",
            Miss::Missed => "MISS",
        },
    )
}

fn line(row: &Scored, kind: &str) -> Option<String> {
    let judged = &row.judged;
    let found = match row.found.as_ref().ok()? {
        Some(found) => format!("{} {} {}", found.site, found.applicability.as_str(), found.reason),
        None => "nothing found".to_owned(),
    };
    let at = judged.position;
    Some(format!(
        "{kind} {} {}:{}:{} {} {} {} -> {found}\n",
        judged.repo,
        judged.path,
        at.line,
        at.column,
        judged.matched,
        judged.label.name(),
        judged.reason
    ))
}

fn skipped(rows: &[Scored]) -> String {
    let mut reasons: BTreeMap<(Skip, &str), usize> = BTreeMap::new();
    for (skip, row) in rows.iter().filter_map(|row| Some((row.found.as_ref().err()?, row))) {
        *reasons.entry((*skip, &row.judged.repo)).or_default() += 1;
    }
    reasons
        .iter()
        .map(|((skip, repo), count)| format!("  skipped {count}: {} ({repo})\n", skip.as_str()))
        .collect()
}

fn by_label(rows: &[Scored]) -> String {
    let heads = ["label", "rows", "safe", "unsafe", "display", "nothing"];
    let mut table = vec![heads.map(str::to_owned).to_vec()];
    for (label, rows) in grouped(rows, |row| row.judged.label.clone()) {
        let with = |wanted: Option<Applicability>| {
            let has = |row: &&&Scored| {
                let found = row.found.as_ref().ok().and_then(Option::as_ref);
                found.map(|found| found.applicability) == wanted
            };
            rows.iter().filter(has).count().to_string()
        };
        let mut line = vec![label.name(), rows.len().to_string()];
        let all = [Applicability::Safe, Applicability::Unsafe, Applicability::Display];
        line.extend(all.map(|one| with(Some(one))));
        line.push(with(None));
        table.push(line);
    }
    aligned(&table)
}

fn by_language(rows: &[Scored]) -> String {
    let heads = ["file", "rows", "to rewrite", "rewritten", "wrongly", "precision", "recall"];
    let mut table = vec![heads.map(str::to_owned).to_vec()];
    for (language, rows) in grouped(rows, |row| kind::of_path(&row.judged.path)) {
        let tally = Tally::of(rows.iter().copied());
        let counts = [rows.len(), tally.wanted, tally.hits, tally.wrong].map(|of| of.to_string());
        let rates = [tally.precision(), tally.recall()].map(rate);
        table.push([vec![language], counts.to_vec(), rates.to_vec()].concat());
    }
    aligned(&table)
}

/// What people judged the places to be that the engine took for each site; documents apart, whose
/// examples are read otherwise.
fn judged_sites(rows: &[Scored]) -> String {
    let heads = ["site", "in documents", "rows", "to rewrite", "to be left", "arguable"];
    let mut table = vec![heads.map(str::to_owned).to_vec()];
    let site = |row: &Scored| {
        let found = row.found.as_ref().ok().and_then(Option::as_ref);
        let is_document =
            ["md", "mdx", "rst", "adoc", "org"].contains(&kind::of_path(&row.judged.path).as_str());
        (found.map_or_else(|| "nothing found".to_owned(), called), is_document)
    };
    for ((site, is_document), rows) in grouped(rows, site) {
        let of = |wanted: fn(&Label) -> bool| {
            rows.iter().filter(|row| wanted(&row.judged.label)).count().to_string()
        };
        let is_left = |label: &Label| matches!(label, Label::Report(_) | Label::NotAModel);
        table.push(vec![
            site,
            if is_document { "yes" } else { "no" }.to_owned(),
            rows.len().to_string(),
            of(|label| *label == Label::Rewrite),
            of(is_left),
            of(|label| *label == Label::Arguable),
        ]);
    }
    aligned(&table)
}

/// What the engine took the places to be that went wrong in the one way, most first.
fn by_site(rows: &[Scored], wrong: &Miss) -> String {
    let mut sites: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.miss().as_ref() == Some(wrong)) {
        let found = row.found.as_ref().ok().and_then(Option::as_ref);
        *sites.entry(found.map_or_else(|| "nothing found".to_owned(), called)).or_default() += 1;
    }
    let title = match wrong {
        Miss::Missed => "left, to be rewritten",
        Miss::FalsePositive => "rewritten, to be left",
    };
    let mut sites: Vec<(String, usize)> = sites.into_iter().collect();
    sites.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let mut table = vec![vec![title.to_owned(), "rows".to_owned()]];
    table.extend(sites.into_iter().map(|(site, count)| vec![site, count.to_string()]));
    aligned(&table)
}

fn called(found: &Found) -> String {
    format!("{} ({})", found.site, found.applicability.as_str())
}

/// The rows that could be looked at, by something.
fn grouped<K: Ord>(rows: &[Scored], key: impl Fn(&Scored) -> K) -> BTreeMap<K, Vec<&Scored>> {
    let mut groups: BTreeMap<K, Vec<&Scored>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.found.is_ok()) {
        groups.entry(key(row)).or_default().push(row);
    }
    groups
}
