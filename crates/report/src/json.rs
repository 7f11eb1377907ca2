//! The report for programs. Its schema is `schemas/report.schema.json`; names and meanings
//! stay as they are within a schema version. A later version of modelmod may add fields; its own
//! schema lists them.

use crate::{BranchMade, Outcome, PackInUse, PullDone, Run};
use modelmod_catalog::Date;
use modelmod_edit::is_hidden;
use modelmod_rewrite::{Accepted, Applicability, Finding, Notice, Plan, PlannedFile};
use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};
use std::io::{self, Write};

/// Version of the schema; a change that could break a reader raises it.
pub const SCHEMA_VERSION: u32 = 1;

/// Writes the report as one JSON document with a final newline.
///
/// # Errors
///
/// When writing fails.
pub fn report(
    plan: &Plan<'_>,
    run: &Run,
    outcome: &Outcome,
    out: &mut dyn Write,
) -> io::Result<()> {
    let counts = plan.counts();
    let report = Report {
        schema_version: SCHEMA_VERSION,
        as_of: plan.as_of.to_string(),
        outcome: match outcome {
            Outcome::Planned => "planned",
            Outcome::Written => "written",
            Outcome::Committed(_) => "committed",
        },
        branch: match outcome {
            Outcome::Committed(made) => made.first().map(|branch| &branch.name),
            _ => None,
        },
        branches: match outcome {
            Outcome::Committed(made) => made.iter().map(branch).collect(),
            _ => Vec::new(),
        },
        pull_request: run.pulls.first().map(pull_request),
        pull_requests: run.pulls.iter().map(pull_request).collect(),
        prefer: run.prefer.as_str(),
        packs: run.packs.iter().map(|one| pack(one, plan)).collect(),
        findings: plan.findings().map(|(file, found)| finding(plan, file, found)).collect(),
        files: Files {
            changed_since: run.changed_since.as_deref(),
            read: run.files,
            bytes: run.bytes,
            with_findings: plan.files.len(),
            edited: counts.edited_files,
            skipped: run.skipped.iter().map(|file| left_out(&file.path, &file.reason)).collect(),
            failed: plan
                .files
                .iter()
                .filter_map(|file| Some(left_out(&file.path, file.failed.as_deref()?)))
                .collect(),
        },
        counts: Counts {
            findings: counts.findings,
            edits: counts.edits,
            held_back: counts.held_back,
            display: counts.display,
            failed: counts.failed,
            suppressed: counts.suppressed,
            accepted: counts.accepted,
        },
        suppressions: plan.notices.iter().map(|(path, notice)| suppression(path, notice)).collect(),
        baseline: plan.accepted.iter().map(|(path, one)| accepted(path, one)).collect(),
    };
    document(&report, out)
}

/// A day as text, for `serialize_with`.
pub(crate) fn day<S: Serializer>(day: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
    day.map(|day| day.to_string()).serialize(to)
}

/// Writes a document, indented, with a final newline. Characters that cannot be seen are
/// written by their numbers, as JSON allows for any: people look at it in terminals, too.
pub(crate) fn document(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let mut to = serde_json::Serializer::with_formatter(&mut *out, Visible::default());
    value.serialize(&mut to)?;
    writeln!(out)
}

/// As `serde_json` writes for people, but for the characters.
#[derive(Default)]
struct Visible(PrettyFormatter<'static>);

impl Formatter for Visible {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        to: &mut W,
        text: &str,
    ) -> io::Result<()> {
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            to.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_array(to)
    }

    fn end_array<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array(to)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(to, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_array_value(to)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object(to)
    }

    fn end_object<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object(to)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, to: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(to, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.begin_object_value(to)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, to: &mut W) -> io::Result<()> {
        self.0.end_object_value(to)
    }
}

#[derive(Serialize)]
struct Report<'p> {
    schema_version: u32,
    as_of: String,
    outcome: &'static str,
    branch: Option<&'p String>,
    branches: Vec<BranchRow<'p>>,
    pull_request: Option<PullRow<'p>>,
    pull_requests: Vec<PullRow<'p>>,
    prefer: &'static str,
    packs: Vec<PackRow<'p>>,
    findings: Vec<FindingRow<'p>>,
    files: Files<'p>,
    counts: Counts,
    suppressions: Vec<SuppressionRow<'p>>,
    baseline: Vec<BaselineRow<'p>>,
}

#[derive(Serialize)]
struct PullRow<'p> {
    action: &'static str,
    branch: &'p str,
    group: Option<&'p str>,
    number: Option<u64>,
    url: Option<&'p str>,
}

fn pull_request(pull: &PullDone) -> PullRow<'_> {
    PullRow {
        action: pull.action,
        branch: &pull.branch,
        group: pull.group.as_deref(),
        number: pull.number,
        url: pull.url.as_deref(),
    }
}

#[derive(Serialize)]
struct BranchRow<'p> {
    name: &'p str,
    commit: &'p str,
    group: Option<&'p str>,
    state: &'static str,
    remote: Option<&'p str>,
    pushed: Option<&'static str>,
}

