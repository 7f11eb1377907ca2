//! Committing the plan to branches, and pushing them.

mod group;
mod name;
mod push;
mod token;

use super::gather::Gathered;
use crate::args::{Branching, Global, Migrate};
use crate::failure::Failure;
use crate::texts::why_unread;
use group::Group;
use modelmod_edit::Named;
use modelmod_project::{
    BranchRequest, Commit, Head, Made, RepoPath, Repository, commit_branch, plan_of,
};
use modelmod_report::{BranchMade, BranchState, COMMIT_TEMPLATE, commit_message};
use modelmod_rewrite::Plan;
use push::Pusher;

pub(super) use name::ends;
pub(super) use push::Failed;
pub(super) use token::{of_forge, own_token};

/// A branch to be made.
pub(super) struct Part<'c> {
    /// What its edits have in common; nothing for the whole plan.
    pub(super) key: Option<String>,
    pub(super) plan: Plan<'c>,
    /// The branch's name.
    pub(super) name: String,
    message: String,
}

/// The branches that are to be made. What can be refused is refused before the first one is.
pub(super) fn parts<'c>(
    branching: &Branching,
    gathered: &Gathered<'c>,
    name: Option<&str>,
) -> Result<Vec<Part<'c>>, Failure> {
    let (repository, head) = gathered.repository()?;
    let groups = group::groups(&gathered.plan, branching.group_by, repository, &head)?;
    let names = name::names(name, &groups)?;
    let template = template(branching)?;
    let part = |(group, name): (Group<'c>, String)| {
        let message = message(&group, &template)?;
        Ok(Part { key: group.key, plan: group.plan, name, message })
    };
    groups.into_iter().zip(names).map(part).collect()
}

/// Makes the branches, pushes them if asked, and returns what became of them with how many
/// could not be pushed.
pub(super) fn commit(
    args: &Migrate,
    global: &Global,
    gathered: &Gathered<'_>,
    name: Option<&str>,
) -> Result<(Vec<BranchMade>, Failed), Failure> {
    let (repository, head) = gathered.repository()?;
    let branching = &args.branching;
    let parts = parts(branching, gathered, name)?;
    let mut pusher = Pusher::open(branching, repository)?;
    let mut made = Vec::new();
    for part in &parts {
        let commit = make(branching, (repository, head), part)?;
        let pushed = match &mut pusher {
            Some(pusher) => pusher.push((repository, head), &commit, global)?,
            None => None,
        };
        let id = pushed.as_ref().map(|(_, published)| published.commit.clone());
        let mut branch = branch_made(part, commit);
        branch.commit = id.unwrap_or(branch.commit);
        branch.pushed = pushed.map(|(remote, published)| (remote, push::state(published.state)));
        made.push(branch);
    }
    Ok((made, pusher.map_or(Failed::default(), |pusher| pusher.failed)))
}

/// What became of a branch, which was not pushed yet.
pub(super) fn branch_made(part: &Part<'_>, commit: Commit) -> BranchMade {
    BranchMade {
        name: part.name.clone(),
        commit: commit.id,
        group: part.key.clone(),
        state: match commit.made {
            Made::Created => BranchState::Created,
            Made::Updated { .. } => BranchState::Updated,
            Made::Unchanged => BranchState::Unchanged,
        },
        pushed: None,
    }
}

/// Makes a branch.
pub(super) fn make(
    branching: &Branching,
    (repository, head): (&Repository, Head),
    part: &Part<'_>,
) -> Result<Commit, Failure> {
    let files = files(&part.plan);
    let co_authors = branching
        .co_author
        .iter()
        .map(|who| format!("Co-authored-by: {} <{}>", who.name, who.email));
    let trailers: Vec<String> = branching.trailer.iter().cloned().chain(co_authors).collect();
    let request = BranchRequest {
        head,
        name: &part.name,
        message: &part.message,
        trailers: &trailers,
        files: &files,
        allow_bare: branching.bare,
        no_gpg_sign: branching.no_gpg_sign,
        author: branching.author.as_ref(),
        committer: branching.committer.as_ref(),
    };
    Ok(commit_branch(repository, &request)?)
}

/// The digest of what a branch would change, which is not made.
pub(super) fn content(
    (repository, head): (&Repository, Head),
    part: &Part<'_>,
) -> Result<String, Failure> {
    Ok(plan_of(repository, head, &files(&part.plan))?)
}

/// The files that the plan changes, and their new content.
fn files(plan: &Plan<'_>) -> Vec<(RepoPath, Vec<u8>)> {
    let edited = plan.edited();
    edited.map(|file| (RepoPath::from_bytes(file.path.clone()), file.after())).collect()
}

/// The template of the message.
fn template(branching: &Branching) -> Result<String, Failure> {
    let Some(path) = &branching.message_file else {
        return Ok(branching.message.clone().unwrap_or_else(|| COMMIT_TEMPLATE.to_owned()));
    };
    std::fs::read_to_string(path).map_err(|error| {
        let why = why_unread(&error);
        Failure::new(format!("{}: {why}; --message-file names a text file", path.named()))
    })
}

fn message(group: &Group<'_>, template: &str) -> Result<String, Failure> {
    let message = commit_message(&group.plan, group.key.as_deref(), template)
        .map_err(|error| Failure::new(format!("the commit's message: {error}")))?;
    match message.trim().is_empty() {
        true => Err(Failure::new("the commit's message is empty: write a subject")),
        false => Ok(message),
    }
}
