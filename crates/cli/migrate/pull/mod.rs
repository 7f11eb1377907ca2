//! `--pr`: the branch, what was tried on it, and the pull request.

mod preview;
mod remote;
mod verify;

use super::Done;
use super::branch;
use super::gather::Gathered;
use crate::args::{Global, Migrate, VerifyPolicy};
use crate::failure::Failure;
use crate::terminal;
use modelmod_forge::{
    Action, Flags, ForgeError, Http, Job, Kind, Place, SystemClock, Token, Wanted, base_of,
    bring_about, detect, digest, foresee,
};
use modelmod_report::{BranchMade, Outcome, PullDone, PullText, PullView, Verified, pull_text};
use remote::Git;
use std::time::Duration;

/// The branch's name where none is given. It is the same for every plan, so that there is one
/// pull request, which is kept up to date.
const NAME: &str = "modelmod/migrate";

/// How long an answer of the forge may take.
const ANSWER: Duration = Duration::from_secs(60);

/// Does what `--pr` says.
pub(super) fn run(
    args: &Migrate,
    global: &Global,
    gathered: &mut Gathered<'_>,
) -> Result<Done, Failure> {
    let Some((repository, head)) = &gathered.head else {
        return Err(Failure::new("a pull request needs a repository"));
    };
    let name = name(args)?;
    let (upstream, urls) = remote::upstream(args, repository)?;
    let place = place(args, &urls)?;
    let token = token(args, &place)?;
    if gathered.unreadable > 0 {
        // What cannot be seen may be due: a pull request is not closed, or cut down, for that.
        return Err(Failure::new(
            "some files of HEAD could not be read, so what is to be changed is not known; \
             nothing was pushed, and a pull request that is open stays as it is",
        ));
    }
    let has_edits = gathered.plan.edited().next().is_some();
    let http = Http::new(ANSWER);
    let mut job = Job {
        place: &place,
        token: token.as_ref(),
        transport: &http,
        clock: &SystemClock,
        branch: &name,
        base: args.pull.base.as_deref(),
        fork: args.pull.fork.as_ref().map(Option::as_deref),
        is_draft: args.pull.draft,
        labels: &args.pull.label,
        reviewers: &args.pull.reviewer,
        assignees: &args.pull.assignee,
        wanted: None,
    };
    let no_sign = args.branching.no_gpg_sign;
    let mut git =
        Git::new(repository, *head, (&upstream, &urls), &name, (&place, token.as_ref()), no_sign)?;
    let branch = match has_edits && !args.mode.dry_run {
        true => {
            // Before there is a branch that a later run could take for a good one.
            git.check(&base_of(&job).map_err(failure)?).map_err(|error| failure(error.into()))?;
            commit(args, global, gathered, &name, place.kind.noun())?
        }
        false if has_edits => {
            Committed { content: branch::content(gathered)?, ..Committed::default() }
        }
        false => Committed::default(),
    };
    let is_worse = branch.verified.as_ref().is_some_and(Verified::is_worse);
    let text = has_edits.then(|| text(args, gathered, &place, branch.verified.as_ref()));
    job.is_draft |= is_worse && args.pull.verify_policy == VerifyPolicy::Draft;
    job.wanted = text.as_ref().map(|text| wanted(text, &branch.content));
    if args.mode.dry_run {
        let said = look(args, global, &job, &mut git, text.as_ref())?;
        return Ok(Done { preview: Some(said), ..Done::NOTHING });
    }
    let came = bring_about(&job, &mut git).map_err(failure)?;
    for warning in &came.warnings {
        terminal::complain("warning", warning, global);
    }
    gathered.run.pull = Some(PullDone {
        action: word(came.action),
        sentence: preview::sentence(&place, &came),
        number: came.number,
        url: came.url,
    });
    Ok(branch.made.map_or(Done::NOTHING, |made| Done::of(Outcome::Committed(made))))
}

/// The branch's name.
fn name(args: &Migrate) -> Result<String, Failure> {
    let name = args.mode.branch.clone().flatten().unwrap_or_else(|| NAME.to_owned());
    match name.contains('{') {
        true => Err(Failure::new(
            "--branch: with --pr the name has no {} in it: it has to be the same in every run, \
             for that is how the pull request is found again",
        )),
        false => Ok(name),
    }
}

