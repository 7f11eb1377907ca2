//! The message of a commit, from a template.

use crate::shown;
use modelmod_rewrite::{Finding, Plan, PlannedFile};
use std::collections::BTreeSet;
use std::fmt::{self, Write};

/// The template that is used without another.
pub const COMMIT_TEMPLATE: &str = "{subject}\n\nAs of {day}, by modelmod:\n\n{table}\n\n{links}\n";

/// What can stand in a template, with its meaning.
pub const PLACEHOLDERS: [(&str, &str); 7] = [
    ("subject", "one line on what is migrated"),
    ("table", "each edit: file, line, the name before and after"),
    ("links", "the pages that say so"),
    ("models", "the IDs of the models"),
    ("files", "how many files"),
    ("group", "the group, with --group-by"),
    ("day", "the day for which states were taken"),
];

/// Rows of a table; more are only counted.
const ROWS: usize = 200;

/// Why a template is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// What stands there, with its braces.
    pub found: String,
    /// Names that can stand there.
    pub known: Vec<&'static str>,
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known: Vec<String> = self.known.iter().map(|name| format!("{{{name}}}")).collect();
        write!(
            f,
            "`{}` cannot stand there: use one of {}, and {{{{ for a brace",
            self.found,
            known.join(", ")
        )
    }
}

impl std::error::Error for TemplateError {}

/// Fills a template: `{name}` becomes what `value` says, `{{` and `}}` become braces.
///
/// # Errors
///
/// When a name is not among `known`, or a brace has no other.
pub fn fill(
    template: &str,
    known: &[&'static str],
    value: impl Fn(&str) -> String,
) -> Result<String, TemplateError> {
    let error = |found: &str| TemplateError { found: found.to_owned(), known: known.to_vec() };
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        out.push_str(&rest[..at]);
        let brace = &rest[at..];
        if brace.starts_with("{{") || brace.starts_with("}}") {
            out.push_str(&brace[..1]);
            rest = &brace[2..];
            continue;
        }
        let end = brace.find('}').filter(|end| *end > 0).ok_or_else(|| error(&brace[..1]))?;
        let name = &brace[1..end];
        if !known.contains(&name) {
            return Err(error(&brace[..=end]));
        }
        out.push_str(&value(name));
        rest = &brace[end + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The message for a commit of this plan. `group` is what its edits have in common, where there
/// are several commits.
///
/// # Errors
///
/// When the template is none.
pub fn commit_message(
    plan: &Plan<'_>,
    group: Option<&str>,
    template: &str,
) -> Result<String, TemplateError> {
    let names = PLACEHOLDERS.map(|(name, _)| name);
    fill(template, &names, |name| match name {
        "subject" => subject(plan, group),
        "table" => table(plan),
        "links" => links(plan),
        "models" => models(plan).into_iter().collect::<Vec<_>>().join(", "),
        "files" => plan.edited().count().to_string(),
        "group" => group.unwrap_or_default().to_owned(),
        _ => plan.as_of.to_string(),
    })
}

/// One line on what is migrated.
fn subject(plan: &Plan<'_>, group: Option<&str>) -> String {
    let models = models(plan);
    let text = match models.first() {
        Some(model) if models.len() == 1 => format!("Migrate from {model}"),
        _ => format!("Migrate from {} models that retire", models.len()),
    };
    match group.filter(|group| !models.contains(group)) {
        Some(group) => format!("{text} ({group})"),
        None => text,
    }
}

/// The models that are replaced.
fn models<'p>(plan: &'p Plan<'_>) -> BTreeSet<&'p str> {
    edits(plan).map(|(_, finding)| finding.model.id.as_ref()).collect()
}

fn edits<'p, 'c>(
    plan: &'p Plan<'c>,
) -> impl Iterator<Item = (&'p PlannedFile<'c>, &'p Finding<'c>)> {
    plan.findings().filter(|(file, finding)| file.is_edited(finding))
}

/// Each edit in a line: file, line, was, now.
fn table(plan: &Plan<'_>) -> String {
    let heading = ["File", "Line", "Was", "Now"].map(str::to_owned);
    let rows = edits(plan).map(|(file, finding)| {
        let now = finding.replacement.clone().unwrap_or_default();
        [shown(&file.path), finding.position.line.to_string(), finding.matched.clone(), now]
    });
    let rows: Vec<[String; 4]> = std::iter::once(heading).chain(rows).collect();
    let shown = &rows[..rows.len().min(ROWS + 1)];
    let width = |at: usize| shown.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (file, line, was) = (width(0), width(1), width(2));
    let mut text = String::new();
    for row in shown {
        let [a, b, c, d] = row;
        let _ = writeln!(text, "  {a:file$}  {b:>line$}  {c:was$}  {d}");
    }
    if rows.len() > shown.len() {
        let _ = writeln!(text, "  and {} more", rows.len() - shown.len());
    }
    text.trim_end().to_owned()
}

/// The pages that say what becomes of the models.
fn links(plan: &Plan<'_>) -> String {
    let sources: BTreeSet<&str> =
        edits(plan).map(|(_, finding)| finding.model.source.as_ref()).collect();
    sources
        .into_iter()
        .map(|source| format!("See {source}\n"))
        .collect::<String>()
        .trim_end()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_or_refused() {
        let fill = |text: &str| fill(text, &["a", "b"], |name| format!("<{name}>"));
        assert_eq!(fill("x{a}{b} {{a}}").unwrap(), "x<a><b> {a}");
        for (text, found) in [("{c}", "{c}"), ("x{", "{"), ("x}", "}"), ("{}", "{}"), ("{a", "{")] {
            assert_eq!(fill(text).unwrap_err().found, found, "{text}");
        }
        let said = fill("{c}").unwrap_err().to_string();
        assert!(said.contains("`{c}`") && said.contains("{a}, {b}") && said.contains("{{ for"));
    }
}
