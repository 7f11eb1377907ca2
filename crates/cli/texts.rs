//! Files of TOML that tell modelmod what to do, and saying what is wrong with them.

use crate::args::Global;
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::pack::{Diagnostic, PackFile, Severity, render};
use modelmod_edit::{Named, is_hidden};
use modelmod_report::counted;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Larger files are refused, in bytes: nobody writes one, and to read it takes a hundred times
/// its memory.
const LARGEST: u64 = 8 << 20;

/// How many diagnostics are shown. Each takes a look at the whole text.
const SHOWN: usize = 200;

/// A file that is read as packs are. `remedy` ends the sentence that says why it cannot be.
pub(crate) fn text_file(path: &Path, remedy: &str) -> Result<PackFile, Failure> {
    let mut text = String::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_string(&mut text));
    let cause = match read {
        Ok(length) if length as u64 <= LARGEST => {
            return Ok(PackFile { path: path.named(), text });
        }
        Ok(_) => format!("it has more than {} MiB; split it, or check its name", LARGEST >> 20),
        Err(error) => why_unread(&error),
    };
    Err(Failure::new(format!("{}: {cause}, {remedy}", path.named())))
}

/// Why a file cannot be read, and what to do: what stands behind its name in a message.
pub(crate) fn why_unread(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file; check the spelling".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder; name a file".to_owned(),
        io::ErrorKind::InvalidData => "it is not UTF-8; save it as UTF-8".to_owned(),
        _ => format!("it cannot be read: {error}; make it readable"),
    }
}

/// Shows diagnostics on standard error.
pub(crate) fn show(found: &[Diagnostic], global: &Global) {
    let colour = terminal::styles(&io::stderr(), global).bad != anstyle::Style::new();
    let mut text = visible(&render(&found[..found.len().min(SHOWN)], colour));
    if found.len() > SHOWN {
        text.push_str(&format!("\nand {} more\n\n", found.len() - SHOWN));
    }
    // When even standard error cannot be written to, the exit code still tells.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// What was rendered, with what the renderer lets through of the text. It has taken control
/// characters out: those that are there now are its own colours.
fn visible(rendered: &str) -> String {
    let mut out = String::with_capacity(rendered.len());
    for c in rendered.chars() {
        match c {
            '\n' | '\t' | '\u{1b}' => out.push(c),
            c if is_hidden(c) => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    out
}

/// Shows what is wrong with a file, or with `what` in it.
pub(crate) fn refused(path: &Path, found: &[Diagnostic], what: &str, global: &Global) -> Failure {
    show(found, global);
    let errors = found.iter().filter(|one| one.severity == Severity::Error).count();
    Failure::new(format!("{}: {} in {what}", path.named(), problems(errors)))
}

pub(crate) fn problems(count: usize) -> String {
    counted(count, "problem")
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
