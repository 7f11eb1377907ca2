//! Doing what was decided.

use super::Driver;
use crate::api::Open;
use crate::{Decision, ForgeError, Pull, Remote, Request, Step};
use serde_json::Value;

impl Driver<'_> {
    pub(super) fn carry_out(
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
    pub(super) fn is_said(&self, number: u64, key: &str) -> Result<bool, ForgeError> {
        let request = self.api.comments(self.job.place, &number.to_string());
        let mark = said(key);
        let listed = self.client.list(&request)?;
        Ok(listed.iter().any(|json| {
            let body = self.api.read_comment(json);
            body.is_some_and(|body| body.lines().any(|line| line.trim_end() == mark))
        }))
    }

    pub(super) fn pull(&self, number: u64) -> Option<&Pull> {
        self.known.pulls.iter().find(|pull| pull.number == number)
    }

    /// A pull request as it is, where a change of it has to say that again.
    fn now(&self, number: Option<u64>) -> Result<Value, ForgeError> {
        match number.filter(|_| self.api.repeats()) {
            Some(number) => self.client.ask(&self.api.pull(self.job.place, &number.to_string())),
            None => Ok(Value::Null),
        }
    }

    /// The requests that a step is on this forge; none for what git does.
    pub(super) fn requests(&mut self, step: &Step) -> Result<Vec<Request>, ForgeError> {
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
            Step::Update { number, change } => {
                let now = self.now(*number)?;
                vec![self.api.update(place, &shown(*number), change, &now)]
            }
            Step::Say { number, key, text } => {
                let text = format!("{text}\n\n{}\n", said(key));
                vec![self.api.comment(place, &number.to_string(), &text)]
            }
            Step::Close { number, body } => {
                let now = self.now(Some(*number))?;
                self.api.close(place, &number.to_string(), body, &now)
            }
        })
    }
}

/// The last line of a comment, by which it is known again.
fn said(key: &str) -> String {
    format!("[modelmod]: # \"said={key}\"")
}
