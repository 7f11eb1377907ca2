//! A plan as a pull request: its title and its body, in the Markdown that all forges share.

mod escape;
mod facts;
mod sections;
mod verified;

pub use verified::{Trial, Verified};

use crate::Run;
use escape::visible;
use modelmod_rewrite::Plan;
use std::collections::BTreeSet;

/// How a plan becomes a pull request.
#[derive(Clone, Debug)]
pub struct PullView<'p, 'c> {
    /// The plan.
    pub plan: &'p Plan<'c>,
    /// What was seen besides.
    pub run: &'p Run,
    /// The command, for a shell, that does the same in a clone.
    pub command: &'p str,
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
    let fits =
        |rows: usize| Some(sections::body(view, rows)).filter(|it| it.len() <= view.body_limit);
    // No row has less than 20 bytes.
    let most = view.plan.counts().findings.min(view.body_limit / 20 + 1);
    let body = fits(most).unwrap_or_else(|| {
        let (mut short, mut long) = (0, most);
        let mut body = None;
        while short < long {
            let middle = short + (long - short) / 2;
            match fits(middle) {
                Some(text) => (short, body) = (middle + 1, Some(text)),
                None => long = middle,
            }
        }
        body.unwrap_or_else(|| sections::least(view))
    });
    let edits = facts::edits(view.plan);
    PullText { title: title(view), body, facts: facts::all(view, &edits), edits }
}

/// The title: the models, as many as fit.
fn title(view: &PullView<'_, '_>) -> String {
    let edited = view.plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let edited: Vec<_> = edited.map(|(_, finding)| finding).collect();
    let models: BTreeSet<&str> = edited.iter().map(|finding| finding.model.id.as_ref()).collect();
    let targets: BTreeSet<&str> =
        edited.iter().filter_map(|finding| finding.replacement.as_deref()).collect();
    let names: Vec<&str> = models.iter().copied().collect();
    let long = match (&names[..], targets.len()) {
        ([one], 1) => format!("Migrate from {one} to {}", targets.into_iter().collect::<String>()),
        ([one], _) => format!("Migrate from {one}"),
        ([one, two], _) => format!("Migrate from {one} and {two}"),
        ([one, two, three], _) => format!("Migrate from {one}, {two} and {three}"),
        _ => format!("Migrate from {} models that retire", names.len()),
    };
    let long = visible(&long);
    match long.chars().count() > view.title_limit {
        true if names.len() == 1 => "Migrate from a model that retires".to_owned(),
        true => format!("Migrate from {} models that retire", names.len()),
        false => long,
    }
}
