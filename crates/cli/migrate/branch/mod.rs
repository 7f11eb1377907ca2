//! Committing the plan to branches, and pushing them.

mod group;
mod name;
mod push;

use super::gather::Gathered;
use crate::args::{Branching, Global, Migrate};
use crate::failure::Failure;
use group::Group;
use modelmod_edit::Named;
use modelmod_project::{BranchRequest, Head, Made, RepoPath, Repository, commit_branch, plan_of};
use modelmod_report::{BranchMade, BranchState, COMMIT_TEMPLATE, commit_message};
use modelmod_rewrite::Plan;
use push::Pusher;

pub(super) use push::{Failed, own_token};

/// Makes the branches, pushes them if asked, and returns what became of them with how many
/// could not be pushed.
pub(super) fn commit(
    args: &Migrate,
    global: &Global,
    gathered: &Gathered<'_>,
    name: Option<&str>,
) -> Result<(Vec<BranchMade>, Failed), Failure> {
    let Some((repository, head)) = &gathered.head else {
        return Err(Failure::new("a branch needs a repository"));
    };
    let branching = &args.branching;
    let groups = group::groups(&gathered.plan, branching.group_by, repository, head)?;
    let names = name::names(name, &groups)?;
    let template = template(branching)?;
    // What can be refused is refused before the first branch is made.
    let messages: Result<Vec<String>, Failure> =
        groups.iter().map(|group| message(group, &template)).collect();
    let messages = messages?;
    // A pull request has more to look at before its branch is pushed.
    let mut pusher = match args.pull.pr {
        true => None,
        false => Pusher::open(branching, repository)?,
    };
    let mut made = Vec::new();
    for ((group, name), message) in groups.iter().zip(names).zip(messages) {
        let commit = one(branching, (repository, *head), group, &name, &message)?;
        let pushed = match &mut pusher {
            Some(pusher) => pusher.push((repository, *head), &commit, global)?,
            None => None,
        };
        made.push(BranchMade {
            name,
            commit: pushed.as_ref().map_or(commit.id, |(_, published)| published.commit.clone()),
            group: group.key.clone(),
            state: match commit.made {
                Made::Created => BranchState::Created,
                Made::Updated { .. } => BranchState::Updated,
                Made::Unchanged => BranchState::Unchanged,
            },
            pushed: pushed.map(|(remote, published)| (remote, push::state(published.state))),
        });
    }
    Ok((made, pusher.map_or(Failed::default(), |pusher| pusher.failed)))
}

/// Makes the branch of a group.
fn one(
    branching: &Branching,
    (repository, head): (&Repository, Head),
    group: &Group<'_>,
    name: &str,
    message: &str,
) -> Result<modelmod_project::Commit, Failure> {
    let files = files(&group.plan);
    let co_authors = branching
        .co_author
        .iter()
        .map(|who| format!("Co-authored-by: {} <{}>", who.name, who.email));
    let trailers: Vec<String> = branching.trailer.iter().cloned().chain(co_authors).collect();
    let request = BranchRequest {
        head,
        name,
        message,
        trailers: &trailers,
        files: &files,
        allow_bare: branching.bare,
        no_gpg_sign: branching.no_gpg_sign,
        author: branching.author.as_ref(),
        committer: branching.committer.as_ref(),
    };
    Ok(commit_branch(repository, &request)?)
}

/// The digest of what a branch with the whole plan would change, which is not made.
pub(super) fn content(gathered: &Gathered<'_>) -> Result<String, Failure> {
    match &gathered.head {
        Some((repository, head)) => Ok(plan_of(repository, *head, &files(&gathered.plan))?),
        None => Ok(String::new()),
    }
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
        Failure::new(format!("{}: {error}; --message-file names a text file", path.named()))
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
