//! `modelmod pack test`: what the cases of packs say, and what comes of them.

use crate::args::{Global, PackFolder};
use crate::catalogue::{CASES, files};
use crate::failure::Failure;
use crate::terminal;
use crate::texts::{problems, show, text_file};
use modelmod_catalog::pack::{Case, Diagnostic, PackFile, Severity, provider_of, read_cases};
use modelmod_catalog::{Catalog, Date};
use modelmod_edit::Named;
use modelmod_rewrite::{Applicability, Engine, FilePlan, Request};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs every case of the packs of a folder with all that is known.
pub(super) fn run(args: &PackFolder, global: &Global) -> Result<ExitCode, Failure> {
    let folder = &args.folder;
    let files = files(folder)?;
    let packs = super::read_folder(args, &files, global)?.map_err(|mut found| {
        found.retain(|one| one.severity == Severity::Error);
        show(&found, global);
        Failure::new(format!("{}: {} in its packs", folder.named(), problems(found.len())))
    })?;
    let (mut passed, mut failures) = (0, Vec::new());
    for file in files_of_cases(&files)? {
        // A pack that was read has a provider.
        let Some(day) = day_of(&file, &files, &packs.catalog) else { continue };
        match read_cases(&file) {
            Ok(cases) => {
                let before = failures.len();
                let count = cases.len();
                for case in cases {
                    failures.extend(failure(&case, day, &packs.catalog)?);
                }
                passed += count - (failures.len() - before);
            }
            Err(found) => failures.extend(found),
        }
    }
    show(&failures, global);
    match (failures.len(), passed) {
        (0, 0) => Err(Failure::new(format!(
            "{}: no case found; write some into {CASES} beside models.toml",
            folder.named()
        ))),
        (0, passed) => {
            let mut out = terminal::stdout();
            writeln!(out, "{}: {passed} {} hold", folder.named(), cases(passed))?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        (failed, passed) => Err(Failure::new(format!(
            "{}: {}, {passed} {} hold",
            folder.named(),
            problems(failed),
            cases(passed)
        ))),
    }
}

fn cases(count: usize) -> &'static str {
    if count == 1 { "case" } else { "cases" }
}

/// The files of cases beside those of the packs.
pub(super) fn files_of_cases(files: &[PackFile]) -> Result<Vec<PackFile>, Failure> {
    let paths = files.iter().map(|file| Path::new(&file.path).with_file_name(CASES));
    // Beside `surfaces.toml` lies no pack.
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.is_file()).collect();
    paths.dedup();
    paths.iter().map(|path| text_file(path, "or remove it")).collect()
}

/// The day on which the pack beside the cases was checked.
fn day_of(cases: &PackFile, files: &[PackFile], catalog: &Catalog) -> Option<Date> {
    let beside =
        |file: &&PackFile| Path::new(&file.path).parent() == Path::new(&cases.path).parent();
    let mut ids = files.iter().filter(beside).filter_map(provider_of);
    ids.find_map(|id| catalog.provider(&id).map(|provider| provider.checked))
}

/// What is wrong with what comes of a case.
fn failure(case: &Case, day: Date, catalog: &Catalog) -> Result<Option<Diagnostic>, Failure> {
    let wanted = case.after.as_ref().unwrap_or(&case.before);
    let names = catalog.names_by_rules(format!("{}\n{wanted}", case.before).as_bytes());
    let with_names = (!names.is_empty()).then(|| catalog.with_names(&names)).transpose()?;
    let catalog = with_names.as_ref().unwrap_or(catalog);
    let level = if case.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let request = Request { level, ..Request::new(case.as_of.unwrap_or(day)) };
    let engine = Engine::new(catalog, &request)?;
    let scan = |text: &str| engine.scan(&case.file, text.as_bytes()).ok().flatten();
    let plan = scan(&case.before);
    let after = plan.as_ref().map_or_else(
        || case.before.clone(),
        |plan| String::from_utf8_lossy(&plan.edits.apply(case.before.as_bytes())).into_owned(),
    );
    let name = &case.name.value;
    if after != *wanted {
        let message = format!("case `{name}` does not hold");
        let help = format!("what comes of it, as of {}:\n{}", request.as_of, told(&after, &plan));
        return Ok(Some(Diagnostic::error("case", &case.name.place, message).help(help)));
    }
    // Whatever a case says, a second run has nothing to do.
    let again = scan(&after).filter(|plan| !plan.edits.is_empty());
    Ok(again.map(|plan| {
        let message = format!("case `{name}` is rewritten again by a second run");
        let last = String::from_utf8_lossy(&plan.edits.apply(after.as_bytes())).into_owned();
        Diagnostic::error("case", &case.name.place, message)
            .help(format!("what comes of it then:\n{}", told(&last, &None)))
    }))
}

/// The text, and what was found and left alone in it.
fn told(text: &str, plan: &Option<FilePlan<'_>>) -> String {
    let mut out: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    let found = plan.iter().flat_map(|plan| &plan.findings);
    for one in found.filter(|one| one.applicability != Applicability::Safe) {
        out.push(format!("line {}: {} is left: {}", one.position.line, one.matched, one.reason));
    }
    if plan.as_ref().is_some_and(|plan| plan.findings.is_empty()) || plan.is_none() {
        out.push("no due model is found in `in`".to_owned());
    }
    out.join("\n")
}
