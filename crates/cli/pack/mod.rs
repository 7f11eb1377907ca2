//! `modelmod pack`.

mod import;
mod test;

use crate::args::{Global, Pack, PackCommand, PackFolder};
use crate::catalogue::{self, files};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::terminal;
use crate::texts::{problems, show};
use modelmod_catalog::Catalog;
use modelmod_catalog::pack::{
    PackFile, Packs, Severity, check_format, read, read_cases, read_onto, stands_alone,
};
use modelmod_edit::Named;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(args: &Pack, global: &Global) -> Result<ExitCode, Failure> {
    match &args.command {
        PackCommand::Check(folder) => check(folder, global),
        PackCommand::Test(folder) => test::run(folder, global),
        PackCommand::Import(args) => import::run(args, global),
    }
}

/// Reports everything that is wrong with the packs of a folder, on standard error.
fn check(args: &PackFolder, global: &Global) -> Result<ExitCode, Failure> {
    let folder = &args.folder;
    let files = files(folder)?;
    let (mut found, summary) = match read_folder(args, &files, global)? {
        Ok(packs) => (packs.warnings, Some(counts(&packs.catalog))),
        Err(found) => (found, None),
    };
    for cases in test::files_of_cases(&files)? {
        found.extend(read_cases(&cases).err().unwrap_or_default());
    }
    let mut failed = found.iter().filter(|one| one.severity == Severity::Error).count();
    let odd: Vec<_> = files.iter().filter_map(check_format).collect();
    failed += odd.len();
    found.extend(odd);
    show(&found, global);
    match summary {
        Some(summary) if failed == 0 => {
            let mut out = terminal::stdout();
            writeln!(out, "{}: {summary}", folder.named())?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(Failure::new(format!("{}: {} in its packs", folder.named(), problems(failed)))),
    }
}

type Read = Result<Packs, Vec<modelmod_catalog::pack::Diagnostic>>;

/// The packs of a folder as a run would use them: onto what comes before them.
fn read_folder(args: &PackFolder, files: &[PackFile], global: &Global) -> Result<Read, Failure> {
    if stands_alone(files) {
        return Ok(read(files));
    }
    let start = Start::Path(Path::new("."));
    let before = catalogue::load_before(Some(&args.folder), &args.sources, &start, global)?;
    Ok(read_onto(&before.catalog, files))
}

fn counts(catalog: &Catalog) -> String {
    let rules = match catalog.rules().len() {
        0 => String::new(),
        1 => ", 1 rule".to_owned(),
        count => format!(", {count} rules"),
    };
    format!(
        "{} models of {} providers, {} names{rules}",
        catalog.models().len(),
        catalog.providers().len(),
        catalog.names().len()
    )
}
