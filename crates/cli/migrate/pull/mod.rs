//! `--pr`: the branch, what was tried on it, and the pull request.

mod preview;
mod remote;
mod verify;

use super::Done;
use super::branch::{self, Part};
use super::gather::Gathered;
use crate::args::{Global, GroupBy, Migrate, VerifyPolicy};
use crate::failure::Failure;
use crate::terminal;
use modelmod_forge::{
    Action, Flags, ForgeError, Http, Job, Kind, Place, SystemClock, Token, Wanted, base_of,
    bring_about, detect, digest, foresee,
};
use modelmod_project::{Head, Repository};
use modelmod_report::{
    BranchMade, Outcome, PullDone, PullText, PullView, Trial, Verified, pull_text,
};
use remote::Git;
use std::time::Duration;

/// The branch's name where none is given. It is the same for every plan, so that there is one
/// pull request, which is kept up to date.
const NAME: &str = "modelmod/migrate";

/// How long an answer of the forge may take.
const ANSWER: Duration = Duration::from_secs(60);

/// What all pull requests of a run have in common.
struct Session<'a> {
    args: &'a Migrate,
    global: &'a Global,
    gathered: &'a Gathered<'a>,
    repository: &'a Repository,
    head: Head,
    place: &'a Place,
    token: Option<&'a Token>,
    http: &'a Http,
    /// The remote that they are made to: its name, and its URLs.
    remote: (&'a str, &'a [String]),
}

/// What came of one.
struct One {
    branch: Option<BranchMade>,
    pull: Option<PullDone>,
    /// What would be done, with `--dry-run`.
    preview: Option<String>,
}

/// Does what `--pr` says.
pub(super) fn run(
    args: &Migrate,
    global: &Global,
    gathered: &mut Gathered<'_>,
) -> Result<Done, Failure> {
    let (repository, head) = gathered.repository()?;
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
    let session = Session {
        args,
        global,
        gathered,
        repository,
        head,
        place: &place,
        token: token.as_ref(),
        http: &Http::new(ANSWER),
        remote: (&upstream, &urls),
    };
    let (done, pulls) = session.all(&name)?;
    gathered.run.pulls = pulls;
    Ok(done)
}

impl<'a> Session<'a> {
    /// All pull requests: one, or one for each group.
    fn all(&self, name: &str) -> Result<(Done, Vec<PullDone>), Failure> {
        let has_edits = self.gathered.plan.edited().next().is_some();
        let mut parts = Vec::new();
        if has_edits {
            parts = branch::parts(&self.args.branching, self.gathered, Some(name))?;
        }
        let mut known = None;
        let mut ones = Vec::new();
        let mut failed = branch::Failed::default();
        for part in &parts {
            let one = self.one(&part.name, Some(part), &mut known);
            self.keep(one, &mut ones, &mut failed)?;
        }
        let over = match self.group() {
            None if has_edits => Vec::new(),
            None => vec![name.to_owned()],
            Some(_) => self.over(name, &parts)?,
        };
        for name in &over {
            let one = self.one(name, None, &mut known);
            self.keep(one, &mut ones, &mut failed)?;
        }
        let mut done = Done { unpushed: failed, ..Done::NOTHING };
        if self.args.mode.dry_run {
            let said: Vec<String> = ones.into_iter().filter_map(|one| one.preview).collect();
            done.preview = Some(said.join("\n"));
            return Ok((done, Vec::new()));
        }
        let (mut made, mut pulls) = (Vec::new(), Vec::new());
        for one in ones {
            made.extend(one.branch);
            pulls.extend(one.pull);
        }
        if !made.is_empty() {
            done.outcome = Outcome::Committed(made);
        }
        Ok((done, pulls))
    }