/// The token, without which nothing but a look is possible.
fn token(args: &Migrate, place: &Place) -> Result<Option<Token>, Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let token = place.token(variable).map_err(failure)?;
    if token.is_some() || args.mode.dry_run {
        return Ok(token);
    }
    let variables = place.token_variables();
    let is_set = |name: &&&str| variable(name).is_some_and(|value| !value.trim().is_empty());
    Err(failure(match variables.iter().find(is_set).filter(|_| !place.is_named) {
        Some(name) => ForgeError::Unnamed { web: place.web.clone(), variable: (*name).to_owned() },
        None => ForgeError::NoToken {
            kind: place.kind,
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
        },
    }))
}

/// The branch in the user's repository.
#[derive(Default)]
struct Committed {
    made: Option<Vec<BranchMade>>,
    /// The digest of its content.
    content: String,
    /// What became of the user's command on it.
    verified: Option<Verified>,
}

/// Makes the branch, and tries the user's command on it.
fn commit(
    args: &Migrate,
    global: &Global,
    gathered: &Gathered<'_>,
    name: &str,
    noun: &str,
) -> Result<Committed, Failure> {
    let (made, _) = branch::commit(args, global, gathered, Some(name))?;
    let mut branch = Committed::default();
    if let (Some((repository, head)), Some(first)) = (&gathered.head, made.first()) {
        branch.content = remote::content(repository, &first.commit)?;
        let commits = (head.id(), &first.commit);
        branch.verified = verify::verify(&args.pull, repository, (&commits.0, commits.1), global)?;
    }
    let is_worse = branch.verified.as_ref().is_some_and(Verified::is_worse);
    if is_worse && args.pull.verify_policy == VerifyPolicy::Fail {
        return Err(Failure::new(format!(
            "--verify: the command passes on HEAD and not on the branch {name}, so no {noun} was \
             opened; the branch is there to look at"
        )));
    }
    Ok(Committed { made: Some(made), ..branch })
}

/// What `--dry-run` prints.
fn look(
    args: &Migrate,
    global: &Global,
    job: &Job<'_>,
    git: &mut Git<'_>,
    text: Option<&PullText>,
) -> Result<String, Failure> {
    let prospect = match job.token.map(|_| foresee(job, git)) {
        Some(Ok(prospect)) => Some(prospect),
        // What would be said can be seen without the network, too.
        Some(Err(error)) if error.is_retryable() => {
            let message = format!("what there is already could not be looked at: {error}");
            terminal::complain("warning", &message, global);
            None
        }
        Some(Err(error)) => return Err(failure(error)),
        None => None,
    };
    let mut said = preview::preview(job, text, prospect.as_ref());
    if args.pull.verify.is_some() && text.is_some() {
        said.push_str("\n# The command of --verify is run without --dry-run.\n");
    }
    Ok(said)
}

/// The repository that the remote's URLs name; git may know it by another URL than it uses.
fn place(args: &Migrate, urls: &[String]) -> Result<Place, Failure> {
    let flags = Flags { kind: args.pull.forge, base: args.pull.forge_url.clone() };
    let mut first = None;
    for url in urls {
        match detect(url, &flags, |name| std::env::var(name).ok()) {
            Ok(place) => return Ok(place),
            Err(error) => first = first.or(Some(error)),
        }
    }
    Err(first.map_or_else(|| Failure::new("the remote has no URL"), failure))
}

fn text(
    args: &Migrate,
    gathered: &Gathered<'_>,
    place: &Place,
    verified: Option<&Verified>,
) -> PullText {
    // The marker and the line before it take their part.
    let body_limit = place.kind.body_limit() - 200;
    pull_text(&PullView {
        plan: &gathered.plan,
        run: &gathered.run,
        command: &preview::command(args, gathered.plan.as_of),
        version: env!("CARGO_PKG_VERSION"),
        verified,
        body_limit,
        title_limit: place.kind.title_limit(),
        folds: place.kind != Kind::Bitbucket,
    })
}

fn wanted(text: &PullText, content: &str) -> Wanted {
    Wanted {
        plan: digest(text.edits.as_bytes()),
        content: content.to_owned(),
        text: digest(text.facts.as_bytes()),
        title: text.title.clone(),
        body: text.body.clone(),
    }
}

fn failure(error: ForgeError) -> Failure {
    match error.is_retryable() {
        true => Failure::Later(error.to_string()),
        false => Failure::new(error),
    }
}

/// The word of the report.
const fn word(action: Action) -> &'static str {
    match action {
        Action::Opened => "opened",
        Action::Updated => "updated",
        Action::Unchanged => "unchanged",
        Action::LeftToPeople => "left-to-people",
        Action::NotOurs => "not-ours",
        Action::ClosedByPerson => "closed-by-person",
        Action::Closed => "closed",
        Action::Nothing => "nothing",
    }
}
