//! The report for people: findings by file, and a summary.

use crate::{Run, Styles, counted, life, shown};
use modelmod_rewrite::{Applicability, ChosenBy, Finding, Plan, PlannedFile, Site};
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

/// Which findings are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// All findings.
    All,
    /// Only those that are not rewritten: the others stand in a diff already.
    LeftAlone,
}

/// What became of the edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// They are only shown.
    Planned,
    /// They were written into the files.
    Written,
    /// They were committed to these branches, one or more.
    Committed(Vec<BranchMade>),
}

/// A branch with a part of the edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchMade {
    /// Its short name.
    pub name: String,
    /// Its commit in hexadecimal.
    pub commit: String,
    /// What its edits have in common, where there are several branches.
    pub group: Option<String>,
    /// What had to be done for it here.
    pub state: BranchState,
    /// Where it was pushed to, and what had to be done there.
    pub pushed: Option<(String, BranchState)>,
}

/// What had to be done for a branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchState {
    /// It is new.
    Created,
    /// It had an older commit of modelmod's.
    Updated,
    /// It had these changes already.
    Unchanged,
}

impl BranchState {
    /// The word for it in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Writes the findings by file: place, name, state, and what happens or why not.
///
/// # Errors
///
/// When writing fails.
pub fn findings(
    plan: &Plan<'_>,
    detail: Detail,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    for file in &plan.files {
        let listed: Vec<&Finding<'_>> = file
            .plan
            .findings
            .iter()
            .filter(|finding| detail == Detail::All || !file.is_edited(finding))
            .collect();
        if listed.is_empty() {
            continue;
        }
        let heading = styles.heading;
        writeln!(out, "{heading}{}{heading:#}", shown(&file.path))?;
        let rows: Vec<Row> = listed.iter().map(|finding| row(plan, file, finding)).collect();
        let width =
            |get: fn(&Row) -> &str| rows.iter().map(|row| get(row).len()).max().unwrap_or(0);
        let (places, names, lives) = (width(|r| &r.place), width(|r| &r.name), width(|r| &r.life));
        for (row, finding) in rows.iter().zip(&listed) {
            let place = styles.place;
            let state = life::style(styles, finding.life.state);
            let what = match row.edited {
                true => styles.good,
                false => styles.dim,
            };
            writeln!(
                out,
                "  {place}{:>places$}{place:#}  {:<names$}  {state}{:<lives$}{state:#}  {what}{}{what:#}",
                row.place, row.name, row.life, row.what
            )?;
        }
        writeln!(out)?;
    }
    Ok(())
}

struct Row {
    place: String,
    name: String,
    life: String,
    what: String,
    edited: bool,
}

fn row(plan: &Plan<'_>, file: &PlannedFile<'_>, finding: &Finding<'_>) -> Row {
    let edited = file.is_edited(finding);
    let life = life::in_words(finding.life.retires, finding.life.state, plan.as_of);
    let what = match (&finding.replacement, finding.applicability) {
        (Some(target), _) if edited => match &finding.note {
            Some(note) => format!("-> {target}; mind: {note}"),
            None => format!("-> {target}"),
        },
        (Some(target), _) if file.failed.is_some() && file.has_edit(finding) => {
            format!("NOT WRITTEN: -> {target}")
        }
        (Some(target), Applicability::Unsafe) => {
            format!("-> {target} with --unsafe-fixes: {}", finding.reason)
        }
        // Which model it is cannot be read off the name.
        _ if finding.site == Site::Symbol && !finding.suppressed => {
            format!("left: {} ({})", finding.reason, finding.model.id)
        }
        _ => format!("left: {}", finding.reason),
    };
    Row {
        place: format!("{}:{}", finding.position.line, finding.position.column),
        name: finding.matched.clone(),
        life,
        what,
        edited,
    }
}

/// Writes the summary: what was done, what was left and why, which models are concerned.
/// `listed` says whether the findings themselves were listed before.
///
/// # Errors
///
/// When writing fails.
pub fn summary(
    plan: &Plan<'_>,
    run: &Run,
    outcome: &Outcome,
    listed: bool,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = plan.counts();
    if counts.findings == 0 {
        let found = match counts.accepted {
            0 => "no due model".to_owned(),
            accepted => {
                format!("the baseline accepts {} of due models", counted(accepted, "mention"))
            }
        };
        let (files, terms) = (counted(run.files, "file"), terms(plan, run));
        writeln!(out, "Nothing to migrate: {found} in {files} ({terms}).")?;
        return skipped(run, out);
    }
    models(plan, styles, out)?;
    let (heading, good) = (styles.heading, styles.good);
    writeln!(
        out,
        "{heading}{}{heading:#} of due models in {} of {} read ({}):",
        counted(counts.findings, "mention"),
        plan.files.len(),
        counted(run.files, "file"),
        terms(plan, run)
    )?;
    let done = in_words(outcome);
    let (edits, edited) = (counts.edits, counted(counts.edited_files, "file"));
    match edits {
        0 => writeln!(out, "  nothing to rewrite by itself: the rest is for people to look at")?,
        _ => writeln!(out, "  {good}{edits:>5} {done}{good:#} in {edited}")?,
    }
    minds(plan, styles, out)?;
    if let Outcome::Committed(made) = outcome {
        branches(made, out)?;
    }
    not_rewritten(plan, listed, styles, out)?;
    skipped(run, out)
}

/// What became of the edits.
fn in_words(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Planned => "to rewrite".to_owned(),
        Outcome::Written => "rewritten".to_owned(),
        Outcome::Committed(made) => match made.as_slice() {
            [one] => format!("rewritten on branch {}", one.name),
            several => format!("rewritten on {} branches", several.len()),
        },
    }
}

