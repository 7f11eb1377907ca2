//! Asks, decides, and carries out.

mod act;
mod look;

use crate::api::{Api, Extras, Head, api};
use crate::client::Client;
use crate::{
    Action, Clock, ForgeError, Known, Place, Pull, Remote, Request, Step, Token, Transport, Wanted,
    decide,
};

/// All that one pull request goes by.
pub struct Job<'a> {
    /// The repository that it is made to.
    pub place: &'a Place,
    /// What opens the door.
    pub token: Option<&'a Token>,
    /// What carries requests.
    pub transport: &'a dyn Transport,
    /// The time.
    pub clock: &'a dyn Clock,
    /// The branch's name.
    pub branch: &'a str,
    /// What the pull requests of this run are grouped by, where there are several: one that was
    /// made by another kind of run is not closed by this one.
    pub group: Option<&'a str>,
    /// The branch that it is to be merged into; nothing: the repository's own choice.
    pub base: Option<&'a str>,
    /// Have the branch in a fork; of this owner, or of whoever the token is for.
    pub fork: Option<Option<&'a str>>,
    /// Open it as a draft.
    pub is_draft: bool,
    /// Labels for a new one.
    pub labels: &'a [String],
    /// Who is asked to look at a new one.
    pub reviewers: &'a [String],
    /// Whose a new one is.
    pub assignees: &'a [String],
    /// What it is to be; nothing where nothing is left to change.
    pub wanted: Option<Wanted>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What was done.
    pub action: Action,
    /// The pull request's number, if there is one.
    pub number: Option<u64>,
    /// Where people see it.
    pub url: Option<String>,
    /// What did not work and is no reason to stop, each a sentence.
    pub warnings: Vec<String>,
}

/// What a run would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Prospect {
    /// What it would come to.
    pub action: Action,
    /// The pull request that it is about, if there is one already.
    pub pull: Option<Pull>,
    /// What it would do: pushes in words, requests as they would be sent.
    pub steps: Vec<Result<Request, String>>,
}

/// Makes the pull request what is wanted.
///
/// # Errors
///
/// What stands in the way. Where [`ForgeError::is_retryable`] says so, the next run may get
/// further; no run does anything twice.
pub fn bring_about(job: &Job<'_>, remote: &mut dyn Remote) -> Result<Done, ForgeError> {
    let mut driver = Driver::new(job);
    driver.find(remote, true)?;
    let mut decision = driver.decision(remote)?;
    match driver.carry_out(&decision, remote) {
        // Somebody was faster: their pull request is as good as ours.
        Err(error) if is_duplicate(&error) => {
            decision = driver.decision(remote)?;
            driver.carry_out(&decision, remote)?;
        }
        done => done?,
    }
    let number = decision.number.or(driver.opened.as_ref().map(|(number, _)| *number));
    let url = driver.opened.as_ref().map(|(_, url)| url.clone());
    let url = url.or_else(|| driver.pull(number?).map(|pull| pull.url.clone()));
    Ok(Done { action: decision.action, number, url, warnings: driver.warnings })
}

/// The branch that the pull request is to be merged into: what is to be on the branch can be
/// checked before there is one.
///
/// # Errors
///
/// As for [`bring_about`].
pub fn base_of(job: &Job<'_>) -> Result<String, ForgeError> {
    let mut driver = Driver::new(job);
    driver.find_upstream()?;
    Ok(driver.base)
}

/// Has the remote be where the branches are: in a fork, if that is asked for and there is one.
///
/// # Errors
///
/// As for [`bring_about`].
pub fn locate(job: &Job<'_>, remote: &mut dyn Remote) -> Result<(), ForgeError> {
    Driver::new(job).find(remote, false).map(drop)
}

/// Tells what [`bring_about`] would do, and only looks.
///
/// # Errors
///
/// As for [`bring_about`].
pub fn foresee(job: &Job<'_>, remote: &mut dyn Remote) -> Result<Prospect, ForgeError> {
    let mut driver = Driver::new(job);
    let mut steps = Vec::new();
    let decision = if driver.find(remote, false)? {
        driver.decision(remote)?
    } else {
        steps.push(Ok(driver.api.fork(job.place, job.fork.flatten())));
        driver.known = driver.known_of(None, Vec::new())?;
        decide(&driver.known, job.wanted.as_ref())?
    };
    for step in &decision.steps {
        match step {
            Step::Push { expected: Some(old) } => {
                steps.push(Err(format!("push {} over {old}", job.branch)));
            }
            Step::Push { expected: None } => steps.push(Err(format!("push {}", job.branch))),
            Step::DeleteBranch { .. } => steps.push(Err(format!("delete {}", job.branch))),
            Step::Say { number, key, .. } if driver.is_said(*number, key)? => {}
            step => steps.extend(driver.requests(step)?.into_iter().map(Ok)),
        }
    }
    // A comment that was made already is not made again: then nothing is left.
    let pull = decision.number.and_then(|number| driver.pull(number)).cloned();
    Ok(Prospect { action: decision.action, pull, steps })
}

fn is_duplicate(error: &ForgeError) -> bool {
    match error {
        ForgeError::Refused { status: 409, request, .. } => request.starts_with("POST"),
        ForgeError::Refused { status: 400 | 422, detail, .. } => detail.contains("already exist"),
        _ => false,
    }
}

struct Driver<'a> {
    job: &'a Job<'a>,
    api: &'static dyn Api,
    client: Client<'a>,
    head: Head,
    base: String,
    base_id: Option<u64>,
    known: Known,
    extras: Option<Extras>,
    /// Number and URL of what was opened.
    opened: Option<(u64, String)>,
    warnings: Vec<String>,
}

impl<'a> Driver<'a> {
    fn new(job: &'a Job<'a>) -> Self {
        Self {
            job,
            api: api(job.place.kind),
            client: Client::new(job.place, job.transport, job.clock, job.token),
            head: Head::default(),
            base: String::new(),
            base_id: None,
            known: Known::default(),
            extras: None,
            opened: None,
            warnings: Vec::new(),
        }
    }
}
