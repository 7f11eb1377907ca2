//! Unified diffs that plain `git apply` accepts.
//!
//! Made from the edits themselves, not by comparing texts: exact, linear, and the same for
//! everybody. Format after `git diff` (`gitdiffcore`, "generating patch text with -p") and
//! POSIX unified format.

use modelmod_edit::{Edit, EditSet, LineIndex, Span, quoted};
use std::ops::Range;

/// Lines of context around a change, as `git diff` shows by default.
pub const CONTEXT: usize = 3;

/// Appends the diff of one file to `out`. `path` is relative to the root of the patch and
/// uses `/`. Nothing is written when there are no edits.
pub fn unified(path: &[u8], before: &[u8], edits: &EditSet, out: &mut Vec<u8>) {
    if edits.is_empty() {
        return;
    }
    header(path, out);
    let lines = LineIndex::new(before);
    let mut shift = 0isize;
    for hunk in hunks(&changed_lines(&lines, edits), lines.count()) {
        shift = write_hunk(before, &lines, edits, &hunk, shift, out);
    }
}

/// The edits that share a hunk, as ranges of places in `edits`, in order.
#[must_use]
pub fn groups(before: &[u8], edits: &EditSet) -> Vec<Range<usize>> {
    let lines = LineIndex::new(before);
    let mut at = 0;
    hunks(&changed_lines(&lines, edits), lines.count())
        .iter()
        .map(|hunk| {
            let first = at;
            let behind = lines.span(hunk.lines.end - 1).end;
            let is_last = hunk.lines.end == lines.count();
            // What is put behind the last byte lies in the last line.
            let is_in = |edit: &Edit| edit.span.start < behind || is_last;
            at += edits.as_slice()[at..].partition_point(is_in);
            first..at
        })
        .collect()
}

fn header(path: &[u8], out: &mut Vec<u8>) {
    let (old, new) = (quoted(b"a/", path), quoted(b"b/", path));
    // git ends these two lines with a tab where a name has a space, so that dates could follow.
    let tab: &[u8] = if path.contains(&b' ') && old.first() != Some(&b'"') { b"\t" } else { b"" };
    for part in
        [&b"diff --git "[..], &old, b" ", &new, b"\n--- ", &old, tab, b"\n+++ ", &new, tab, b"\n"]
    {
        out.extend_from_slice(part);
    }
}

/// Runs of neighbouring lines that an edit touches.
fn changed_lines(lines: &LineIndex, edits: &EditSet) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for edit in edits.as_slice() {
        let first = lines.line_of(edit.span.start);
        let last = lines.line_of(edit.span.end.saturating_sub(1).max(edit.span.start)) + 1;
        match runs.last_mut() {
            Some(run) if first <= run.end => run.end = run.end.max(last),
            _ => runs.push(first..last),
        }
    }
    runs
}

struct Hunk {
    /// All lines of the hunk, with context.
    lines: Range<usize>,
    changed: Vec<Range<usize>>,
}

fn hunks(changed: &[Range<usize>], count: usize) -> Vec<Hunk> {
    let mut hunks: Vec<Hunk> = Vec::new();
    for run in changed {
        let lines = run.start.saturating_sub(CONTEXT)..(run.end + CONTEXT).min(count);
        match hunks.last_mut() {
            Some(hunk) if lines.start <= hunk.lines.end => {
                hunk.lines.end = lines.end;
                hunk.changed.push(run.clone());
            }
            _ => hunks.push(Hunk { lines, changed: vec![run.clone()] }),
        }
    }
    hunks
}

/// In how many lines, old and new together, those are looked for that an edit over several of them
/// leaves as they are, where it takes some out. A longer run is shown as changed throughout.
const COMPARED: usize = 400;

