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
    Action, Flags, ForgeError, Http, Job, Kind, Place, SystemClock, Token, Wanted, bring_about,
    detect, digest, foresee,
};
use modelmod_report::{Outcome, PullDone, PullText, PullView, Verified, pull_text};
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
    let name = args.mode.branch.clone().flatten().unwrap_or_else(|| NAME.to_owned());
    if name.contains('{') {
        return Err(Failure::new(
            "--branch: with --pr the name has no {} in it: it has to be the same in every run, \
             for that is how the pull request is found again",
        ));
    }
    let upstream = remote::upstream(args, repository)?;
    let place = place(args, &upstream.urls().map_err(remote::failure)?)?;
    let variable = |name: &str| std::env::var(name).ok();
    let token = Token::find(place.kind, place.is_home, variable).map_err(failure)?;
    if token.is_none() && !args.mode.dry_run {
        let variables = place.kind.token_variables(place.is_home);
        let variables = variables.iter().map(|name| (*name).to_owned()).collect();
        return Err(failure(ForgeError::NoToken { kind: place.kind, variables }));
    }
    let has_edits = gathered.plan.edited().next().is_some();
    let mut done = Done::NOTHING;
    let mut verified = None;
    let mut content = String::new();
    if has_edits && !args.mode.dry_run {
        let (made, _) = branch::commit(args, global, gathered, Some(&name))?;
        if let Some(commit) = made.first().map(|made| made.commit.clone()) {
            content = remote::content(repository, &commit)?;
            verified = verify::verify(&args.pull, repository, (&head.id(), &commit), global)?;
        }
        done = Done::of(Outcome::Committed(made));
    }
    let is_worse = verified.as_ref().is_some_and(Verified::is_worse);
    if is_worse && args.pull.verify_policy == VerifyPolicy::Fail {
        return Err(Failure::new(format!(
            "--verify: the command passes on HEAD and not on the branch {name}, so no {} was \
             opened; the branch is there to look at",
            place.kind.noun()
        )));
    }
    let text = has_edits.then(|| text(args, gathered, &place, verified.as_ref()));
    let http = Http::new(ANSWER);
    let job = Job {
        place: &place,
        token: token.as_ref(),
        transport: &http,
        clock: &SystemClock,
        branch: &name,
        base: args.pull.base.as_deref(),
        fork: args.pull.fork.as_ref().map(Option::as_deref),
        is_draft: args.pull.draft || (is_worse && args.pull.verify_policy == VerifyPolicy::Draft),
        labels: &args.pull.label,
        reviewers: &args.pull.reviewer,
        assignees: &args.pull.assignee,
        wanted: text.as_ref().map(|text| wanted(text, &content)),
    };
    let mut git =
        Git::new(repository, *head, upstream, &name, token.as_ref(), args.branching.no_gpg_sign)?;
    if args.mode.dry_run {
        let prospect = match job.token {
            Some(_) => Some(foresee(&job, &mut git).map_err(failure)?),
            None => None,
        };
        let mut said = preview::preview(&job, text.as_ref(), prospect.as_ref());
        if args.pull.verify.is_some() && has_edits {
            said.push_str("\n# The command of --verify is run without --dry-run.\n");
        }
        done.preview = Some(said);
        return Ok(done);
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
    Ok(done)
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
