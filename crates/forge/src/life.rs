//! What is to be done about a pull request: a function of what is there and what is wanted.

use crate::{ForgeError, Marker};

/// What is wanted: one branch with one commit, and a pull request that says so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Digest of the edits, wherever in their files they are: the same edits are the same plan,
    /// whatever else becomes of the files.
    pub plan: String,
    /// Digest of the commit's content, as in [`Branch::content`].
    pub content: String,
    /// Digest of what the body says, without what changes by itself from day to day.
    pub text: String,
    /// The title.
    pub title: String,
    /// The body, without marker.
    pub body: String,
}

/// The branch at the remote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    /// Its commit, in hexadecimal.
    pub head: String,
    /// Digest of the content of its only commit, if that is one of ours.
    pub content: Option<String>,
    /// Who made its last commit, if that is not ours.
    pub owner: Option<String>,
    /// Whose commits it has besides, each named once: what the base does not have, and we did
    /// not make.
    pub strangers: Vec<String>,
}

/// What has become of a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PullState {
    /// It waits.
    Open,
    /// It was closed, and its commits were not taken.
    Closed,
    /// Its commits were taken.
    Merged,
}

/// A pull request of the branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pull {
    /// Its number.
    pub number: u64,
    /// What has become of it.
    pub state: PullState,
    /// Its title.
    pub title: String,
    /// Its body.
    pub body: String,
    /// Where people see it.
    pub url: String,
    /// The branch that it is to be merged into.
    pub base: String,
    /// Whether it can no longer be merged as it is, where that was asked for and is known.
    pub conflicts: Option<bool>,
}

/// What is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The branch's name.
    pub name: String,
    /// The branch that it is to be merged into.
    pub base: String,
    /// What the pull requests of this run are grouped by, where there are several.
    pub group: Option<String>,
    /// The branch, if there is one.
    pub branch: Option<Branch>,
    /// Its pull requests in any state, the newest first.
    pub pulls: Vec<Pull>,
    /// Labels, reviewers or assignees need requests of their own after a pull request is
    /// opened.
    pub needs_finish: bool,
    /// What the title of a draft begins with, on forges where that makes it one.
    pub draft_prefix: &'static str,
}

/// What is changed of a pull request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Its new title, if that changes.
    pub title: Option<String>,
    /// Its new body.
    pub body: String,
    /// The branch that it is to be merged into instead, if that changes.
    pub base: Option<String>,
}

/// One thing to do. The order matters: a run that is stopped between two of them has left
/// nothing that the next one does not finish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Make the branch what is wanted, if it is still at this commit (nothing: there is none).
    Push {
        /// The commit.
        expected: Option<String>,
    },
    /// Open a pull request.
    Open {
        /// Its title.
        title: String,
        /// Its body.
        body: String,
    },
    /// Set labels, reviewers and assignees. Where there is no number, on the one just opened.
    Finish {
        /// Its number.
        number: Option<u64>,
    },
    /// Change what a pull request says.
    Update {
        /// Its number; where there is none, the one just opened.
        number: Option<u64>,
        /// What changes.
        change: Change,
    },
    /// Say something, unless it was said before.
    Say {
        /// Its number.
        number: u64,
        /// What tells this comment from others.
        key: String,
        /// The comment.
        text: String,
    },
    /// Close a pull request.
    Close {
        /// Its number.
        number: u64,
        /// Its last body.
        body: String,
    },
    /// Remove the branch, if it is still at this commit.
    DeleteBranch {
        /// The commit.
        expected: String,
    },
}

/// What the steps come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A pull request is opened.
    Opened,
    /// One that was open is brought up to date.
    Updated,
    /// All is as it should be.
    Unchanged,
    /// People committed to the branch: it is theirs now.
    LeftToPeople,
    /// A person opened a pull request for the branch, or wrote its body anew.
    NotOurs,
    /// A person has closed it, and the edits are still the same.
    ClosedByPerson,
    /// It is closed: nothing is left to change.
    Closed,
    /// Nothing is to be changed, and nothing was there.
    Nothing,
}

/// What to do, and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it comes to.
    pub action: Action,
    /// What to do, in this order.
    pub steps: Vec<Step>,
    /// The pull request that this is about, by its number; nothing where it is to be opened.
    pub number: Option<u64>,
}

