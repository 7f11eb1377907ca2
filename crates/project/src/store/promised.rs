//! What a partial clone was promised and does not have yet.

use std::collections::BTreeSet;

use crate::git_error::GitError;
use crate::installed::Installed;
use crate::object_id::ObjectId;
use crate::own;

/// Why a blob is not read that is not there.
pub(crate) const ABSENT: &str =
    "its content is not in this clone; get it with: git fetch --refetch --no-filter";

/// The remote that promised the rest; nothing in a complete clone.
fn promisor(git: &Installed) -> Result<Option<String>, GitError> {
    if let Some(name) = git.setting(&["--get", "extensions.partialClone"])? {
        return Ok(Some(name));
    }
    let key = r"^remote\..*\.promisor$";
    let found = git.setting(&["--type=bool", "--get-regexp", key])?.unwrap_or_default();
    let name = found.lines().find_map(|line| {
        line.strip_suffix(" true")?.strip_prefix("remote.")?.strip_suffix(".promisor")
    });
    Ok(name.map(str::to_owned))
}

/// Fetches those of `ids` that are not there, in one go: asked for one by one, git would
/// fetch them one by one. What cannot be had stays away, and whoever reads it finds that out.
pub(crate) fn complete(
    git: &Installed,
    commit: ObjectId,
    ids: &[ObjectId],
) -> Result<(), GitError> {
    let Some(remote) = promisor(git)? else { return Ok(()) };
    let tree = format!("{commit}^{{tree}}");
    let list = ["rev-list", "--objects", "--no-object-names", "--missing=print", &tree];
    let answer = git.run(&list).map_err(|error| git.failed("git rev-list", error.to_string()))?;
    let text = answer.text();
    let missing: BTreeSet<ObjectId> =
        text.lines().filter_map(|line| ObjectId::from_hex(line.strip_prefix('?')?)).collect();
    let wanted: Vec<String> =
        ids.iter().filter(|id| missing.contains(id)).map(|id| format!("{id}\n")).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    if let Some(key) = own::program(git)? {
        return Err(GitError::FetchProgram { key });
    }
    let fetch = [
        "-c",
        "fetch.negotiationAlgorithm=noop",
        "fetch",
        "--quiet",
        "--no-tags",
        "--no-write-fetch-head",
        "--recurse-submodules=no",
        "--filter=blob:none",
        "--stdin",
        &remote,
    ];
    // What came of it shows when the blobs are read.
    drop(git.feed(&fetch, wanted.concat().as_bytes()));
    Ok(())
}
