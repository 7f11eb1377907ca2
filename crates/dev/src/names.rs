//! The texts that a run looks for, so that other programs can be given the same work.

use crate::args::Names;
use modelmod_catalog::{Kind, builtin};
use modelmod_rewrite::{Engine, Request};
use std::collections::BTreeSet;
use std::process::ExitCode;

/// The quotes between which a name that is an ordinary word counts.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// Prints each name of each model that is due, one a line. Ordinary words (`ada`) stand in
/// quotes of each kind, as they have to in the text: without them, whoever is given the list
/// would print most lines of the tree.
pub(crate) fn run(args: &Names) -> Result<ExitCode, String> {
    let catalog = builtin::catalog();
    let engine =
        Engine::new(catalog, &Request::new(args.as_of)).map_err(|error| error.to_string())?;
    let due: Vec<_> = engine.verdicts().map(|verdict| verdict.model).collect();
    let mut lines = BTreeSet::new();
    for at in 0..catalog.names().len() {
        let entry = catalog.entry(at);
        if !due.iter().any(|model| std::ptr::eq(*model, entry.model)) {
            continue;
        }
        if entry.model.common_word && entry.kind != Kind::Spelling {
            lines.extend(QUOTES.map(|quote| format!("{quote}{}{quote}", entry.text)));
        } else {
            lines.insert(entry.text.to_owned());
        }
    }
    lines.iter().for_each(|line| println!("{line}"));
    Ok(ExitCode::SUCCESS)
}
