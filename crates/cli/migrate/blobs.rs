//! Files as git has them: those of HEAD for a branch, those of the index for `--staged`.

use super::settings::Settings;
use super::{cache, place};
use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_edit::Named;
use modelmod_project::{
    FileInput, Head, HeadOptions, Index, Repository, Walked, walk_head, walk_index,
};
use std::path::Path;

/// Which of git's files.
pub(super) enum Blobs {
    /// Those of this commit.
    Head(Head),
    /// Those of the index.
    Index(Index),
}

/// Whether a run is about git's files, and not about those of the work tree.
pub(super) fn are_read(args: &Migrate) -> bool {
    args.mode.branch.is_some() || args.files.staged
}

/// Reads those of the files for which the arguments ask.
pub(super) fn walk<T: Send>(
    args: &Migrate,
    global: &Global,
    settings: &Settings,
    question: Option<&[u8]>,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<(Walked<T>, Repository, Blobs), Failure> {
    let first = args.first();
    let (repository, blobs) = match args.files.staged {
        true => of_index(first)?,
        false => of_head(args, first)?,
    };
    let mut under = Vec::new();
    for path in args.paths.iter().filter(|_| !repository.is_bare()) {
        let real = place::real(path)?;
        let inside = repository.relative(&real).ok_or_else(|| {
            Failure::new(format!("{}: not in the repository of {}", path.named(), first.named()))
        })?;
        under.push(inside);
    }
    under.retain(|path| !path.as_bytes().is_empty());
    let everything = under.len() < args.paths.len();
    let place = repository.workdir().unwrap_or(repository.git_dir());
    let cache = question.and_then(|asked| cache::open(args, global, place, asked, None));
    let walked = terminal::with_progress(global, |progress| {
        let options = HeadOptions {
            under: if everything { Vec::new() } else { under },
            exclude: args.files.exclude.clone(),
            also_exclude: settings.exclude.clone(),
            threads: usize::from(args.files.threads),
            max_file_size: u64::from(args.files.max_filesize) << 20,
            progress,
            cache: cache.clone(),
        };
        match &blobs {
            Blobs::Head(head) => walk_head(&repository, head, &options, visit),
            Blobs::Index(index) => walk_index(&repository, index, &options, visit),
        }
    })?;
    cache::close(cache, global);
    Ok((walked, repository, blobs))
}

/// What a branch is made of.
fn of_head(args: &Migrate, first: &Path) -> Result<(Repository, Blobs), Failure> {
    if args.mode.branch == Some(None) && !first.exists() {
        // `--branch NAME` without `=` would make every path after it a name.
        return Err(Failure::new(format!(
            "{0}: no such file or folder; if it is the branch's name, write --branch={0}",
            first.named()
        )));
    }
    place::real(first)?;
    let Some(repository) = Repository::discover(first)? else {
        return Err(Failure::new(format!(
            "{}: no git repository here, so no branch can be made; \
             without --branch the files themselves are rewritten",
            first.named()
        )));
    };
    if repository.is_bare() && !args.branching.bare {
        return Err(Failure::new(format!(
            "{}: the repository is bare; say --bare if the branch is to be made there",
            repository.git_dir().named()
        )));
    }
    let head = repository.head()?;
    Ok((repository, Blobs::Head(head)))
}

/// What would be committed.
fn of_index(first: &Path) -> Result<(Repository, Blobs), Failure> {
    place::real(first)?;
    let Some(repository) = Repository::discover(first)?.filter(|one| !one.is_bare()) else {
        return Err(Failure::new(format!(
            "{}: no work tree of git here in which anything could be staged; leave --staged out",
            first.named()
        )));
    };
    // Set for a hook where less, or more, is committed than what is staged.
    let named = std::env::var_os("GIT_INDEX_FILE").filter(|name| !name.is_empty());
    let index = Index::of(&repository, named.as_deref().map(Path::new))?;
    Ok((repository, Blobs::Index(index)))
}
