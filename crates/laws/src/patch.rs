//! The writer of patches, apart from what is found.
//!
//! The first line is the file's path. Then come edits, a byte each for how many bytes stay, how
//! many go and how many come, the last of them with those bytes; a zero for all three ends them.
//! The rest is the file.

use crate::scan::others_stay;
use crate::{apply, first_line};
use modelmod_edit::{Edit, EditSet, Span};
use modelmod_rewrite::diff;

pub(crate) fn check(data: &[u8]) {
    let (path, rest) = first_line(data);
    let (wanted, before) = edits(rest);
    let wanted: Vec<Edit> =
        wanted.into_iter().filter(|edit| edit.span.end <= before.len()).collect();
    let Ok(edits) = EditSet::new(wanted, before.len()) else { return };
    let after = edits.apply(before);
    others_stay(before, &edits, &after);
    let mut patch = Vec::new();
    diff::unified(path, before, &edits, &mut patch);
    assert_eq!(patch.is_empty(), edits.is_empty());
    if !path.is_empty() && !edits.is_empty() && before != after {
        assert_eq!(apply(before, &patch, path), after);
    }
    // The hunks that a person is asked about are those of the patch.
    let groups = diff::groups(before, &edits);
    let hunks = |patch: &[u8]| patch.windows(4).filter(|at| at == b"\n@@ ").count();
    let mut at = 0;
    for group in &groups {
        assert_eq!(group.start, at, "each edit is in one group");
        at = group.end;
    }
    assert_eq!(at, edits.as_slice().len());
    if !before.windows(3).chain([&b""[..]]).any(|at| at == b"@@ ") {
        let is_written = edits.as_slice().iter().any(|edit| edit.text.contains(&b'@'));
        assert!(is_written || hunks(&patch) == groups.len(), "a group for each hunk");
    }
}

fn edits(mut data: &[u8]) -> (Vec<Edit>, &[u8]) {
    let (mut edits, mut at) = (Vec::new(), 0);
    while let [stay, go, come, rest @ ..] = data {
        data = rest;
        if (*stay, *go, *come) == (0, 0, 0) {
            break;
        }
        let start = at + usize::from(*stay);
        at = start + usize::from(*go);
        let text = &data[..usize::from(*come).min(data.len())];
        data = &data[text.len()..];
        edits.push(Edit { span: Span::new(start, at), text: text.to_vec() });
    }
    (edits, data)
}