fn branch(made: &BranchMade) -> BranchRow<'_> {
    BranchRow {
        name: &made.name,
        commit: &made.commit,
        group: made.group.as_deref(),
        state: made.state.as_str(),
        remote: made.pushed.as_ref().map(|(remote, _)| remote.as_str()),
        pushed: made.pushed.as_ref().map(|(_, state)| state.as_str()),
    }
}

#[derive(Serialize)]
struct PackRow<'p> {
    provider: &'p str,
    checked: String,
    age: i32,
}

#[derive(Serialize)]
struct SuppressionRow<'p> {
    #[serde(flatten)]
    path: Path,
    line: usize,
    column: usize,
    problem: &'static str,
    message: &'p str,
}

#[derive(Serialize)]
struct BaselineRow<'p> {
    #[serde(flatten)]
    path: Path,
    model: &'p str,
    accepted: usize,
    found: usize,
}

#[derive(Serialize)]
struct FindingRow<'p> {
    #[serde(flatten)]
    path: Path,
    line: usize,
    column: usize,
    matched: &'p str,
    model: &'p str,
    provider: &'p str,
    surface: &'p str,
    state: Option<&'static str>,
    deprecated: Option<String>,
    retires: Option<String>,
    site: &'static str,
    applicability: &'static str,
    suppressed: bool,
    reason: &'p str,
    next_step: Option<&'p str>,
    replacement: Option<&'p str>,
    chain: Vec<&'p str>,
    chosen_by: Option<&'static str>,
    edited: bool,
    edit: Option<EditRow<'p>>,
}

#[derive(Serialize)]
struct EditRow<'p> {
    start: usize,
    end: usize,
    text: &'p str,
}

#[derive(Serialize)]
struct Files<'p> {
    #[serde(skip_serializing_if = "Option::is_none")]
    changed_since: Option<&'p str>,
    read: u64,
    bytes: u64,
    with_findings: usize,
    edited: usize,
    skipped: Vec<Skipped<'p>>,
    failed: Vec<Skipped<'p>>,
}

#[derive(Serialize)]
struct Skipped<'p> {
    #[serde(flatten)]
    path: Path,
    reason: &'p str,
}

#[derive(Serialize)]
struct Counts {
    findings: usize,
    edits: usize,
    held_back: usize,
    display: usize,
    failed: usize,
    suppressed: usize,
    accepted: usize,
}

fn pack<'p>(one: &'p PackInUse, plan: &Plan<'_>) -> PackRow<'p> {
    let age = one.age(plan.as_of);
    PackRow { provider: &one.provider, checked: one.checked.to_string(), age }
}

fn suppression<'p>(path: &[u8], notice: &'p Notice) -> SuppressionRow<'p> {
    SuppressionRow {
        path: Path::of(path),
        line: notice.position.line,
        column: notice.position.column,
        problem: notice.problem.as_str(),
        message: &notice.message,
    }
}

fn accepted<'p>(path: &[u8], one: &'p Accepted<'_>) -> BaselineRow<'p> {
    BaselineRow {
        path: Path::of(path),
        model: &one.model.id,
        accepted: one.allowed,
        found: one.found,
    }
}

fn left_out<'p>(path: &[u8], reason: &'p str) -> Skipped<'p> {
    Skipped { path: Path::of(path), reason }
}

/// A path as text; where it is not UTF-8, its bytes in hexadecimal besides.
#[derive(Serialize)]
struct Path {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_hex: Option<String>,
}

impl Path {
    fn of(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let is_exact = matches!(text, std::borrow::Cow::Borrowed(_));
        let hex = || bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { path_hex: (!is_exact).then(hex), path: text.into_owned() }
    }
}

fn finding<'p>(
    plan: &'p Plan<'_>,
    file: &PlannedFile<'_>,
    finding: &'p Finding<'_>,
) -> FindingRow<'p> {
    let verdict = plan.verdict(finding);
    // What the user chose is no step of the provider's chain.
    let chosen_by = verdict.and_then(|verdict| verdict.chosen_by.as_str());
    let chain = verdict.filter(|_| chosen_by.is_none());
    let edit = finding.edit.as_ref().zip(finding.edit_text.as_deref());
    let deprecated = finding.life.deprecated.filter(|&date| date <= plan.as_of);
    FindingRow {
        path: Path::of(&file.path),
        line: finding.position.line,
        column: finding.position.column,
        matched: &finding.matched,
        model: &finding.model.id,
        provider: &finding.model.provider,
        surface: &finding.surface.id,
        state: verdict.map(|_| finding.life.state.as_str()),
        deprecated: deprecated.map(|date| date.to_string()),
        retires: finding.life.announced_retirement(plan.as_of).map(|date| date.to_string()),
        site: finding.site.id(),
        applicability: finding.applicability.as_str(),
        suppressed: finding.suppressed,
        reason: &finding.reason,
        next_step: finding.next_step.as_deref(),
        replacement: finding.replacement.as_deref(),
        chain: chain.map_or_else(Vec::new, |verdict| {
            verdict.chain.hops.iter().map(|hop| hop.model.id.as_ref()).collect()
        }),
        chosen_by,
        edited: file.is_edited(finding),
        edit: edit
            .filter(|_| finding.applicability != Applicability::Display)
            .map(|(edit, text)| EditRow { start: edit.span.start, end: edit.span.end, text }),
    }
}
