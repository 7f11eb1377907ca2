//! Files of TOML that tell modelmod what to do, and saying what is wrong with them.

use crate::args::Global;
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::pack::{Diagnostic, PackFile, Severity, render};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file that is read as packs are. `remedy` ends the sentence that says why it cannot be.
pub(crate) fn text_file(path: &Path, remedy: &str) -> Result<PackFile, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let cause = match error.kind() {
            io::ErrorKind::NotFound => "no such file; check the spelling".to_owned(),
            io::ErrorKind::InvalidData => "it is not UTF-8; save it as UTF-8".to_owned(),
            _ => format!("it cannot be read: {error}; make it readable"),
        };
        Failure::new(format!("{}: {cause}, {remedy}", path.display()))
    })?;
    Ok(PackFile { path: path.display().to_string(), text })
}

/// Shows diagnostics on standard error.
pub(crate) fn show(found: &[Diagnostic], global: &Global) {
    let colour = terminal::styles(&io::stderr(), global).bad != anstyle::Style::new();
    // When even standard error cannot be written to, the exit code still tells.
    let _ = io::stderr().lock().write_all(render(found, colour).as_bytes());
}

/// Shows what is wrong with a file, or with `what` in it.
pub(crate) fn refused(path: &Path, found: &[Diagnostic], what: &str, global: &Global) -> Failure {
    show(found, global);
    let errors = found.iter().filter(|one| one.severity == Severity::Error).count();
    Failure::new(format!("{}: {} in {what}", path.display(), problems(errors)))
}

pub(crate) fn problems(count: usize) -> String {
    if count == 1 { "1 problem".to_owned() } else { format!("{count} problems") }
}

/// The path as seen from the current directory, where it is below.
pub(crate) fn shown(path: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    match below {
        Some(below) if below.as_os_str().is_empty() => PathBuf::from("."),
        Some(below) => below,
        None => path.to_path_buf(),
    }
}