/// The lines that are changed between the first and the last of a run: those of `old` that go, and
/// those of `new` that stand there instead.
fn changes(old: &[&[u8]], new: &[&[u8]]) -> Vec<(Range<usize>, Range<usize>)> {
    let is_same = |(old, new): &(&&[u8], &&[u8])| old == new;
    let head = old.iter().zip(new).take_while(is_same).count();
    let pairs = old[head..].iter().rev().zip(new[head..].iter().rev());
    let tail = pairs.take_while(is_same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let (gone, come) = (&old[head..old_end], &new[head..new_end]);
    if gone.is_empty() && come.is_empty() {
        return Vec::new();
    }
    // Of as many lines as before each has changed; where there are none of one, there are no two.
    let is_plain = gone.len() == come.len() || gone.is_empty() || come.is_empty();
    if is_plain || gone.len() + come.len() > COMPARED {
        return vec![(head..old_end, head..new_end)];
    }
    let shifted = |range: Range<usize>| range.start + head..range.end + head;
    similar::capture_diff_slices(similar::Algorithm::Myers, gone, come)
        .into_iter()
        .filter(|op| op.tag() != similar::DiffTag::Equal)
        .map(|op| (shifted(op.old_range()), shifted(op.new_range())))
        .collect()
}

/// Writes one hunk and returns by how many lines what follows has moved.
fn write_hunk(
    before: &[u8],
    lines: &LineIndex,
    edits: &EditSet,
    hunk: &Hunk,
    shift: isize,
    out: &mut Vec<u8>,
) -> isize {
    let bytes = |range: Range<usize>| {
        let start = lines.span(range.start).start;
        let end = if range.is_empty() { start } else { lines.span(range.end - 1).end };
        Span::new(start, end)
    };
    let mut body = Vec::new();
    let (mut at, mut new_count) = (hunk.lines.start, 0);
    for run in &hunk.changed {
        let context = split(&before[bytes(at..run.start).range()]);
        new_count += put_lines(b' ', &context, &mut body);
        let old = split(&before[bytes(run.clone()).range()]);
        let new = edits.apply_within(before, bytes(run.clone()));
        let new = split(&new);
        let mut same = 0;
        // What is put in before a line or behind it leaves the line itself.
        for (gone, come) in changes(&old, &new) {
            new_count += put_lines(b' ', &old[same..gone.start], &mut body);
            put_lines(b'-', &old[gone.clone()], &mut body);
            new_count += put_lines(b'+', &new[come], &mut body);
            same = gone.end;
        }
        new_count += put_lines(b' ', &old[same..], &mut body);
        at = run.end;
    }
    let context = split(&before[bytes(at..hunk.lines.end).range()]);
    new_count += put_lines(b' ', &context, &mut body);
    let old_start = hunk.lines.start + 1;
    let new_start = old_start.saturating_add_signed(shift);
    // The index gives an empty file a line, which is none in a patch.
    let old_count = if before.is_empty() { 0 } else { hunk.lines.len() };
    let range = |start: usize, count: usize| match count {
        1 => start.to_string(),
        0 => format!("{},0", start - 1),
        _ => format!("{start},{count}"),
    };
    let head = format!("@@ -{} +{} @@\n", range(old_start, old_count), range(new_start, new_count));
    out.extend_from_slice(head.as_bytes());
    out.extend_from_slice(&body);
    shift + new_count.cast_signed() - old_count.cast_signed()
}

/// The lines of a text with their ends.
fn split(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|&byte| byte == b'\n').collect()
}