/// How many mentions are as they were, and why.
fn not_rewritten(
    plan: &Plan<'_>,
    listed: bool,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = plan.counts();
    if counts.failed > 0 {
        let bad = styles.bad;
        writeln!(
            out,
            "  {bad}{:>5} could not be written{bad:#}: see the errors above",
            counts.failed
        )?;
    }
    if counts.held_back > 0 {
        writeln!(out, "  {:>5} more with --unsafe-fixes", counts.held_back)?;
    }
    let hint = if listed { "" } else { " (-v lists them)" };
    if counts.display > counts.suppressed {
        writeln!(out, "  {:>5} left alone{hint}:", counts.display - counts.suppressed)?;
        reasons(plan, styles, out)?;
    }
    if counts.suppressed > 0 {
        writeln!(out, "  {:>5} suppressed by comments{hint}", counts.suppressed)?;
    }
    if counts.accepted > 0 {
        writeln!(
            out,
            "Not counted: {} that the baseline accepts.",
            counted(counts.accepted, "mention")
        )?;
    }
    Ok(())
}

/// Each of these with how often it is among them, most frequent first.
fn by_frequency<T: Copy + Ord>(all: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|&(one, count)| (std::cmp::Reverse(count), one));
    counts
}

/// What to mind about the edits, most frequent first.
fn minds(plan: &Plan<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let edited = plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let dim = styles.dim;
    for (note, count) in by_frequency(edited.filter_map(|(_, finding)| finding.note.as_deref())) {
        writeln!(out, "        {count:>5}  {dim}mind: {note}{dim:#}")?;
    }
    Ok(())
}

/// How often each reason occurs, most frequent first, with what to do about it.
fn reasons(plan: &Plan<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let findings = plan.findings().map(|(_, finding)| finding);
    let left =
        findings.filter(|one| one.applicability == Applicability::Display && !one.suppressed);
    let reasons = left.map(|finding| {
        let next = finding.next_step.as_ref().and_then(|_| finding.site.next_step());
        (finding.reason.as_str(), next)
    });
    let dim = styles.dim;
    for ((reason, next), count) in by_frequency(reasons) {
        writeln!(out, "        {count:>5}  {dim}{reason}{dim:#}")?;
        if let Some(next) = next {
            let next = next.replace("{new}", "the replacement").replace("{old}", "the old name");
            writeln!(out, "               {dim}next: {next}{dim:#}")?;
        }
    }
    Ok(())
}

