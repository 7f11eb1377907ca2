//! The parts of a plan that get a branch each.
//!
//! A branch has one commit, because that is what is reviewed, merged and reverted as one, and
//! what a later run can replace as one. So a group is a branch, not a commit on a common one.

use crate::args::GroupBy;
use crate::failure::Failure;
use modelmod_project::{Head, Owners, RepoPath, Repository, read_head};
use modelmod_rewrite::{Finding, Plan, PlannedFile};
use std::collections::BTreeSet;

/// The key of files at the top, and of files without an owner.
const TOP: &str = "top";
const UNOWNED: &str = "unowned";

/// A part of a plan.
pub(super) struct Group<'c> {
    /// What its edits have in common; nothing for the whole plan.
    pub(super) key: Option<String>,
    pub(super) plan: Plan<'c>,
}

/// The groups of a plan, sorted by key.
pub(super) fn groups<'c>(
    plan: &Plan<'c>,
    by: Option<GroupBy>,
    repository: &Repository,
    head: &Head,
) -> Result<Vec<Group<'c>>, Failure> {
    let Some(by) = by else { return Ok(vec![Group { key: None, plan: plan.clone() }]) };
    let owners = match by {
        GroupBy::Codeowners => owners(repository, head)?,
        _ => Owners::default(),
    };
    let key = |file: &PlannedFile<'c>, finding: &Finding<'c>| match by {
        GroupBy::Model => finding.model.id.to_string(),
        GroupBy::Directory => folder(&file.path),
        GroupBy::Codeowners => owned(&owners, &file.path),
    };
    let edited = plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let keys: BTreeSet<String> = edited.map(|(file, finding)| key(file, finding)).collect();
    let part = |wanted: String| {
        let plan = plan.part(|file, finding| key(file, finding) == wanted);
        Group { key: Some(wanted), plan }
    };
    Ok(keys.into_iter().map(part).collect())
}

fn folder(path: &[u8]) -> String {
    let mut parts = path.splitn(2, |byte| *byte == b'/');
    match (parts.next(), parts.next()) {
        (Some(folder), Some(_)) => String::from_utf8_lossy(folder).into_owned(),
        _ => TOP.to_owned(),
    }
}

fn owned(owners: &Owners, path: &[u8]) -> String {
    let path = RepoPath::from_bytes(path).to_path();
    match path.as_ref().map(|path| owners.of(path)) {
        Some(owners) if !owners.is_empty() => owners.join(" "),
        _ => UNOWNED.to_owned(),
    }
}

/// The CODEOWNERS file of HEAD: the plan is made on what HEAD has.
fn owners(repository: &Repository, head: &Head) -> Result<Owners, Failure> {
    for place in Owners::places() {
        if let Some(bytes) = read_head(repository, head, &RepoPath::from_bytes(*place))? {
            return Ok(Owners::parse(&String::from_utf8_lossy(&bytes)));
        }
    }
    Err(Failure::new(format!(
        "--group-by codeowners: HEAD has no CODEOWNERS file; it is looked for at {}",
        Owners::places().join(", ")
    )))
}
