//! All that a run goes by: what was typed, the project's configuration, the baseline.

use super::{baseline, blobs, config, place};
use crate::args::{Global, Migrate};
use crate::catalogue::Catalogue;
use crate::failure::Failure;
use crate::{clock, configuration};
use modelmod_project::{Patterns, Repository};
use modelmod_rewrite::{Applicability, Request};
use std::path::{Path, PathBuf};

/// All that a run goes by.
pub(super) struct Settings {
    pub(super) request: Request,
    /// Patterns of the configuration, for files to leave out.
    pub(super) exclude: Patterns,
    /// What paths in patches and reports are relative to; canonical.
    pub(super) root: PathBuf,
    /// Files that tell modelmod what to do, by their paths below the root: the names in them
    /// are no uses.
    own: Vec<Vec<u8>>,
    /// A pack that is needed may have been checked as many days ago.
    pub(super) max_age: Option<u32>,
}

impl Settings {
    pub(super) fn new(args: &Migrate, global: &Global, known: &Catalogue) -> Result<Self, Failure> {
        let as_of = clock::as_of(args.day.as_of)?;
        let catalog = known.catalog.as_ref();
        let found = config::open(known.configuration.as_ref(), global, catalog, as_of)?;
        let root = root(args)?;
        let level = if args.mode.unsafe_fixes || args.mode.interactive {
            Applicability::Unsafe
        } else {
            Applicability::Safe
        };
        let request = Request { level, ..Request::new(as_of) };
        let mut request = found.join(&args.choice, catalog, request);
        request.policy.base = found.base(&root);
        let baseline = args.project.baseline.as_ref().or(args.project.write_baseline.as_ref());
        if let Some(path) = &args.project.baseline {
            request.baseline = baseline::read(path, global, catalog)?;
        }
        let files = found.file.iter().chain(&known.files).cloned();
        let files = files.chain(baseline.map(|path| place::of_file(path)));
        let own = files.map(|file| place::below(&root, &file)).collect();
        let max_age = args.choice.max_age.or(found.config.max_age);
        Ok(Self { request, exclude: found.exclude(), root, own, max_age })
    }

    /// Whether the file at `path`, below the root, tells modelmod what to do.
    pub(super) fn is_own(&self, path: &[u8]) -> bool {
        let name = path.rsplit(|&byte| byte == b'/').next();
        name == Some(configuration::NAME.as_bytes()) || self.own.iter().any(|own| own == path)
    }
}

/// The root of the run.
fn root(args: &Migrate) -> Result<PathBuf, Failure> {
    if args.reads_stdin() {
        let is_absolute = args.stdin_filename.as_ref().is_some_and(|name| name.is_absolute());
        return if is_absolute { Ok(PathBuf::from("/")) } else { place::real(Path::new(".")) };
    }
    if blobs::are_read(args) {
        // Where there is no repository, whoever reads of it says so.
        let first = args.first();
        let repository = Repository::discover(first).ok().flatten();
        let top = repository.as_ref().and_then(Repository::workdir).map(Path::to_path_buf);
        return Ok(top.unwrap_or_default());
    }
    place::root(&args.paths)
}
