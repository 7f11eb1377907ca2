//! Saved pages of providers, and what `modelmod pack import` reads from each.
//!
//! The pages are other people's text and no part of the repository: they are looked for where
//! `MODELMOD_CAPTURES` says.

use modelmod_catalog::{Catalog, Date, builtin};
use modelmod_import::{Page, Reading, Refusal, read};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Rows about models, counted by a person on the page itself: file, rows, and of what they are.
pub const BY_HAND: &[(&str, usize, &str)] = &[
    ("anthropic/2025-early_seed.md", 26, "16 of the states, 3 + 7 of the history"),
    (
        "anthropic/2026-01-31_swhsiang_90ae43c_e804.md",
        48,
        "the page stands twice in the file: 2 x (9 + 15)",
    ),
    (
        "anthropic/2026-02-23_johnzfitch_6e1297f_9987.md",
        24,
        "without bars: 9 of the states, 1 + 1 + 2 + 1 + 3 + 7",
    ),
    (
        "anthropic/2026-08-21_llmstxt_7967a16_1920.md",
        36,
        "16 of the states, 19 of the history, 1 sentence",
    ),
    (
        "azure/2026-07-07_microsoftdocs_retirement-schedule.md",
        156,
        "without 6 of fine-tuned models",
    ),
    ("bedrock/2025-11-13_leblancfg_aws_bedrock_lifecycle.html", 90, "55 active, 6 legacy, 29 gone"),
    ("cohere/2026-08-20_mnfst_b29cefa_deprecations.md", 12, "2 in a table, 5 + 5 in lists"),
    ("deepseek/2026-08-21_mnfst_3adf135_updates.md", 2, "in one sentence"),
    ("google/2026-08-21_mnfst_5883eb1_deprecations.md", 65, "without 10 titles"),
    ("groq/2026-08-20_mnfst_b29cefa_deprecations.md", 37, "in 22 tables"),
    ("mistral/2026-08-21_mnfst_c8f9201_models.md", 45, "in one table"),
    ("vertex/2026-08-21_mnfst_46aca13_model-versions.md", 41, "7 + 3 + 5 + 6 + 3 + 17"),
    ("xai/2026-08-20_mnfst_b29cefa_may-15-retirement.md", 8, "in one table"),
];

/// Pages that say two things about one model: those are passed over.
const CONTRADICT: &[(&str, &[&str], &str)] = &[(
    "anthropic/2025-10-20_",
    &["claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022"],
    "the page retires both Claude 3.5 Sonnet on 2025-10-29 in one table and on 2025-10-22 in \
     another: refused, and read with `--except` for these two",
)];

/// Pages of which a part is missing, with what a person found.
const CUT: &[(&str, &str)] =
    &[("openai/2026-11", "the file ends in the middle of its last row: refused")];

/// A saved page.
pub struct Capture {
    /// Provider and file: `anthropic/2026-08-21_....md`.
    pub name: String,
    /// The day on which it was saved.
    pub captured: Date,
    /// Its text.
    pub text: String,
}

/// Where the pages are, if they are anywhere.
#[must_use]
pub fn folder() -> Option<PathBuf> {
    let folder = PathBuf::from(std::env::var_os("MODELMOD_CAPTURES")?);
    folder.is_dir().then_some(folder)
}

/// All pages about lifecycles, by provider and day.
///
/// # Errors
///
/// What the operating system says, with the path.
pub fn all() -> Result<Vec<Capture>, String> {
    let Some(folder) = folder() else { return Ok(Vec::new()) };
    let list = |folder: &PathBuf| -> Result<Vec<PathBuf>, String> {
        let told = |error: std::io::Error| format!("{}: {error}", folder.display());
        let entries = std::fs::read_dir(folder).map_err(told)?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Ok(paths)
    };
    let mut out = Vec::new();
    for provider in list(&folder)?.iter().filter(|path| path.is_dir()) {
        let id = provider.file_name().unwrap_or_default().to_string_lossy().into_owned();
        // Guides, which are not about lifecycles.
        if id.ends_with("-docs") {
            continue;
        }
        for path in list(provider)? {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let Some(captured) = day(&file) else { continue };
            let text = std::fs::read_to_string(&path)
                .map_err(|error| format!("{}: {error}", path.display()))?;
            out.push(Capture { name: format!("{id}/{file}"), captured, text });
        }
    }
    out.sort_by_key(|one| (one.provider().to_owned(), one.captured, one.name.clone()));
    Ok(out)
}

/// The day in the name of a file. Of a month alone its last day; "early 2025" stands for
/// 2025-02-24, as in the packs.
fn day(file: &str) -> Option<Date> {
    if let Some(day) = file.get(..10).and_then(|day| day.parse().ok()) {
        return Some(day);
    }
    if file.starts_with("2025-early") {
        return Date::from_ymd(2025, 2, 24);
    }
    let year = file.get(..4)?.parse().ok()?;
    let month: u32 = file.get(5..7)?.parse().ok()?;
    (28..=31).rev().find_map(|day| Date::from_ymd(year, month, day))
}

