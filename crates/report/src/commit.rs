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
        "group" => group.map(in_common).unwrap_or_default(),
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
        Some(group) => format!("{text} ({})", in_common(group)),
        None => text,
    }
}

/// What a group has in common. Its owners are named, and not called.
fn in_common(group: &str) -> String {
    let names = group.split(' ').map(|name| unlinked(name.trim_start_matches('@')));
    names.collect::<Vec<_>>().join(" ")
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
        let now = finding.replacement.as_deref().unwrap_or_default();
        let line = finding.position.line.to_string();
        [unlinked(&shown(&file.path)), line, unlinked(&finding.matched), unlinked(now)]
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

/// Text of a tree that no forge makes anything of in a commit's message: it is not Markdown
/// there, so nothing can be marked as code, and `Fixes #1` closes an issue. What would call
/// somebody or refer to something is quoted as git quotes names.
fn unlinked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied();
    let is_word = |letter: Option<char>| letter.is_some_and(|it| it.is_alphanumeric() || it == '_');
    let is_digit = |index: usize| at(Some(index)).is_some_and(|it| it.is_ascii_digit());
    let is_link = |index: usize| {
        let before = |steps: usize| at(index.checked_sub(steps));
        match letters[index] {
            '@' => is_word(at(Some(index + 1))) && !is_word(before(1)),
            '#' | '!' | '$' | '%' | '&' => is_digit(index + 1),
            '-' => {
                let is =
                    |steps, word| before(steps).is_some_and(|it| it.eq_ignore_ascii_case(&word));
                is(1, 'h') && is(2, 'g') && !is_word(before(3)) && is_digit(index + 1)
            }
            _ => false,
        }
    };
    if !(0..letters.len()).any(is_link) {
        return text.to_owned();
    }
    let is_quoted = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    let mut out = String::from(if is_quoted { "" } else { "\"" });
    for (index, letter) in letters.iter().enumerate() {
        match letter {
            // Writing to a string cannot fail.
            _ if is_link(index) => drop(write!(out, "\\{:03o}", u32::from(*letter))),
            '"' | '\\' if !is_quoted => out.extend(['\\', *letter]),
            _ => out.push(*letter),
        }
    }
    out.push_str(if is_quoted { "" } else { "\"" });
    out
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
    fn nobody_is_called_and_nothing_is_closed() {
        for (text, plain) in [
            ("src/app.py", "src/app.py"),
            ("claude-3-5-sonnet@20240620", "claude-3-5-sonnet@20240620"),
            ("a#b.py", "a#b.py"),
            ("packages/@acme/app.ts", "\"packages/\\100acme/app.ts\""),
            ("@kim", "\"\\100kim\""),
            ("Fixes #1", "\"Fixes \\0431\""),
            ("acme/app#12", "\"acme/app\\04312\""),
            ("closes GH-1.py", "\"closes GH\\0551.py\""),
            ("x !2 $3 %4 &5", "\"x \\0412 \\0443 \\0454 \\0465\""),
            ("\"a\\tb #1\"", "\"a\\tb \\0431\""),
            ("a\\ \" #1", "\"a\\\\ \\\" \\0431\""),
        ] {
            assert_eq!(unlinked(text), plain, "{text}");
        }
    }

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
