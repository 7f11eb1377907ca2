//! A plan as a pull request: its title and its body, in the Markdown that all forges share.

mod escape;
mod facts;
mod sections;
mod verified;

pub use verified::{Trial, Verified};

use crate::Run;
use escape::visible;
use modelmod_rewrite::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// More files than these for one reason are no help to anybody: a run shows them.
const LEFT_ALONE: usize = 40;

/// How many rows the lists have.
#[derive(Clone, Copy, Debug)]
struct Rows {
    /// Of what is edited.
    edited: usize,
    /// Of what is left alone, for each reason.
    left: usize,
}

/// How a plan becomes a pull request.
#[derive(Clone, Debug)]
pub struct PullView<'p, 'c> {
    /// The plan.
    pub plan: &'p Plan<'c>,
    /// What was seen besides.
    pub run: &'p Run,
    /// The command, for a shell, that does the same in a clone.
    pub command: &'p str,
    /// What its edits have in common, where there are several pull requests.
    pub group: Option<&'p str>,
    /// Whether the command makes the edits of the others, too.
    pub does_more: bool,
    /// The version of modelmod that does it.
    pub version: &'p str,
    /// What became of the user's own command.
    pub verified: Option<&'p Verified>,
    /// How many bytes the body may have.
    pub body_limit: usize,
    /// How many characters the title may have.
    pub title_limit: usize,
    /// Whether long lists may be folded, which is HTML.
    pub folds: bool,
}

/// A title and a body, with what they say in a form in which days do not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullText {
    /// The title: plain text.
    pub title: String,
    /// The body: Markdown.
    pub body: String,
    /// Which edits are made: two plans with the same have the same edits, wherever in their
    /// files.
    pub edits: String,
    /// All that the body says, but places in files, the day, and what a command printed.
    pub facts: String,
}

/// Writes a plan as a pull request.
///
/// A body that would be too long loses rows of its lists, which say how many.
#[must_use]
pub fn pull_text(view: &PullView<'_, '_>) -> PullText {
    let body = body(view);
    let edits = facts::edits(view.plan);
    PullText { title: title(view), body, facts: facts::all(view, &edits), edits }
}

/// The body, as long as it may be: what is edited goes before what is left alone.
fn body(view: &PullView<'_, '_>) -> String {
    let fits =
        |rows: Rows| Some(sections::body(view, rows)).filter(|body| body.len() <= view.body_limit);
    let edited = most(view.plan.counts().edits, |edited| fits(Rows { edited, left: 0 }));
    let Some((edited, least)) = edited else { return sections::least(view) };
    let left = most(LEFT_ALONE, |left| fits(Rows { edited, left }));
    left.map_or(least, |(_, body)| body)
}

/// The longest text that fits, with its number of rows, of at most so many.
fn most(all: usize, fits: impl Fn(usize) -> Option<String>) -> Option<(usize, String)> {
    if let Some(text) = fits(all) {
        return Some((all, text));
    }
    let (mut low, mut high) = (0, all);
    let mut best = None;
    while low < high {
        let middle = low + (high - low) / 2;
        match fits(middle) {
            Some(text) => (low, best) = (middle + 1, Some((middle, text))),
            None => high = middle,
        }
    }
    best
}

/// The title: the models, as many as fit, by the name that they have in the tree.
fn title(view: &PullView<'_, '_>) -> String {
    let mut names: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut targets = BTreeSet::new();
    for (file, finding) in view.plan.findings() {
        if file.is_edited(finding) {
            names.entry(&finding.model.id).or_default().insert(&finding.matched);
            targets.extend(finding.replacement.as_deref());
        }
    }
    // A model with several names is called by its own.
    let names: Vec<&str> = names
        .iter()
        .map(|(id, matched)| match matched.first() {
            Some(only) if matched.len() == 1 => only,
            _ => *id,
        })
        .collect();
    let long = match (&names[..], targets.len()) {
        ([one], 1) => format!("Migrate from {one} to {}", targets.into_iter().collect::<String>()),
        ([one], _) => format!("Migrate from {one}"),
        ([one, two], _) => format!("Migrate from {one} and {two}"),
        ([one, two, three], _) => format!("Migrate from {one}, {two} and {three}"),
        _ => format!("Migrate from {} models that retire", names.len()),
    };
    let group = view.group.filter(|group| !names.contains(group));
    let long = match group {
        // An owner is named, and not called.
        Some(group) => format!("{long} ({})", group.replace('@', "")),
        None => long,
    };
    let long = visible(&long);
    match long.chars().count() > view.title_limit {
        true if names.len() == 1 => "Migrate from a model that retires".to_owned(),
        true => format!("Migrate from {} models that retire", names.len()),
        false => long,
    }
}
