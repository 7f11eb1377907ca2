//! One hunk of the patch, for somebody who decides about it.

use crate::patch::painted;
use crate::{Styles, life};
use modelmod_edit::EditSet;
use modelmod_rewrite::{Applicability, Finding, Plan, PlannedFile, diff};
use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

/// Longer lines are shown in part: bundles and notebooks have lines of megabytes.
const LONGEST: usize = 400;
/// How many bytes of a long line are shown before a name.
const BEFORE_NAME: usize = 60;

/// What is shown.
#[derive(Clone, Debug)]
pub struct HunkView<'p, 'c> {
    /// The plan that the hunk is of.
    pub plan: &'p Plan<'c>,
    /// Its file.
    pub file: &'p PlannedFile<'c>,
    /// The places of its edits in the edits of the file.
    pub edits: Range<usize>,
    /// Whether the lines that name the file come first.
    pub with_header: bool,
    /// Edits above this applicability are marked.
    pub unmarked: Applicability,
}

/// Writes the hunk as a patch, then a note for each of its edits: the state of the model and
/// what the place is.
///
/// # Errors
///
/// When writing fails.
pub fn hunk(view: &HunkView<'_, '_>, styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let file = view.file;
    let edits = file.plan.edits.as_slice().get(view.edits.clone()).unwrap_or_default();
    let findings: Vec<&Finding<'_>> = file
        .plan
        .findings
        .iter()
        .filter(|finding| finding.edit.as_ref().is_some_and(|edit| edits.contains(edit)))
        .collect();
    // A part of edits without overlap has none.
    let set = EditSet::new(edits.to_vec(), file.before.len()).unwrap_or_default();
    let mut patch = Vec::new();
    diff::unified(&file.path, &file.before, &set, &mut patch);
    let mut shown = Vec::new();
    let mut in_header = true;
    for line in patch.split_inclusive(|&byte| byte == b'\n') {
        in_header = in_header && !line.starts_with(b"@@ ");
        if !in_header || view.with_header {
            shown.extend_from_slice(&shortened(line, &findings));
        }
    }
    painted(&shown, styles, out)?;
    for finding in findings {
        note(view, finding, styles, out)?;
    }
    Ok(())
}

fn note(
    view: &HunkView<'_, '_>,
    finding: &Finding<'_>,
    styles: &Styles,
    out: &mut dyn Write,
) -> io::Result<()> {
    let (place, soon) = (styles.place, styles.soon);
    let target = finding.replacement.as_deref().unwrap_or_default();
    writeln!(
        out,
        "{place}{}:{}{place:#}  {} -> {target}",
        finding.position.line, finding.position.column, finding.matched
    )?;
    let (life, style) = (finding.life, life::style(styles, finding.life.state));
    write!(out, "  {style}{}{style:#}; ", life::with_date(life.retires, life.state))?;
    if finding.applicability > view.unmarked {
        write!(out, "{soon}{}{soon:#}: ", finding.applicability.as_str())?;
    }
    writeln!(out, "{}", finding.reason)
}

/// A long line cut down to what is around the first name in it.
fn shortened<'l>(line: &'l [u8], findings: &[&Finding<'_>]) -> Cow<'l, [u8]> {
    if line.len() <= LONGEST {
        return Cow::Borrowed(line);
    }
    let names = findings.iter().flat_map(|finding| {
        [Some(finding.matched.as_str()), finding.replacement.as_deref()].into_iter().flatten()
    });
    let is_changed = matches!(line.first(), Some(b'-' | b'+'));
    let name = names
        .filter(|name| is_changed && !name.is_empty())
        .filter_map(|name| memchr::memmem::find(line, name.as_bytes()))
        .min();
    // The mark of the line stays in front.
    let start = name.map_or(1, |at| at.saturating_sub(BEFORE_NAME).max(1));
    let end = line.len().min(start + LONGEST);
    let dots = "\u{2026}".as_bytes();
    let mut out = line[..1].to_vec();
    if start > 1 {
        out.extend_from_slice(dots);
    }
    out.extend_from_slice(line[start..end].trim_ascii_end());
    if end < line.len() {
        out.extend_from_slice(dots);
    }
    out.push(b'\n');
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, builtin};
    use modelmod_rewrite::{Engine, Request};

    /// What is shown of the only hunk of a file.
    fn shown(path: &str, before: &str) -> String {
        let request =
            Request { level: Applicability::Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
        let engine = Engine::new(builtin::catalog(), &request).unwrap();
        let file = PlannedFile {
            target: path.into(),
            path: path.into(),
            before: before.into(),
            plan: engine.scan(path, before.as_bytes()).unwrap().unwrap(),
            failed: None,
        };
        let verdicts = engine.verdicts().cloned().collect();
        let plan = Plan::new(request.as_of, vec![file], verdicts);
        let file = &plan.files[0];
        let edits = 0..file.plan.edits.as_slice().len();
        let unmarked = Applicability::Safe;
        let view = HunkView { plan: &plan, file, edits, with_header: false, unmarked };
        let mut out = Vec::new();
        hunk(&view, &Styles::plain(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn the_patch_then_a_note_for_each_edit() {
        assert_eq!(
            shown("a.py", "model = 'claude-2.1'\nrun('gpt-4o')\n"),
            "@@ -1,2 +1,2 @@\n-model = 'claude-2.1'\n-run('gpt-4o')\n\
             +model = 'claude-opus-4-8'\n+run('gpt-6-luna')\n\
             1:10  claude-2.1 -> claude-opus-4-8\n  \
             retired since 2025-07-21; the value of something named as a model\n\
             2:6  gpt-4o -> gpt-6-luna\n  \
             retires on 2027-01-14; unsafe: passed to a call that is not known to take a model\n"
        );
    }

    #[test]
    fn long_lines_are_shown_around_the_name_and_nothing_commands_the_terminal() {
        let pad = "x".repeat(1_000_000);
        let text = format!(
            "const a = '{pad}';\nconst b = '{pad}'; const model = 'claude-2.1'; '\u{1b}[2J{pad}'\n"
        );
        let shown = shown("a.js", &text);
        assert!(shown.len() < 3000, "{}", shown.len());
        assert!(shown.contains("const model = 'claude-2.1'"), "{shown}");
        assert!(shown.contains("const model = 'claude-opus-4-8'"), "{shown}");
        assert!(shown.contains("^[[2J") && !shown.contains('\u{1b}'), "{shown}");
        assert!(shown.lines().filter(|line| line.ends_with('\u{2026}')).count() == 3, "{shown}");
    }
}
