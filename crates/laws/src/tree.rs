//! A whole tree: each file begins with a line `=== PATH`.

use crate::engines::{DAY, PROMOTED, USUAL};
use crate::{Files, apply, notes};
use modelmod_forge::Marker;
use modelmod_report::{
    Detail, Outcome, PullView, Run, SkippedFile, Styles, findings, pull_text, report, summary,
};
use modelmod_rewrite::{Engine, Plan, PlannedFile, RegionSettings};
use std::path::PathBuf;

const HEAD: &[u8] = b"=== ";

pub(crate) fn check(data: &[u8]) {
    holds(&files(data));
}

/// Checks what holds for any tree.
pub(crate) fn holds(files: &Files) {
    for engine in [&*USUAL, &*PROMOTED] {
        tree(engine, files);
        notes::hold(engine, files);
    }
}

fn files(data: &[u8]) -> Files {
    let mut files = Files::new();
    let mut path: &[u8] = b"a.py";
    for line in data.split_inclusive(|&byte| byte == b'\n') {
        if let Some(named) = line.strip_prefix(HEAD) {
            let named = named.strip_suffix(b"\n").unwrap_or(named);
            path = if named.is_empty() { b"a.py" } else { named };
        } else {
            files.entry(path.to_vec()).or_default().extend_from_slice(line);
        }
    }
    files
}

fn tree(engine: &Engine<'static>, before: &Files) {
    let plan = plan(engine, before.iter());
    assert_eq!(edits(&plan), edits(&self::plan(engine, before.iter().rev())), "order is seen");
    let mut beside = before.clone();
    beside.insert(b"src/zz_beside.py".to_vec(), b"x = 1\n".to_vec());
    assert_eq!(edits(&plan), edits(&self::plan(engine, beside.iter())), "what is beside is seen");
    let mut after = before.clone();
    for file in plan.edited() {
        after.insert(file.path.clone(), file.after());
        let part = plan.part(|one, _| one.path == file.path);
        assert_eq!(apply(&file.before, &part.patch(), &file.path), file.after());
    }
    let again = self::plan(engine, after.iter());
    assert!(again.edited().next().is_none(), "a second run edits {:?}", edits(&again));
    reports(&plan);
}

/// Plans as a run without options does, on files in memory; what is no text is left out.
///
/// The order in which `files` come is that in which they are found.
#[must_use]
pub fn plan<'f>(
    engine: &Engine<'static>,
    files: impl Iterator<Item = (&'f Vec<u8>, &'f Vec<u8>)> + Clone,
) -> Plan<'static> {
    let scanned = |(path, before): (&Vec<u8>, &Vec<u8>)| {
        let plan = engine.scan(&String::from_utf8_lossy(path), before).ok()??;
        let (path, before) = (path.clone(), before.clone());
        Some(PlannedFile { target: PathBuf::new(), path, before, plan, failed: None })
    };
    let mut planned: Vec<PlannedFile<'static>> = files.clone().filter_map(scanned).collect();
    if engine.asks_for_regions(&planned) {
        let settings: Vec<RegionSettings> =
            files.filter_map(|(path, file)| engine.region_settings(path, file)).collect();
        engine.hear_regions(&mut planned, &settings);
    }
    engine.follow(&mut planned);
    Plan::new(DAY, planned, engine.verdicts().cloned().collect())
}

/// What would be edited, by path.
fn edits(plan: &Plan<'_>) -> Vec<(Vec<u8>, String)> {
    let shown = |file: &PlannedFile<'_>| (file.path.clone(), format!("{:?}", file.plan.edits));
    plan.edited().map(shown).collect()
}

/// Whatever the names and the text: reports can be read by those that they are for, and do
/// nothing to them.
fn reports(plan: &Plan<'_>) {
    let skipped = plan
        .files
        .iter()
        .map(|file| SkippedFile { path: file.path.clone(), reason: "binary file".to_owned() });
    let run = Run { skipped: skipped.collect(), ..Run::default() };
    let mut json = Vec::new();
    report(plan, &run, &Outcome::Planned, &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).expect("JSON");
    assert_eq!(json["findings"].as_array().map(Vec::len), Some(plan.counts().findings));
    let mut text = Vec::new();
    findings(plan, Detail::All, &Styles::plain(), &mut text).unwrap();
    summary(plan, &run, &Outcome::Planned, true, &Styles::plain(), &mut text).unwrap();
    let text = String::from_utf8(text).expect("UTF-8");
    let is_odd = |letter: char| letter.is_control() && letter != '\n';
    assert!(!text.contains(is_odd), "a control character in {text:?}");
    let pull = pull_text(&PullView {
        plan,
        run: &run,
        group: None,
        does_more: false,
        command: "modelmod migrate",
        version: "0.0.0",
        verified: None,
        body_limit: 60_000,
        title_limit: 250,
        folds: true,
    });
    assert_eq!(Marker::of(&pull.body), None, "a marker that comes from the tree");
    let is_odd = |letter: char| letter.is_control() && letter != '\n';
    assert!(!pull.body.contains(is_odd) && !pull.title.contains(char::is_control));
}
