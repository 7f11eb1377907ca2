//! What a file says of the others of its run, that its findings do not: looked for when the file
//! is, since its text need not be in memory when the others ask.

use crate::site::Source;
use crate::{Finding, Site, site, told};
use memchr::memmem;
use modelmod_catalog::State;
use modelmod_edit::{LineIndex, Span};

/// What a file says of the others, beside its findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Says {
    /// It is a document with an edit of a retired model, and speaks of a server that its reader
    /// runs: that may know names of its own.
    pub(crate) has_server: bool,
}

impl Says {
    /// What `file` at `path` says; what it says by a finding is noted there.
    ///
    /// `source` is its text, which may be another than its bytes.
    pub(crate) fn of(
        path: &str,
        file: &[u8],
        source: &Source<'_>,
        findings: &mut [Finding<'_>],
    ) -> Self {
        for one in findings.iter_mut().filter(|one| matches!(one.site, Site::Key | Site::Catalogue))
        {
            one.is_told_in_numbers =
                is_told_in_numbers(file.get(one.span.end..).unwrap_or_default());
        }
        if site::is_document(path) {
            match std::ptr::eq(file, source.text) {
                true => mark_what_may_be_stated(path, file, source.lines(), findings),
                false => mark_what_may_be_stated(path, file, &LineIndex::new(file), findings),
            }
        }
        let matters = |one: &Finding<'_>| one.edit.is_some() && one.life.state == State::Retired;
        let has_server =
            findings.iter().any(matters) && site::is_document(path) && speaks_of_a_server(file);
        Self { has_server }
    }
}

/// Notes of prose in a document whether it may say what the code uses. A document about the very
/// model goes on to be about it.
fn mark_what_may_be_stated(
    path: &str,
    file: &[u8],
    lines: &LineIndex,
    findings: &mut [Finding<'_>],
) {
    if !findings.iter().any(|one| one.site == Site::Prose) {
        return;
    }
    let names: Vec<Span> = findings.iter().map(|one| one.span).collect();
    for (at, one) in findings.iter_mut().enumerate().filter(|(_, one)| one.site == Site::Prose) {
        one.may_state = !site::is_about(path, one.matched.as_bytes())
            && told::says_what_the_code_uses(file, lines, &names, at);
    }
}

/// Whether a document speaks of a server of models that its reader runs, which may know names of
/// its own: on a line that has a host also stands how an API is called.
fn speaks_of_a_server(text: &[u8]) -> bool {
    let calls = [&b"/v1"[..], b"curl ", b"base", b"BASE", b"/api/", b"proxy", b"gateway"];
    [&b"localhost:"[..], b"127.0.0.1:"].iter().any(|host| {
        memmem::find_iter(text, host).any(|at| {
            let before = site::line_before(text, at, ROW);
            let line = &text[at - before.len()..at + site::line_behind(text, at, ROW).len()];
            calls.iter().any(|call| memmem::find(line, call).is_some())
        })
    })
}

/// Whether a row with this text behind its name only says what the model costs, or how much it
/// takes: code that looks for it there runs without it, as often as not, while a registry of
/// models decides what may be called at all.
fn is_told_in_numbers(behind: &[u8]) -> bool {
    let behind = &behind[..behind.len().min(ROW)];
    let value = behind.iter().find(|byte| !b"\"'`:=>,([{ \t\r\n".contains(byte));
    let says = |mark: &&[u8]| memmem::find(behind, mark).is_some();
    value.is_some_and(u8::is_ascii_digit)
        || is_told_a_day(behind)
        || [&b"price"[..], b"Price", b"cost", b"Cost", b"input", b"Input", b"per_"].iter().any(says)
}

/// Whether a row says when: `"NAME": "July 21st, 2025"` is there to warn, in SDKs that take any
/// name.
fn is_told_a_day(behind: &[u8]) -> bool {
    let row = behind.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let is_year = |at: usize| {
        let is_digit = |at: usize| row.get(at).is_some_and(u8::is_ascii_digit);
        let is_alone = !at.checked_sub(1).is_some_and(is_digit) && !is_digit(at + 4);
        is_alone && is_digit(at + 2) && is_digit(at + 3)
    };
    memmem::find_iter(row, b"20").any(is_year)
}

/// How much of a row is looked at behind its name.
const ROW: usize = 160;
