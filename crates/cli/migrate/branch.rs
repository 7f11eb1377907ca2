//! Committing the plan to a branch.

use super::gather::Gathered;
use crate::args::Migrate;
use crate::failure::Failure;
use modelmod_project::{BranchRequest, RepoPath, commit_branch};
use modelmod_report::shown;
use modelmod_rewrite::Plan;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Makes the branch and returns its name.
pub(super) fn commit(
    args: &Migrate,
    gathered: &Gathered<'_>,
    name: Option<&str>,
) -> Result<String, Failure> {
    let Some((repository, head)) = &gathered.head else {
        return Err(Failure::new("a branch needs a repository"));
    };
    let plan = &gathered.plan;
    let name = name.map_or_else(|| default_name(plan), str::to_owned);
    let files: Vec<(RepoPath, Vec<u8>)> =
        plan.edited().map(|file| (RepoPath::from_bytes(file.path.clone()), file.after())).collect();
    let commit = commit_branch(
        repository,
        &BranchRequest {
            head: *head,
            name: &name,
            message: &message(plan),
            files: &files,
            allow_bare: args.git.bare,
            no_gpg_sign: args.git.no_gpg_sign,
            trailers: &[],
            author: None,
            committer: None,
        },
    )?;
    Ok(commit.branch)
}

/// `modelmod/<provider>-<digest of the plan>`: the same plan gives the same name.
fn default_name(plan: &Plan<'_>) -> String {
    let edited = plan.findings().filter(|(file, finding)| file.is_edited(finding));
    let providers: BTreeSet<&str> =
        edited.map(|(_, finding)| finding.model.provider.as_ref()).collect();
    let provider = match providers.first() {
        Some(provider) if providers.len() == 1 => provider,
        _ => "models",
    };
    format!("modelmod/{provider}-{:08x}", digest(&plan.patch()))
}

/// FNV-1a folded to 32 bits: stable over versions and machines, which is all a name needs.
fn digest(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xCBF2_9CE4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    (hash >> 32) ^ (hash & 0xFFFF_FFFF)
}

fn message(plan: &Plan<'_>) -> String {
    let edited: Vec<_> =
        plan.findings().filter(|(file, finding)| file.is_edited(finding)).collect();
    let models: BTreeSet<&str> =
        edited.iter().map(|(_, finding)| finding.model.id.as_ref()).collect();
    let subject = match models.first() {
        Some(model) if models.len() == 1 => format!("Migrate from {model}"),
        _ => format!("Migrate from {} models that retire", models.len()),
    };
    let mut text = format!("{subject}\n\nAs of {}, by modelmod:\n\n", plan.as_of);
    for (file, finding) in edited {
        let _ = writeln!(
            text,
            "  {}:{}: {} -> {}",
            shown(&file.path),
            finding.position.line,
            finding.matched,
            finding.replacement.as_deref().unwrap_or_default()
        );
    }
    let sources: BTreeSet<&str> = plan
        .verdicts
        .iter()
        .filter(|verdict| models.contains(verdict.model.id.as_ref()))
        .map(|verdict| verdict.model.source.as_ref())
        .collect();
    text.push('\n');
    for source in sources {
        let _ = writeln!(text, "See {source}");
    }
    text
}