impl Decision {
    fn new(action: Action, steps: Vec<Step>, pull: Option<&Pull>) -> Self {
        Self { action, steps, number: pull.map(|pull| pull.number) }
    }
}

/// Decides what to do. `wanted` is nothing where nothing is left to change.
///
/// # Errors
///
/// When people's commits are in the way and there is no pull request to say so on.
pub fn decide(known: &Known, wanted: Option<&Wanted>) -> Result<Decision, ForgeError> {
    let open = known.pulls.iter().find(|pull| pull.state == PullState::Open);
    match (wanted, open) {
        (Some(wanted), Some(pull)) => Ok(update(known, wanted, pull)),
        (Some(wanted), None) => open_one(known, wanted),
        (None, Some(pull)) => Ok(close(known, pull)),
        (None, None) => Ok(tidy(known)),
    }
}

/// Whether [`decide`] has to know if the open pull request conflicts with its base: a branch
/// that still merges is left as people have seen it.
pub(crate) fn asks_for_conflicts<'k>(known: &'k Known, wanted: &Wanted) -> Option<&'k Pull> {
    let pull = known.pulls.iter().find(|pull| pull.state == PullState::Open)?;
    let branch = known.branch.as_ref().filter(|branch| branch.strangers.is_empty())?;
    let marker = Marker::of(&pull.body)?;
    let is_other = branch.content.as_ref().is_some_and(|content| *content != wanted.content);
    (is_other && marker.plan == wanted.plan).then_some(pull)
}

fn update(known: &Known, wanted: &Wanted, pull: &Pull) -> Decision {
    let Some(marker) = Marker::of(&pull.body) else {
        return Decision::new(Action::NotOurs, Vec::new(), Some(pull));
    };
    let is_same_plan = marker.plan == wanted.plan;
    let is_moved = !pull.base.is_empty() && pull.base != known.base;
    if is_moved && marker.base.as_ref().is_some_and(|base| *base != pull.base) {
        let text = format!(
            "The edits that are due have changed since this was opened. A person has it merged \
             into another branch than modelmod looks at, so it was left as it is. What is due \
             now: {}.",
            wanted.title
        );
        return leave(pull, is_same_plan, wanted, text);
    }
    let strangers = known.branch.as_ref().map_or(&[][..], |branch| &branch.strangers);
    if !strangers.is_empty() {
        let text = format!(
            "The edits that are due have changed since this branch was pushed. It has commits \
             that modelmod did not make, so it was left as it is.\n\nTo have it brought up to \
             date, remove those commits or delete the branch. What is due now: {}.",
            wanted.title
        );
        return leave(pull, is_same_plan, wanted, text);
    }
    let mut steps = Vec::new();
    let content = known.branch.as_ref().and_then(|branch| branch.content.as_ref());
    let is_stale = !is_same_plan || pull.conflicts == Some(true) || content.is_none();
    if content != Some(&wanted.content) && is_stale {
        steps.push(Step::Push { expected: head(known) });
    }
    let number = Some(pull.number);
    if marker.is_unfinished {
        steps.push(Step::Finish { number });
    }
    if !is_same_plan
        || marker.text != wanted.text
        || marker.is_unfinished
        || is_moved
        || marker.group != known.group
    {
        let prefix = known.draft_prefix;
        let is_draft = !prefix.is_empty() && pull.title.starts_with(prefix);
        let title =
            if is_draft { format!("{prefix}{}", wanted.title) } else { wanted.title.clone() };
        // What people made of the title stays as long as the edits do.
        let title = (!is_same_plan && title != pull.title).then_some(title);
        let body = marker_of(known, wanted, false).on(&wanted.body);
        let base = is_moved.then(|| known.base.clone());
        steps.push(Step::Update { number, change: Change { title, body, base } });
    }
    let action = if steps.is_empty() { Action::Unchanged } else { Action::Updated };
    Decision::new(action, steps, Some(pull))
}

/// Says once that it is left to people, if there is something to say.
fn leave(pull: &Pull, is_same_plan: bool, wanted: &Wanted, text: String) -> Decision {
    if is_same_plan {
        return Decision::new(Action::Unchanged, Vec::new(), Some(pull));
    }
    let say = Step::Say { number: pull.number, key: wanted.plan.clone(), text };
    Decision::new(Action::LeftToPeople, vec![say], Some(pull))
}