    /// What pull requests are grouped by.
    fn group(&self) -> Option<&'static str> {
        self.args.branching.group_by.map(GroupBy::as_str)
    }

    /// Takes what came of one. Where there are several, a failure is said and counted, and does
    /// not keep the others from being made.
    fn keep(
        &self,
        one: Result<One, Failure>,
        ones: &mut Vec<One>,
        failed: &mut branch::Failed,
    ) -> Result<(), Failure> {
        let (message, count) = match one {
            Ok(one) => {
                ones.push(one);
                return Ok(());
            }
            Err(failure) if self.group().is_none() => return Err(failure),
            Err(Failure::Later(message)) => (message, &mut failed.for_now),
            Err(Failure::Message(message)) => (message, &mut failed.for_good),
            Err(failure) => return Err(failure),
        };
        *count += 1;
        terminal::complain("error", &message, self.global);
        Ok(())
    }

    /// The branches of groups in which nothing is left.
    fn over(&self, name: &str, parts: &[Part<'_>]) -> Result<Vec<String>, Failure> {
        if self.token.is_none() {
            return Ok(Vec::new());
        }
        let mut git = self.git("")?;
        modelmod_forge::locate(&self.job(""), &mut git)?;
        let (begin, end) = branch::ends(name);
        let mut names = git.names((&begin, &end))?;
        names.retain(|name| parts.iter().all(|part| part.name != *name));
        Ok(names)
    }

    fn job<'j>(&'j self, branch: &'j str) -> Job<'j> {
        let pull = &self.args.pull;
        Job {
            place: self.place,
            token: self.token,
            transport: self.http,
            clock: &SystemClock,
            branch,
            group: self.group(),
            base: pull.base.as_deref(),
            fork: pull.fork.as_ref().map(Option::as_deref),
            is_draft: pull.draft,
            labels: &pull.label,
            reviewers: &pull.reviewer,
            assignees: &pull.assignee,
            wanted: None,
        }
    }

    fn git<'j>(&'j self, name: &'j str) -> Result<Git<'j>, Failure> {
        let no_sign = self.args.branching.no_gpg_sign;
        let forge = (self.place, self.token);
        Git::new(self.repository, self.head, self.remote, name, forge, no_sign)
    }

    /// One pull request, of this branch; without a part, nothing is left to change on it.
    fn one(
        &self,
        name: &str,
        part: Option<&Part<'_>>,
        known: &mut Option<Trial>,
    ) -> Result<One, Failure> {
        let mut job = self.job(name);
        let mut git = self.git(name)?;
        let is_dry = self.args.mode.dry_run;
        let branch = match part {
            Some(part) if is_dry => {
                let content = branch::content((self.repository, self.head), part)?;
                Committed { content, ..Committed::default() }
            }
            Some(part) => {
                // Before there is a branch that a later run could take for a good one.
                let base = base_of(&job)?;
                git.check(&base).map_err(ForgeError::from)?;
                self.commit(part, known)?
            }
            None => Committed::default(),
        };
        let verified = branch.verified.as_ref();
        let text = part.map(|part| self.text(part, verified));
        let is_worse = verified.is_some_and(Verified::is_worse);
        job.is_draft |= is_worse && self.args.pull.verify_policy == VerifyPolicy::Draft;
        job.wanted = text.as_ref().map(|text| wanted(text, &branch.content));
        if is_dry {
            let preview = Some(self.look(&job, &mut git, text.as_ref())?);
            return Ok(One { branch: None, pull: None, preview });
        }
        if let Some(made) = &branch.made {
            git.set_commit(&made.commit);
        }
        let came = bring_about(&job, &mut git)?;
        for warning in &came.warnings {
            terminal::complain("warning", warning, self.global);
        }
        // A branch that only looks like one of a group's is no news.
        let is_news = part.is_some() || self.group().is_none() || came.action != Action::Nothing;
        let pull = is_news.then(|| PullDone {
            action: word(came.action),
            sentence: preview::sentence(self.place, &came),
            branch: name.to_owned(),
            group: part.and_then(|part| part.key.clone()),
            number: came.number,
            url: came.url,
        });
        Ok(One { branch: branch.made, pull, preview: None })
    }

    /// Makes the branch, and tries the user's command on it.
    fn commit(&self, part: &Part<'_>, known: &mut Option<Trial>) -> Result<Committed, Failure> {
        let Self { args, repository, head, .. } = self;
        let commit = branch::make(&args.branching, (repository, *head), part)?;
        let content = remote::content(repository, &commit.id)?;
        let commits = (&*head.id(), &*commit.id);
        let verified = verify::verify(&args.pull, repository, commits, known, self.global)?;
        let is_worse = verified.as_ref().is_some_and(Verified::is_worse);
        if is_worse && args.pull.verify_policy == VerifyPolicy::Fail {
            return Err(Failure::new(format!(
                "--verify: the command passes on HEAD and not on the branch {}, so no {} was \
                 opened; the branch is there to look at",
                part.name,
                self.place.kind.noun()
            )));
        }
        Ok(Committed { made: Some(branch::branch_made(part, commit)), content, verified })
    }

    /// What `--dry-run` prints.
    fn look(
        &self,
        job: &Job<'_>,
        git: &mut Git<'_>,
        text: Option<&PullText>,
    ) -> Result<String, Failure> {
        let prospect = match job.token.map(|_| foresee(job, git)) {
            Some(Ok(prospect)) => Some(prospect),
            // What would be said can be seen without the network, too.
            Some(Err(error)) if error.is_retryable() => {
                let message = format!("what there is already could not be looked at: {error}");
                terminal::complain("warning", &message, self.global);
                None
            }
            Some(Err(error)) => return Err(error.into()),
            None => None,
        };
        let mut said = preview::preview(job, text, prospect.as_ref());
        if self.args.pull.verify.is_some() && text.is_some() {
            said.push_str("\n# The command of --verify is run without --dry-run.\n");
        }
        Ok(said)
    }

    fn text(&self, part: &Part<'_>, verified: Option<&Verified>) -> PullText {
        let Self { args, gathered, place, .. } = self;
        let by_model = args.branching.group_by == Some(GroupBy::Model);
        let only = part.key.as_deref().filter(|_| by_model);
        // The marker and the line before it take their part.
        let body_limit = place.kind.body_limit() - 200;
        pull_text(&PullView {
            plan: &part.plan,
            run: &gathered.run,
            command: &preview::command(args, only, gathered.plan.as_of),
            group: part.key.as_deref(),
            does_more: part.key.is_some() && only.is_none(),
            version: env!("CARGO_PKG_VERSION"),
            verified,
            body_limit,
            title_limit: place.kind.title_limit(),
            folds: place.kind != Kind::Bitbucket,
        })
    }
}

