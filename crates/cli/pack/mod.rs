//! `modelmod pack`.

mod import;

use crate::args::{Global, Pack, PackCommand};
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::pack::{PackFile, Severity, check_format, read_onto, render};
use modelmod_catalog::{Catalog, builtin};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

pub(crate) fn run(args: &Pack, global: &Global) -> Result<ExitCode, Failure> {
    match &args.command {
        PackCommand::Check { folder } => check(folder, global),
        PackCommand::Import(args) => import::run(args, global),
    }
}

/// Reports everything that is wrong with the packs of a folder, on standard error.
fn check(folder: &Path, global: &Global) -> Result<ExitCode, Failure> {
    let files = pack_files(folder)?;
    let (mut found, summary) = match read_onto(base(&files), &files) {
        Ok(packs) => (packs.warnings, Some(counts(&packs.catalog))),
        Err(found) => (found, None),
    };
    let mut failed = found.iter().filter(|one| one.severity == Severity::Error).count();
    if summary.is_some() {
        let odd: Vec<_> = files.iter().filter_map(check_format).collect();
        failed += odd.len();
        found.extend(odd);
    }
    let colour = terminal::styles(&io::stderr(), global).bad != anstyle::Style::new();
    // When even standard error cannot be written to, the exit code still tells.
    let _ = io::stderr().lock().write_all(render(&found, colour).as_bytes());
    match summary {
        Some(summary) if failed == 0 => {
            let mut out = terminal::stdout();
            writeln!(out, "{}: {summary}", folder.display())?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        _ => Err(Failure::new(format!("{}: {} in its packs", folder.display(), problems(failed)))),
    }
}

fn counts(catalog: &Catalog) -> String {
    format!(
        "{} models of {} providers, {} names",
        catalog.models().len(),
        catalog.providers().len(),
        catalog.names().len()
    )
}

fn problems(count: usize) -> String {
    if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") }
}

/// A folder with its own `surfaces.toml` stands alone; packs without one add to what is
/// built in.
fn base(files: &[PackFile]) -> &'static Catalog {
    static EMPTY: std::sync::OnceLock<Option<Catalog>> = std::sync::OnceLock::new();
    let alone = files.iter().any(|file| file.path.ends_with("surfaces.toml"));
    let empty = EMPTY.get_or_init(|| Catalog::new(Vec::new(), Vec::new(), Vec::new()).ok());
    match empty {
        Some(empty) if alone => empty,
        _ => builtin::catalog(),
    }
}

fn pack_files(folder: &Path) -> Result<Vec<PackFile>, Failure> {
    let unreadable = |path: &Path, error: io::Error| {
        Failure::new(format!("{}: {error}; name the folder that holds the packs", path.display()))
    };
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(|error| unreadable(folder, error))? {
        let path = entry.map_err(|error| unreadable(folder, error))?.path();
        let models = path.join("models.toml");
        if path.file_name().is_some_and(|name| name == "surfaces.toml") {
            paths.push(path);
        } else if models.is_file() {
            paths.push(models);
        }
    }
    if paths.is_empty() {
        return Err(Failure::new(format!(
            "{}: no pack found; a pack is a folder with a file models.toml",
            folder.display()
        )));
    }
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path).map_err(|error| unreadable(&path, error))?;
            Ok(PackFile { path: path.display().to_string(), text })
        })
        .collect()
}