fn open_one(known: &Known, wanted: &Wanted) -> Result<Decision, ForgeError> {
    let refused = known.pulls.iter().find(|pull| {
        let marker = Marker::of(&pull.body);
        let is_same = marker.is_some_and(|marker| marker.plan == wanted.plan && !marker.is_done);
        pull.state == PullState::Closed && is_same
    });
    if let Some(pull) = refused {
        return Ok(Decision::new(Action::ClosedByPerson, Vec::new(), Some(pull)));
    }
    let mut steps = Vec::new();
    match &known.branch {
        Some(branch) if !branch.strangers.is_empty() => {
            let who = branch.strangers.clone();
            return Err(ForgeError::Strangers { branch: known.name.clone(), who });
        }
        // It may be of use as it is, as a mark of something, though the base has all of it.
        Some(Branch { owner: Some(owner), .. }) if !was_ours(known) => {
            let who = vec![owner.clone()];
            return Err(ForgeError::Strangers { branch: known.name.clone(), who });
        }
        // Pushed by a run that came no further.
        Some(branch) if branch.content.as_ref() == Some(&wanted.content) => {}
        _ => steps.push(Step::Push { expected: head(known) }),
    }
    let body = |is_unfinished| marker_of(known, wanted, is_unfinished).on(&wanted.body);
    steps.push(Step::Open { title: wanted.title.clone(), body: body(known.needs_finish) });
    if known.needs_finish {
        steps.push(Step::Finish { number: None });
        let change = Change { body: body(false), ..Change::default() };
        steps.push(Step::Update { number: None, change });
    }
    Ok(Decision::new(Action::Opened, steps, None))
}

fn close(known: &Known, pull: &Pull) -> Decision {
    let Some(marker) = Marker::of(&pull.body) else {
        return Decision::new(Action::NotOurs, Vec::new(), Some(pull));
    };
    if marker.group != known.group {
        // Another kind of run keeps it up to date.
        return Decision::new(Action::Nothing, Vec::new(), Some(pull));
    }
    let number = pull.number;
    if known.branch.as_ref().is_some_and(|branch| !branch.strangers.is_empty()) {
        let text = "Nothing is left to migrate. The branch has commits that modelmod did not \
                    make, so whether this is still needed is yours to say."
            .to_owned();
        let say = Step::Say { number, key: "nothing-left".to_owned(), text };
        return Decision::new(Action::LeftToPeople, vec![say], Some(pull));
    }
    let text = "Nothing is left to migrate, so this is no longer needed.".to_owned();
    let done = Marker { is_done: true, is_unfinished: false, ..marker };
    let mut steps = vec![
        Step::Say { number, key: "done".to_owned(), text },
        Step::Close { number, body: done.on(&pull.body) },
    ];
    steps.extend(head(known).map(|expected| Step::DeleteBranch { expected }));
    Decision::new(Action::Closed, steps, Some(pull))
}

/// Removes the branch of a pull request that a run closed before it was stopped.
fn tidy(known: &Known) -> Decision {
    let is_left = known.pulls.first().is_some_and(|pull| {
        let marker = Marker::of(&pull.body);
        let is_ours = |marker: &Marker| marker.is_done && marker.group == known.group;
        pull.state == PullState::Closed && marker.is_some_and(|marker| is_ours(&marker))
    });
    let branch = known.branch.as_ref().filter(|branch| is_left && branch.strangers.is_empty());
    match branch {
        Some(branch) => {
            let delete = Step::DeleteBranch { expected: branch.head.clone() };
            Decision::new(Action::Closed, vec![delete], known.pulls.first())
        }
        None => Decision::new(Action::Nothing, Vec::new(), None),
    }
}

fn head(known: &Known) -> Option<String> {
    known.branch.as_ref().map(|branch| branch.head.clone())
}

/// Whether the branch has had a pull request of ours.
fn was_ours(known: &Known) -> bool {
    known.pulls.iter().any(|pull| Marker::of(&pull.body).is_some())
}

fn marker_of(known: &Known, wanted: &Wanted, is_unfinished: bool) -> Marker {
    let (plan, text) = (wanted.plan.clone(), wanted.text.clone());
    let base = Some(known.base.clone()).filter(|base| !base.is_empty());
    let group = known.group.clone();
    Marker { plan, text, base, group, is_unfinished, is_done: false }
}
