//! Cases of a pack: what a file becomes with it.
//!
//! ```toml
//! [[case]]
//! name = "a setting"
//! file = "app.py"
//! in = 'model = "acme-1"'
//! out = 'model = "acme-2"'
//! ```

use super::Sink;
use super::fields::{self, Fields};
use super::raw::At;
use super::{Diagnostic, PackFile, Severity};
use crate::Date;
use std::sync::Arc;

const KEYS: &[&str] = &["name", "file", "as_of", "unsafe_fixes", "in", "out"];

/// What a file becomes.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name, unique in its file.
    pub name: At<String>,
    /// The path of the file, which tells its language and purpose.
    pub file: String,
    /// The day of the run; where it is not given, the day on which the pack was checked.
    pub as_of: Option<Date>,
    /// Edits that are probably right are made too.
    pub unsafe_fixes: bool,
    /// The file before.
    pub before: String,
    /// The file afterwards, or `None` where it stays as it is.
    pub after: Option<String>,
}

/// Reads a file of cases.
///
/// # Errors
///
/// Everything that is wrong with it, in the order of the places.
pub fn read_cases(file: &PackFile) -> Result<Vec<Case>, Vec<Diagnostic>> {
    let shared = Arc::new(file.clone());
    let mut sink = Sink::default();
    let document = fields::parse(&shared, &mut sink);
    let top =
        Fields::new(&shared, document.get_ref(), 0..0, "a file of cases", &["case"], &mut sink);
    let tables = top.tables("case", "a case", KEYS, &mut sink);
    let cases: Vec<Case> = tables.iter().filter_map(|one| read_case(one, &mut sink)).collect();
    for (at, case) in cases.iter().enumerate() {
        if let Some(before) = cases[..at].iter().find(|one| one.name.value == case.name.value) {
            let message = format!("case `{}` is given twice", case.name.value);
            sink.push(
                Diagnostic::error("duplicate", &case.name.place, message)
                    .also(&before.name.place, "first here")
                    .help("give it another name"),
            );
        }
    }
    let found = sink.finish(std::slice::from_ref(file));
    if found.iter().any(|one| one.severity == Severity::Error) { Err(found) } else { Ok(cases) }
}

fn read_case(fields: &Fields<'_>, sink: &mut Sink) -> Option<Case> {
    let name = fields.need_text("name", sink);
    let file = fields.need_text("file", sink);
    let before = fields.need_text("in", sink);
    let after = fields.text("out", sink);
    if let (Some(before), Some(after)) = (&before, &after)
        && before.value == after.value
    {
        let help = "leave `out` out where nothing is to change";
        let message = "`out` is the same as `in`";
        sink.push(Diagnostic::error("no-effect", &after.place, message).help(help));
    }
    let as_of = fields.date("as_of", sink).map(|day| day.value);
    let unsafe_fixes = fields.flag("unsafe_fixes", sink).is_some_and(|flag| flag.value);
    Some(Case {
        name: name?,
        file: file?.value,
        as_of,
        unsafe_fixes,
        before: before?.value,
        after: after.map(|after| after.value),
    })
}

/// The ID of the provider of a pack's file, where it can be read.
#[must_use]
pub fn provider_of(file: &PackFile) -> Option<String> {
    let shared = Arc::new(file.clone());
    let document = fields::parse(&shared, &mut Sink::default());
    let provider = document.get_ref().get("provider")?.get_ref().as_table()?;
    provider.get("id")?.get_ref().as_str().map(str::to_owned)
}
