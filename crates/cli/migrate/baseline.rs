//! The baseline's file: read, compared with what there is, and written.

use super::gather::Gathered;
use super::settings::Settings;
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use crate::texts::{refused, text_file, why_unread};
use modelmod_catalog::Catalog;
use modelmod_config::{read_baseline, write_baseline};
use modelmod_edit::Named;
use modelmod_project::{create, replace};
use modelmod_report::{counted, shown};
use modelmod_rewrite::{Accepted, Baseline, Engine};
use std::io::Write;
use std::path::{Path, PathBuf};

/// How many lines are told before the rest is only counted.
const TOLD: usize = 10;

pub(super) fn read(path: &Path, global: &Global, catalog: &Catalog) -> Result<Baseline, Failure> {
    let file = text_file(path, "or write one with --write-baseline")?;
    read_baseline(&file, catalog).map_err(|found| refused(path, &found, "the baseline", global))
}

/// The files that a run looked for.
struct Scope<'s> {
    root: &'s Path,
    paths: Vec<PathBuf>,
}

impl<'s> Scope<'s> {
    fn new(args: &Migrate, root: &'s Path) -> Self {
        let real = args.paths.iter().filter_map(|path| path.canonicalize().ok());
        Self { root, paths: real.collect() }
    }

    fn holds(&self, path: &str) -> bool {
        let full = self.root.join(path);
        self.paths.iter().any(|path| full.starts_with(path))
    }
}

/// Adds to the plan what the baseline says of files in which nothing stands any more, and tells
/// where it and the files differ.
pub(super) fn compare<'c>(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'c>,
    catalog: &'c Catalog,
    settings: &Settings,
    gathered: &mut Gathered<'c>,
) {
    let scope = Scope::new(args, &settings.root);
    let changed = gathered.changed.as_ref();
    let is_asked = |path: &str| changed.is_none_or(|it| it.holds(&settings.root.join(path)));
    let accepted = &mut gathered.plan.accepted;
    for (path, counts) in &settings.request.baseline.files {
        let is_known = accepted.iter().any(|(known, _)| String::from_utf8_lossy(known) == *path);
        if is_known || !scope.holds(path) || !is_asked(path) {
            continue;
        }
        for (id, &allowed) in counts {
            let Some(entry) = catalog.find(id).filter(|entry| engine.is_asked(entry.model)) else {
                continue;
            };
            let one = Accepted { model: entry.model, found: 0, allowed };
            accepted.push((path.clone().into_bytes(), one));
        }
    }
    accepted.sort_by(|(a, one), (b, other)| (a, &one.model.id).cmp(&(b, &other.model.id)));
    let of = |one: &Accepted<'_>| format!("{} of {}", counted(one.found, "mention"), one.model.id);
    tell(
        global,
        "warning",
        accepted,
        |one| !one.holds(),
        |one| format!("{}, and the baseline accepts {}: all are reported", of(one), one.allowed),
    );
    tell(
        global,
        "note",
        accepted,
        |one| one.found < one.allowed,
        |one| format!("{}, and the baseline accepts {}: it can shrink", of(one), one.allowed),
    );
}

fn tell(
    global: &Global,
    kind: &str,
    accepted: &[(Vec<u8>, Accepted<'_>)],
    wanted: impl Fn(&Accepted<'_>) -> bool,
    text: impl Fn(&Accepted<'_>) -> String,
) {
    let wanted: Vec<_> = accepted.iter().filter(|(_, one)| wanted(one)).collect();
    for (path, one) in wanted.iter().take(TOLD) {
        terminal::complain(kind, &format!("{}: {}", shown(path), text(one)), global);
    }
    if let Some(more) = wanted.len().checked_sub(TOLD + 1) {
        terminal::complain(kind, &format!("and {} more such lines", more + 1), global);
    }
}

/// Writes what there is as a baseline. What an earlier one says of files and models that this
/// run did not look for stays.
pub(super) fn write(
    path: &Path,
    args: &Migrate,
    global: &Global,
    engine: &Engine<'_>,
    catalog: &Catalog,
    settings: &Settings,
    gathered: &Gathered<'_>,
) -> Result<(), Failure> {
    let before = match std::fs::read(path) {
        Ok(bytes) => Some(bytes),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(Failure::new(format!("{}: {}", path.named(), why_unread(&error))));
        }
    };
    let mut baseline = match &before {
        Some(_) => read(path, global, catalog)?,
        None => Baseline::default(),
    };
    let scope = Scope::new(args, &settings.root);
    let is_asked = |id: &str| catalog.find(id).is_some_and(|entry| engine.is_asked(entry.model));
    for (_, counts) in baseline.files.iter_mut().filter(|(path, _)| scope.holds(path)) {
        counts.retain(|id, _| !is_asked(id));
    }
    let (mut mentions, mut files) = (0, 0);
    for file in &gathered.plan.files {
        let found = file.plan.findings.iter().filter(|finding| !finding.suppressed);
        let path = String::from_utf8_lossy(&file.path).into_owned();
        let counts = baseline.files.entry(path).or_default();
        let earlier = mentions;
        for finding in found {
            mentions += 1;
            *counts.entry(finding.model.id.to_string()).or_default() += 1;
        }
        files += usize::from(mentions > earlier);
    }
    let text = write_baseline(&baseline);
    let written = match &before {
        Some(before) => replace(path, before, text.as_bytes()).map(drop),
        None => create(path, text.as_bytes()),
    };
    written.map_err(Failure::new)?;
    if !global.quiet {
        let (mentions, files) = (counted(mentions, "mention"), counted(files, "file"));
        let mut out = terminal::stdout();
        writeln!(out, "{}: accepts {mentions} in {files}", path.named())?;
        out.flush()?;
    }
    Ok(())
}
