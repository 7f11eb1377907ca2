//! `modelmod adopt --rust`: literals become `model!`, and the macros a dependency.

mod manifest;

use crate::args::{Adopt, Global, first};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::migrate::{Files, place, rust_files, write};
use crate::{catalogue, clock, terminal};
use manifest::Manifest;
use modelmod_edit::EditSet;
use modelmod_project::replace_scanned;
use modelmod_report::{counted, patch_text, shown};
use modelmod_rewrite::{Adopted, Adopter, diff};
use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

/// A file that is to be changed.
struct Change {
    target: PathBuf,
    /// Below the root of the run, with `/`.
    path: Vec<u8>,
    before: Vec<u8>,
    edits: EditSet,
    literals: Vec<Adopted>,
}

pub(crate) fn run(args: &Adopt, global: &Global) -> Result<ExitCode, Failure> {
    let first = first(&args.paths);
    let known = catalogue::load(&args.sources, &Start::Path(first), global)?;
    let catalog = known.catalog.as_ref();
    let as_of = clock::as_of(args.day.as_of)?;
    let adopter = Adopter::new(catalog, as_of)?;
    let wanted = |text: &[u8]| adopter.may_adopt(text);
    let found = rust_files(&args.paths, &args.exclude, as_of, global, &known, wanted)?;
    let unreadable = found.unreadable;
    let changes = changes(found, &adopter, global)?;
    let failed = if args.dry_run {
        0
    } else {
        let targets: Vec<PathBuf> = changes.iter().map(|one| one.target.clone()).collect();
        write::guard_files(&args.allow, &targets, "")?;
        write_all(&changes, global)
    };
    show(args, global, &changes)?;
    Ok(if failed + unreadable > 0 { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// What is to be changed, sorted by path.
fn changes(found: Files, adopter: &Adopter<'_>, global: &Global) -> Result<Vec<Change>, Failure> {
    let mut manifests: BTreeMap<PathBuf, Manifest> = BTreeMap::new();
    let mut changes = Vec::new();
    for (path, before) in found.files {
        let target = place::of_file(&path);
        let below = place::below(&found.root, &target);
        let leave = |why: &str| {
            terminal::complain("note", &format!("{}: left as it is: {why}", shown(&below)), global);
        };
        let Some(file) = manifest::of(&target) else {
            // Only where there was something to do.
            if adopter.scan(&String::from_utf8_lossy(&below), &before, "modelmod_macros").is_some()
            {
                leave("no Cargo.toml of a package here or above it");
            }
            continue;
        };
        let manifest = match manifests.get_mut(&file) {
            Some(known) => known,
            None => manifests.entry(file.clone()).or_insert(Manifest::read(&file)?),
        };
        // What stands above the package is not its purpose: `tests/` is, a checkout in one is not.
        let name = String::from_utf8_lossy(&below);
        let Some(adoption) = adopter.scan(&name, &before, &manifest.krate()) else { continue };
        let Some(part) = manifest.part_of(&target) else {
            leave(
                "a build script has dependencies of its own; write model!(\"...\") there by hand",
            );
            continue;
        };
        manifest.need(part);
        let (edits, literals) = (adoption.edits, adoption.literals);
        changes.push(Change { target, path: below, before, edits, literals });
    }
    for (file, manifest) in manifests {
        let Some(edits) = manifest.edits()? else { continue };
        let path = place::below(&found.root, &file);
        let before = manifest.text().as_bytes().to_vec();
        changes.push(Change { target: file, path, before, edits, literals: Vec::new() });
    }
    changes.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(changes)
}

/// Writes every change, each file all or nothing; returns how many could not be written.
fn write_all(changes: &[Change], global: &Global) -> usize {
    let mut failed = 0;
    // Code that needs a dependency is written after it.
    let (code, manifests): (Vec<_>, Vec<_>) =
        changes.iter().partition(|change| change.target.extension().is_some_and(|end| end == "rs"));
    for change in manifests.into_iter().chain(code) {
        let after = change.edits.apply(&change.before);
        if let Err(error) = replace_scanned(&change.target, &change.before, &after) {
            failed += 1;
            terminal::complain("error", &error.to_string(), global);
        }
    }
    failed
}

fn show(args: &Adopt, global: &Global, changes: &[Change]) -> Result<(), Failure> {
    if args.dry_run {
        let mut patch = Vec::new();
        for change in changes {
            diff::unified(&change.path, &change.before, &change.edits, &mut patch);
        }
        let mut out = terminal::stdout();
        patch_text(&patch, terminal::patch_styles(global).as_ref(), &mut out)?;
        out.flush()?;
    }
    if global.quiet {
        return Ok(());
    }
    let text = summary(changes, args.dry_run, global.verbose || !args.dry_run);
    // With a patch on standard output, the report is for the person at the terminal.
    let shown = match args.dry_run {
        true => io::stderr().lock().write_all(text.as_bytes()),
        false => io::stdout().lock().write_all(text.as_bytes()),
    };
    Ok(shown?)
}

fn summary(changes: &[Change], is_dry: bool, with_places: bool) -> String {
    let mut text = String::new();
    let places = changes
        .iter()
        .flat_map(|change| change.literals.iter().map(move |literal| (&change.path, literal)));
    let (mut count, mut due) = (0, 0);
    for (path, literal) in places {
        let Adopted { position, name, is_due } = literal;
        count += 1;
        due += usize::from(*is_due);
        if with_places {
            let state = if *is_due { " (due)" } else { "" };
            let place = format!("{}:{}:{}", shown(path), position.line, position.column);
            text.push_str(&format!("{place}: model!(\"{name}\"){state}\n"));
        }
    }
    if count == 0 {
        return "no literal in Rust code here is plainly used as a model, and not yet a model!\n"
            .to_owned();
    }
    let files = changes.iter().filter(|change| !change.literals.is_empty()).count();
    let (would, become_) = if is_dry { ("would ", "become") } else { ("", "became") };
    let (literals, files) = (counted(count, "literal"), counted(files, "file"));
    text.push_str(&format!("{literals} in {files} {would}{become_} model!\n"));
    for change in changes.iter().filter(|change| change.literals.is_empty()) {
        let path = shown(&change.path);
        text.push_str(&format!("{path}: modelmod-macros {would}{become_} a dependency\n"));
    }
    if due > 0 {
        let are = if due == 1 { "is" } else { "are" };
        text.push_str(&format!(
            "{due} of them {are} deprecated or retired, which the compiler is going to say: \
             `modelmod migrate` writes their replacements\n"
        ));
    }
    text
}