/// One line for each model concerned, the most urgent first.
fn models(plan: &Plan<'_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let mut verdicts: Vec<_> = plan.verdicts.iter().collect();
    verdicts.sort_by_key(|v| (std::cmp::Reverse(v.state), v.model.retires, &v.model.id));
    let width = verdicts.iter().map(|v| v.model.id.len()).max().unwrap_or(0);
    let lives: Vec<String> =
        verdicts.iter().map(|v| life::in_words(v.model.retires, v.state, plan.as_of)).collect();
    let life_width = lives.iter().map(String::len).max().unwrap_or(0);
    let mut mentions: HashMap<*const _, usize> = HashMap::new();
    for (_, finding) in plan.findings() {
        *mentions.entry(std::ptr::from_ref(finding.model)).or_default() += 1;
    }
    for (verdict, life) in verdicts.iter().zip(&lives) {
        let mentions = mentions.get(&std::ptr::from_ref(verdict.model)).copied().unwrap_or(0);
        let style = life::style(styles, verdict.state);
        let target = match &verdict.replacement {
            Ok(target) => {
                let by = match verdict.chosen_by {
                    ChosenBy::Provider => "",
                    ChosenBy::User => " (your choice)",
                    ChosenBy::Guide => " (the migration guide's choice)",
                    ChosenBy::First => " (the first of several)",
                };
                format!("-> {target}{by}")
            }
            Err(reason) => reason.clone(),
        };
        writeln!(
            out,
            "  {:<width$}  {style}{life:<life_width$}{style:#}  {:>10}  {}  {target}",
            verdict.model.id,
            life::date(verdict.model.retires),
            format_args!("{mentions:>4}x"),
        )?;
    }
    writeln!(out)
}

fn skipped(run: &Run, out: &mut dyn Write) -> io::Result<()> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for file in &run.skipped {
        *reasons.entry(&file.reason).or_default() += 1;
    }
    if reasons.is_empty() {
        return Ok(());
    }
    let parts: Vec<String> =
        reasons.iter().map(|(reason, count)| format!("{count}x {reason}")).collect();
    writeln!(out, "Not read: {} (-v names them).", parts.join(", "))
}

/// On which day, and on which files, what is told holds.
fn terms(plan: &Plan<'_>, run: &Run) -> String {
    match run.changed_since.as_deref() {
        None => format!("as of {}", plan.as_of),
        Some("") => format!("as of {}; all have changed, there is no commit", plan.as_of),
        Some(base) => {
            let base = base.get(..SHORT).unwrap_or(base);
            format!("as of {}; only what has changed since {base} is told", plan.as_of)
        }
    }
}

/// How many digits of a commit's name are shown.
const SHORT: usize = 10;

/// What became of each branch, where the line above does not say it all.
fn branches(made: &[BranchMade], out: &mut dyn Write) -> io::Result<()> {
    for branch in made {
        let state = match branch.state {
            BranchState::Created => "new",
            BranchState::Updated => "instead of an older plan",
            BranchState::Unchanged => "as it was",
        };
        let name = &branch.name;
        match &branch.pushed {
            Some((remote, BranchState::Unchanged)) => {
                writeln!(out, "        {name}: {state}; at {remote} already")?;
            }
            Some((remote, BranchState::Updated)) => {
                writeln!(out, "        {name}: {state}; pushed to {remote} over an older plan")?;
            }
            Some((remote, BranchState::Created)) => {
                writeln!(out, "        {name}: {state}; pushed to {remote}")?;
            }
            None if made.len() > 1 || branch.state != BranchState::Created => {
                writeln!(out, "        {name}: {state}")?;
            }
            None => {}
        }
    }
    Ok(())
}
