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

/// How many bytes of whole lines are the same at the start of both, and at the end.
fn same_lines(old: &[u8], new: &[u8]) -> [usize; 2] {
    let lines = |text| <[u8]>::split_inclusive(text, |&byte| byte == b'\n');
    let len = |(line, _): (&[u8], &[u8])| line.len();
    let is_same = |(old, new): &(&[u8], &[u8])| old == new;
    let head = lines(old).zip(lines(new)).take_while(is_same).map(len).sum();
    let (old, new): (Vec<_>, Vec<_>) =
        (lines(&old[head..]).collect(), lines(&new[head..]).collect());
    let pairs = old.into_iter().rev().zip(new.into_iter().rev());
    [head, pairs.take_while(is_same).map(len).sum()]
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
        new_count += put_lines(b' ', &before[bytes(at..run.start).range()], &mut body);
        let old = &before[bytes(run.clone()).range()];
        let new = edits.apply_within(before, bytes(run.clone()));
        // What is put in before a line or behind it leaves the line itself.
        let [head, tail] = same_lines(old, &new);
        new_count += put_lines(b' ', &old[..head], &mut body);
        put_lines(b'-', &old[head..old.len() - tail], &mut body);
        new_count += put_lines(b'+', &new[head..new.len() - tail], &mut body);
        new_count += put_lines(b' ', &old[old.len() - tail..], &mut body);
        at = run.end;
    }
    new_count += put_lines(b' ', &before[bytes(at..hunk.lines.end).range()], &mut body);
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

/// Writes each line of `text` behind `mark`; returns their number.
fn put_lines(mark: u8, text: &[u8], out: &mut Vec<u8>) -> usize {
    let mut count = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        out.push(mark);
        out.extend_from_slice(line);
        if !line.ends_with(b"\n") {
            out.extend_from_slice(b"\n\\ No newline at end of file\n");
        }
        count += 1;
    }
    count
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
