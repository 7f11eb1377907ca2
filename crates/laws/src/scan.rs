//! One file: its name is the first line, what stands in it is the rest.

use crate::engines::{PROMOTED, USUAL};
use crate::first_line;
use modelmod_edit::EditSet;
use modelmod_rewrite::{Engine, FilePlan};

pub(crate) fn check(data: &[u8]) {
    let (path, file) = first_line(data);
    let path = String::from_utf8_lossy(path);
    for engine in [&*USUAL, &*PROMOTED] {
        one(engine, &path, file);
    }
}

/// What holds for any file by any name; the file as it is afterwards.
pub(crate) fn one(engine: &Engine<'_>, path: &str, before: &[u8]) -> Vec<u8> {
    // What cannot be decoded is left alone.
    let Ok(Some(plan)) = engine.scan(path, before) else { return before.to_vec() };
    in_order(&plan, before.len());
    let after = plan.edits.apply(before);
    others_stay(before, &plan.edits, &after);
    if let Ok(Some(again)) = engine.scan(path, &after) {
        assert!(again.edits.is_empty(), "a second run edits {:?}", again.edits);
    }
    after
}

/// Findings are sorted and apart, lie in the file, and have edits that are theirs.
fn in_order(plan: &FilePlan<'_>, len: usize) {
    let mut end = 0;
    for finding in &plan.findings {
        assert!(finding.span.start >= end, "a finding inside another, or out of order");
        end = finding.span.end;
        assert!(end <= len, "a finding outside the file");
        if let Some(edit) = &finding.edit {
            assert!(!finding.suppressed, "an edit of what is suppressed");
            let is_inside = finding.is_fixed || finding.span.contains(edit.span);
            assert!(is_inside, "an edit outside its finding");
        }
    }
    for edit in plan.edits.as_slice() {
        let mut own = plan.findings.iter().filter_map(|finding| finding.edit.as_ref());
        assert!(own.any(|one| one == edit), "an edit that no finding tells of");
    }
}

/// Every byte outside the edits is in `after`, in order.
pub(crate) fn others_stay(before: &[u8], edits: &EditSet, after: &[u8]) {
    let (mut old, mut new) = (0, 0);
    for edit in edits.as_slice() {
        let kept = edit.span.start - old;
        assert_eq!(before[old..edit.span.start], after[new..new + kept], "a byte has changed");
        new += kept;
        assert_eq!(edit.text, after[new..new + edit.text.len()]);
        new += edit.text.len();
        old = edit.span.end;
    }
    assert_eq!(before[old..], after[new..], "a byte has changed");
}