/// The branch's name; with `--group-by`, a template.
fn name(args: &Migrate) -> Result<String, Failure> {
    let name = args.mode.branch.clone().flatten().unwrap_or_else(|| NAME.to_owned());
    let fixed = match args.branching.group_by {
        Some(_) => name.replacen("{group}", "", 1),
        None => name.clone(),
    };
    match fixed.contains(['{', '}']) {
        true => Err(Failure::new(
            "--branch: with --pr the name has no {} in it, but {group} with --group-by: it has to \
             be the same in every run, for that is how the pull request is found again",
        )),
        false => Ok(name),
    }
}

/// The token, without which nothing but a look is possible.
fn token(args: &Migrate, place: &Place) -> Result<Option<Token>, Failure> {
    let variable = |name: &str| std::env::var(name).ok();
    let token = place.token(variable)?;
    if token.is_some() || args.mode.dry_run {
        return Ok(token);
    }
    let variables = place.token_variables();
    let is_set = |name: &&&str| variable(name).is_some_and(|value| !value.trim().is_empty());
    let error = match variables.iter().find(is_set).filter(|_| !place.is_named) {
        Some(name) => ForgeError::Unnamed { web: place.web.clone(), variable: (*name).to_owned() },
        None => ForgeError::NoToken {
            kind: place.kind,
            variables: variables.iter().map(|name| (*name).to_owned()).collect(),
        },
    };
    Err(error.into())
}

/// The branch in the user's repository.
#[derive(Default)]
struct Committed {
    made: Option<BranchMade>,
    /// The digest of its content.
    content: String,
    /// What became of the user's command on it.
    verified: Option<Verified>,
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
    Err(first.map_or_else(|| Failure::new("the remote has no URL"), Failure::from))
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
