//! Finding out what there is.

use super::Driver;
use crate::api::{Extras, Head, Lookup, Named, Repository};
use crate::life::asks_for_conflicts;
use crate::{Decision, ForgeError, Fork, Known, Place, Pull, Remote, Request, decide};
use serde_json::Value;
use std::time::Duration;

/// How often a fork is looked for after it was ordered: forges make them in their own time.
const FORK_LOOKS: u64 = 6;

impl Driver<'_> {
    /// Finds out where the branch belongs, and makes the fork for it if that `may_be_made`.
    /// Whether there is such a place.
    pub(super) fn find(
        &mut self,
        remote: &mut dyn Remote,
        may_be_made: bool,
    ) -> Result<bool, ForgeError> {
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
    pub(super) fn find_upstream(&mut self) -> Result<Repository, ForgeError> {
        let request = self.api.repository(self.job.place);
        let upstream = self.read(&request, &self.client.ask(&request)?)?;
        self.base = self.job.base.unwrap_or(&upstream.default_branch).to_owned();
        self.base_id = upstream.id;
        if self.base == self.job.branch {
            return Err(ForgeError::SameBranch { branch: self.base.clone() });
        }
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
    pub(super) fn decision(&mut self, remote: &mut dyn Remote) -> Result<Decision, ForgeError> {
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

    pub(super) fn known_of(
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
        let (base, group) = (self.base.clone(), self.job.group.map(str::to_owned));
        Ok(Known { name, base, group, branch, pulls, needs_finish, draft_prefix })
    }

    /// Labels and people, as the forge wants to hear of them.
    pub(super) fn extras(&mut self) -> Result<Extras, ForgeError> {
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
}