/// Writes each line behind `mark`; returns their number.
fn put_lines(mark: u8, lines: &[&[u8]], out: &mut Vec<u8>) -> usize {
    for line in lines {
        out.push(mark);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
    }
    lines.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: &str, edits: &[(usize, usize, &str)]) -> String {
        let edits = edits
            .iter()
            .map(|&(start, end, text)| Edit { span: Span::new(start, end), text: text.into() })
            .collect();
        let mut out = Vec::new();
        let edits = EditSet::new(edits, before.len()).unwrap();
        unified(b"d/f", before.as_bytes(), &edits, &mut out);
        String::from_utf8(out).unwrap()
    }

    /// As git writes them: a tab ends a name with a space, unless it is quoted.
    #[test]
    fn a_name_with_a_space_ends_with_a_tab() {
        let head = |path: &[u8]| {
            let edits = EditSet::new(vec![Edit { span: Span::new(0, 1), text: b"b".to_vec() }], 2);
            let mut out = Vec::new();
            unified(path, b"a\n", &edits.unwrap(), &mut out);
            String::from_utf8(out).unwrap()
        };
        let spaced = "diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n@@ -1 +1 @@\n";
        assert!(head(b"a b").starts_with(spaced), "{:?}", head(b"a b"));
        let plain = "diff --git a/ab b/ab\n--- a/ab\n+++ b/ab\n@@";
        assert!(head(b"ab").starts_with(plain), "{:?}", head(b"ab"));
        let quoted = "diff --git \"a/a \\\"b\" \"b/a \\\"b\"\n--- \"a/a \\\"b\"\n+++";
        assert!(head(b"a \"b").starts_with(quoted), "{:?}", head(b"a \"b"));
    }

    #[test]
    fn what_an_edit_over_several_lines_leaves_is_context() {
        let before = "ask(\n  model=a,\n  n=1,\n  heat=2,\n  m=3\n)\n";
        let end = before.find("  m=3").unwrap();
        let patch = diff(before, &[(13, end, "b,\n  n=1,\n")]);
        let body = &patch[patch.find("@@").unwrap()..];
        let wanted =
            "@@ -1,6 +1,5 @@\n ask(\n-  model=a,\n+  model=b,\n   n=1,\n-  heat=2,\n   m=3\n )\n";
        assert_eq!(body, wanted);
    }

    #[test]
    fn far_changes_make_hunks_and_near_ones_share_one() {
        let before: String = (1..=20).map(|n| format!("line {n}\n")).collect();
        let two = diff(&before, &[(0, 4, "LINE"), (before.len() - 8, before.len() - 4, "LINE")]);
        assert_eq!(two.matches("@@ -").count(), 2);
        assert!(two.contains("@@ -1,4 +1,4 @@\n-line 1\n+LINE 1\n line 2\n"));
        assert!(two.contains("@@ -17,4 +17,4 @@\n line 17\n"));
        let one = diff(&before, &[(0, 4, "LINE"), (49, 53, "LINE")]);
        assert_eq!(one.matches("@@ -").count(), 1);
    }

    #[test]
    fn what_is_put_between_lines_leaves_them() {
        let before = "1\n2\n3\n4\n5\n";
        assert!(diff(before, &[(0, 0, "0\n")]).ends_with("@@ -1,4 +1,5 @@\n+0\n 1\n 2\n 3\n 4\n"));
        assert!(diff(before, &[(3, 3, "\nnew")]).contains("\n 1\n 2\n+new\n 3\n"));
        let both = diff("a\nx\nb", &[(0, 0, "0\n"), (4, 4, "+")]);
        assert!(both.ends_with(
            "+0\n a\n x\n-b\n\\ No newline at end of file\n++b\n\\ No newline at end of file\n"
        ));
    }

    #[test]
    fn an_empty_file_has_no_line() {
        assert!(diff("", &[(0, 0, "a\nb\n")]).ends_with("@@ -0,0 +1,2 @@\n+a\n+b\n"));
    }

    #[test]
    fn groups_are_the_edits_of_each_hunk() {
        let before: String = (1..=30).map(|n| format!("line {n}\n")).collect();
        let at = |line: &str| before.find(line).unwrap();
        let edits = [at("line 1\n"), at("line 3\n"), at("line 15\n"), at("line 30\n")]
            .map(|start| Edit { span: Span::new(start, start + 4), text: b"LINE".to_vec() });
        let edits = EditSet::new(edits.to_vec(), before.len()).unwrap();
        assert_eq!(groups(before.as_bytes(), &edits), [0..2, 2..3, 3..4]);
        let end = Edit { span: Span::new(1, 1), text: b"b".to_vec() };
        assert_eq!(
            groups(b"a", &EditSet::new(vec![end], 1).unwrap()),
            std::slice::from_ref(&(0..1))
        );
        assert!(groups(before.as_bytes(), &EditSet::default()).is_empty());
    }

    #[test]
    fn a_missing_final_newline_is_said() {
        assert_eq!(
            diff("a\nb", &[(2, 3, "c")]),
            "diff --git a/d/f b/d/f\n--- a/d/f\n+++ b/d/f\n@@ -1,2 +1,2 @@\n a\n-b\n\
             \\ No newline at end of file\n+c\n\\ No newline at end of file\n"
        );
    }

    #[test]
    fn paths_are_quoted_as_git_does() {
        assert_eq!(quoted(b"a/", b"plain name"), b"a/plain name");
        assert_eq!(quoted(b"a/", "é\"\n".as_bytes()), b"\"a/\\303\\251\\\"\\n\"");
    }
}
