//! The table of what comes of each fault, in `docs/safety.md`.

use crate::common::{here, update};
use crate::strace::{Object, Step};
use std::collections::{BTreeMap, BTreeSet};

/// What goes wrong at a step.
pub(crate) const FAULTS: [&str; 8] =
    ["ENOSPC", "EDQUOT", "EACCES", "EROFS", "EIO", "EXDEV", "EINTR", "killed"];

const DOCUMENT: &str = "docs/safety.md";
const BEGIN: &str = "<!-- begin: faults -->\n";
const END: &str = "<!-- end: faults -->\n";

/// Outcomes by step and fault. Steps are in the order in which they are first met.
#[derive(Default)]
pub(crate) struct Table {
    cells: BTreeMap<(bool, String), BTreeMap<&'static str, BTreeSet<String>>>,
}

/// The place of a step in a replacement, and what it does in words.
const STEPS: [(&str, &str, &str); 18] = [
    ("openat", "target", "open the file for writing"),
    ("openat", "temporary", "make the temporary file"),
    ("write", "temporary", "write it"),
    ("fsetxattr", "temporary", "give it the attributes"),
    ("fchown", "temporary", "give it the owner and group"),
    ("fchmod", "temporary", "give it the mode"),
    ("fsync", "temporary", "force it to disk"),
    ("renameat", "temporary", "rename it over the file"),
    ("rename", "temporary", "rename it over the file"),
    ("renameat2", "temporary", "rename it to the journal"),
    ("openat", "folder", "open the folder"),
    ("fsync", "folder", "force the folder to disk"),
    ("write", "target", "write the file"),
    ("ftruncate", "target", "set its length"),
    ("fsync", "target", "force it to disk"),
    ("unlink", "journal", "remove the journal"),
    ("unlink", "temporary", "remove the temporary file"),
    ("write", "report", "write the report"),
];

/// The row of a step: what sorts it, and its name.
pub(crate) fn row(step: &Step) -> String {
    let object = match step.what {
        Object::Target(_) => "target",
        Object::Temporary(_) => "temporary",
        Object::Journal(_) => "journal",
        Object::Folder(_) => "folder",
        Object::Report => "report",
    };
    let at = STEPS.iter().position(|(call, what, _)| *call == step.call && *what == object);
    let at = at.unwrap_or_else(|| panic!("a step without a name: {step:?}"));
    let (call, _, name) = STEPS[at];
    format!("{at:02}{name} (`{call}`)")
}

impl Table {
    pub(crate) fn add(&mut self, step: &Step, in_place: bool, fault: &'static str, words: String) {
        let row = (in_place, row(step));
        self.cells.entry(row).or_default().entry(fault).or_default().insert(words);
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (in_place, title) in [
            (false, "A file with one name: a new file is renamed over it"),
            (true, "A file with several names: it is written in place, beside a journal"),
        ] {
            text.push_str(&format!("\n{title}:\n\n| Step |"));
            FAULTS.iter().for_each(|fault| text.push_str(&format!(" {fault} |")));
            text.push_str("\n|---|");
            FAULTS.iter().for_each(|_| text.push_str("---|"));
            text.push('\n');
            for ((_, step), cells) in self.cells.iter().filter(|((kind, _), _)| *kind == in_place) {
                text.push_str(&format!("| {} |", &step[2..]));
                for fault in FAULTS {
                    let cell = cells.get(fault).cloned().unwrap_or_default();
                    let cell: Vec<String> = cell.into_iter().collect();
                    text.push_str(&format!(" {} |", cell.join("; ")));
                }
                text.push('\n');
            }
        }
        text.push('\n');
        text
    }

    /// Compares with the document, or writes it. A larger project has more steps than are
    /// told there.
    pub(crate) fn check(&self, is_larger: bool) {
        let text = self.text();
        eprintln!("{text}");
        if is_larger {
            return;
        }
        let path = here().join(DOCUMENT);
        let document = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = document.split_once(BEGIN).unwrap();
        let (there, after) = rest.split_once(END).unwrap();
        if update() {
            std::fs::write(path, format!("{before}{BEGIN}{text}{END}{after}")).unwrap();
        } else {
            assert!(there == text, "{DOCUMENT} is stale (UPDATE=1 writes it anew):\n{text}");
        }
    }
}