impl Capture {
    /// The provider whose page it is.
    #[must_use]
    pub fn provider(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// Models that are passed over, since the page contradicts itself about them.
    #[must_use]
    pub fn except(&self) -> Vec<String> {
        let found = CONTRADICT.iter().find(|(name, _, _)| self.name.starts_with(name));
        found
            .map_or(Vec::new(), |(_, models, _)| models.iter().map(|id| (*id).to_owned()).collect())
    }

    /// Reads the page.
    ///
    /// # Errors
    ///
    /// Why it is refused.
    pub fn read(&self, except: &[String]) -> Result<Page, Vec<Refusal>> {
        let catalog: &Catalog = builtin::catalog();
        let known = |name: &str| catalog.find(name).is_some();
        read(&self.text, &Reading { captured: self.captured, except, known: &known })
    }
}

/// `docs/import.md`, or nothing where there are no pages.
///
/// # Errors
///
/// As [`all`].
pub fn text() -> Result<Option<String>, String> {
    if folder().is_none() {
        return Ok(None);
    }
    let mut out = String::from(HEAD);
    let mut notes = String::new();
    for capture in all()? {
        row(&capture, &mut out, &mut notes);
    }
    out.push_str("\n## Refused, and why\n\n");
    out.push_str(&notes);
    out.push_str(TAIL);
    Ok(Some(out))
}

fn row(capture: &Capture, out: &mut String, notes: &mut String) {
    let hand = BY_HAND.iter().find(|(name, _, _)| *name == capture.name);
    let hand = hand.map_or(String::new(), |(_, rows, what)| format!("{rows}: {what}"));
    let whole = capture.read(&[]);
    let page = match &whole {
        Ok(_) => whole,
        Err(refusals) => {
            let contradict = CONTRADICT.iter().find(|(name, _, _)| capture.name.starts_with(name));
            let cut = CUT.iter().find(|(name, _)| capture.name.starts_with(name));
            let why = contradict.map(|(_, _, why)| *why).or(cut.map(|(_, why)| *why));
            let why = why.map_or_else(
                || refusals.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
                str::to_owned,
            );
            let _ = writeln!(notes, "- `{}`: {why}.", capture.name);
            if capture.except().is_empty() { whole } else { capture.read(&capture.except()) }
        }
    };
    let _ = match page {
        Ok(page) => {
            let tables = page.tables.iter().filter(|table| table.passed_over.is_none());
            let passed: usize = page
                .tables
                .iter()
                .filter(|table| table.passed_over.is_some())
                .map(|table| table.rows)
                .sum();
            writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {hand} |",
                capture.name,
                page.rows_read(),
                tables.count(),
                page.notices,
                page.facts.len(),
                page.unnamed.len(),
                passed
            )
        }
        Err(_) => writeln!(out, "| {} | refused | | | | | | {hand} |", capture.name),
    };
}

const HEAD: &str = "\
# What `modelmod pack import` reads

Generated by `cargo run -p modelmod-dev -- generate` from saved pages of providers, which are no
part of the repository. *Rows* are the rows and sentences about models that were read: those of
tables, and (*in prose*) of lists and sentences. They make up facts about so many *models*. Some
rows name their model *in words alone*, so that nobody can say which ID is meant: they are read,
shown and not entered. *Passed over* are rows of tables about other things: parameters, prices
of tools, endpoints, fine-tuned copies. *By hand* is what a person counted on the page.

| Page | Rows | Tables | In prose | Models | In words alone | Passed over | By hand |
|---|---|---|---|---|---|---|---|
";

const TAIL: &str = "
## States

For every row of every page of Anthropic, the state that follows from the imported days on the
day of the page is the state that the page prints, except where the page was behind:

- `anthropic/2026-02-19_...`: Claude 3.7 Sonnet and Claude 3.5 Haiku retired on this day; the
  page still printed them as deprecated, and as retired a day later.
- `anthropic/2026-02-23_...`: the copy is older than its day, which is that of the commit that
  holds it: it prints both as deprecated, and has no Claude Opus 4.6.

Imported in the order of their days, three pages contradict those before them. Such a page is
refused until a person has decided:

- `anthropic/2026-02-23_...` prints Claude 3 Haiku as active, which was deprecated on 2026-02-19,
  and recommends for seven other models what was recommended before: see above.
- `anthropic/2026-07-24_...` and `anthropic/2026-08-21_...` print Claude Mythos Preview as
  deprecated without a day; by the page of 2026-07-20 it retired on 2026-07-21.

The history that comes out is that of the pack in this repository: the same days and the same
recommendations in the same order, some of them since a later day, where the pack knows a page
in between.
";
