//! Asks, decides, and carries out.

use crate::api::{Api, Extras, Head, Lookup, Named, Open, Repository, api};
use crate::client::Client;
use crate::life::asks_for_conflicts;
use crate::{
    Action, Clock, Decision, ForgeError, Fork, Known, Place, Pull, Remote, Request, Step, Token,
    Transport, Wanted, decide,
};
use serde_json::Value;
use std::time::Duration;

/// How often a fork is looked for after it was ordered: forges make them in their own time.
const FORK_LOOKS: u64 = 6;

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

    /// Finds out where the branch belongs, and makes the fork for it if that `may_be_made`.
    /// Whether there is such a place.
    fn find(&mut self, remote: &mut dyn Remote, may_be_made: bool) -> Result<bool, ForgeError> {
        let job = self.job;
        let upstream = self.find_upstream()?;
        self.head = Head {
            branch: job.branch.to_owned(),
            owner: job.place.owner.clone(),
            name: job.place.name.clone(),
            id: upstream.id,
            is_fork: false,
        };
        let Some(owner) = job.fork else { return Ok(true) };
        let owner = match owner {
            Some(owner) => owner.to_owned(),
            None => {
                let request = self.api.user();
                let json = self.client.ask(&request)?;
                let name = self.api.read_user(&json);
                name.ok_or_else(|| self.client.bad_answer(&request, "no name"))?
            }
        };
        if owner.eq_ignore_ascii_case(&job.place.owner) {
            return Ok(true);
        }
        self.head.is_fork = true;
        self.head.owner = owner;
        let place = Place { owner: self.head.owner.clone(), ..job.place.clone() };
        let Some(fork) = self.fork(&place, may_be_made)? else { return Ok(false) };
        self.head.id = fork.id;
        remote.redirect(&Fork { https: fork.https, ssh: fork.ssh })?;
        Ok(true)
    }

    /// The repository that the pull request is made to, and its branch.
    fn find_upstream(&mut self) -> Result<Repository, ForgeError> {
        let request = self.api.repository(self.job.place);
        let upstream = self.read(&request, &self.client.ask(&request)?)?;
        self.base = self.job.base.unwrap_or(&upstream.default_branch).to_owned();
        self.base_id = upstream.id;
        Ok(upstream)
    }

    /// The fork at `place`.
    fn fork(&self, place: &Place, may_be_made: bool) -> Result<Option<Repository>, ForgeError> {
        let request = self.api.repository(place);
        let mut found = self.client.look(&request)?;
        if found.is_none() && may_be_made {
            self.client.ask(&self.api.fork(self.job.place, self.job.fork.flatten()))?;
            for seconds in 1..=FORK_LOOKS {
                found = self.client.look(&request)?;
                if found.is_some() {
                    break;
                }
                self.client.sleep(Duration::from_secs(seconds));
            }
            if found.is_none() {
                return Err(self.client.bad_answer(&request, "the fork is not ready yet"));
            }
        }
        let Some(json) = found else { return Ok(None) };
        let fork = self.read(&request, &json)?;
        let upstream = self.job.place.full_name();
        if !fork.parent.as_ref().is_some_and(|parent| parent.eq_ignore_ascii_case(&upstream)) {
            let detail = format!(
                "{} is no fork of {upstream}; give another owner with --fork=OWNER",
                place.full_name()
            );
            return Err(ForgeError::Refused { request: request.to_string(), status: 200, detail });
        }
        Ok(Some(fork))
    }

    fn read(&self, request: &Request, json: &Value) -> Result<Repository, ForgeError> {
        let read = self.api.read_repository(json);
        read.ok_or_else(|| self.client.bad_answer(request, "no repository"))
    }

    /// Looks, and decides.
    fn decision(&mut self, remote: &mut dyn Remote) -> Result<Decision, ForgeError> {
        let branch = remote.branch(&self.base)?;
        let listed = self.client.list(&self.api.pulls(self.job.place, &self.head))?;
        let mut pulls: Vec<Pull> =
            listed.iter().filter_map(|json| self.api.read_pull(json, &self.head)).collect();
        pulls.sort_by_key(|pull| std::cmp::Reverse(pull.number));
        self.known = self.known_of(branch, pulls)?;
        let wanted = self.job.wanted.as_ref();
        let unsure = wanted.and_then(|wanted| asks_for_conflicts(&self.known, wanted));
        if let Some(number) = unsure.map(|pull| pull.number) {
            let json = self.client.ask(&self.api.pull(self.job.place, &number.to_string()))?;
            let conflicts = self.api.read_pull(&json, &self.head).and_then(|pull| pull.conflicts);
            for pull in self.known.pulls.iter_mut().filter(|pull| pull.number == number) {
                pull.conflicts = conflicts;
            }
        }
        decide(&self.known, wanted)
    }

    fn known_of(
        &mut self,
        branch: Option<crate::Branch>,
        pulls: Vec<Pull>,
    ) -> Result<Known, ForgeError> {
        let needs_finish = self.job.wanted.is_some() && {
            let extras = self.extras()?;
            !self.api.finish(self.job.place, "0", &extras).is_empty()
        };
        let draft_prefix = self.job.place.kind.draft_prefix();
        let name = self.job.branch.to_owned();
        Ok(Known { name, branch, pulls, needs_finish, draft_prefix })
    }

    /// Labels and people, as the forge wants to hear of them.
    fn extras(&mut self) -> Result<Extras, ForgeError> {
        if self.extras.is_none() {
            self.extras = Some(Extras {
                labels: self.named(Named::Label, self.job.labels)?,
                reviewers: self.named(Named::Reviewer, self.job.reviewers)?,
                assignees: self.named(Named::Assignee, self.job.assignees)?,
            });
        }
        Ok(self.extras.clone().unwrap_or_default())
    }

    fn named(&self, what: Named, names: &[String]) -> Result<Vec<Value>, ForgeError> {
        names
            .iter()
            .map(|name| {
                let none =
                    |remedy| ForgeError::NoSuch { what: what.as_str(), name: name.clone(), remedy };
                match self.api.lookup(self.job.place, what, name) {
                    Lookup::As(value) => Ok(value),
                    Lookup::None(remedy) => Err(none(remedy)),
                    Lookup::Ask(request) => {
                        let listed = self.client.list(&request)?;
                        let mut found =
                            listed.iter().filter_map(|json| self.api.read_lookup(what, name, json));
                        found
                            .next()
                            .ok_or_else(|| none("the forge does not know it; check the name"))
                    }
                }
            })
            .collect()
    }

    fn carry_out(
        &mut self,
        decision: &Decision,
        remote: &mut dyn Remote,
    ) -> Result<(), ForgeError> {
        for step in &decision.steps {
            match step {
                Step::Push { expected } => remote.push(expected.as_deref())?,
                Step::DeleteBranch { expected } => remote.delete(expected)?,
                Step::Say { number, key, .. } if self.is_said(*number, key)? => {}
                Step::Open { .. } => {
                    for request in self.requests(step)? {
                        let json = self.client.ask(&request)?;
                        let pull = self.api.read_pull(&json, &self.head);
                        let pull =
                            pull.ok_or_else(|| self.client.bad_answer(&request, "no number"))?;
                        self.opened = Some((pull.number, pull.url));
                    }
                }
                // A label that cannot be set is no reason to leave a pull request half made.
                Step::Finish { .. } => {
                    for request in self.requests(step)? {
                        match self.client.ask(&request) {
                            Err(error) if error.is_retryable() => return Err(error),
                            Err(error) => self.warnings.push(error.to_string()),
                            Ok(_) => {}
                        }
                    }
                }
                step => {
                    for request in self.requests(step)? {
                        self.client.ask(&request)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether a comment with this key was made.
    fn is_said(&self, number: u64, key: &str) -> Result<bool, ForgeError> {
        let request = self.api.comments(self.job.place, &number.to_string());
        let mark = said(key);
        let listed = self.client.list(&request)?;
        Ok(listed.iter().any(|json| {
            let body = self.api.read_comment(json);
            body.is_some_and(|body| body.lines().any(|line| line.trim_end() == mark))
        }))
    }

    fn pull(&self, number: u64) -> Option<&Pull> {
        self.known.pulls.iter().find(|pull| pull.number == number)
    }

    /// The requests that a step is on this forge; none for what git does.
    fn requests(&mut self, step: &Step) -> Result<Vec<Request>, ForgeError> {
        let place = self.job.place;
        let opened = self.opened.as_ref().map(|(number, _)| *number);
        let shown = |number: Option<u64>| {
            number.or(opened).map_or_else(|| "{number}".to_owned(), |number| number.to_string())
        };
        Ok(match step {
            Step::Push { .. } | Step::DeleteBranch { .. } => Vec::new(),
            Step::Open { title, body } => {
                let prefix = if self.job.is_draft { place.kind.draft_prefix() } else { "" };
                let open = Open {
                    title: format!("{prefix}{title}"),
                    body: body.clone(),
                    head: self.head.clone(),
                    base: self.base.clone(),
                    base_id: self.base_id,
                    is_draft: self.job.is_draft,
                    extras: self.extras()?,
                };
                vec![self.api.open(place, &open)]
            }
            Step::Finish { number } => {
                let extras = self.extras()?;
                self.api.finish(place, &shown(*number), &extras)
            }
            Step::Update { number, title, body } => {
                let now = number.and_then(|number| self.pull(number));
                let now = now.map_or("", |pull| pull.title.as_str());
                vec![self.api.update(place, &shown(*number), title.as_deref(), body, now)]
            }
            Step::Say { number, key, text } => {
                let text = format!("{text}\n\n{}\n", said(key));
                vec![self.api.comment(place, &number.to_string(), &text)]
            }
            Step::Close { number, body } => {
                let title = self.pull(*number).map_or("", |pull| pull.title.as_str());
                self.api.close(place, &number.to_string(), title, body)
            }
        })
    }
}

/// The last line of a comment, by which it is known again.
fn said(key: &str) -> String {
    format!("[modelmod]: # \"said={key}\"")
}
