//! The project's configuration, and what of it the command line leaves.

use super::place;
use crate::args::{Choice, Global};
use crate::configuration::Located;
use crate::failure::Failure;
use crate::texts::refused;
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_config::{Config, read, read_manifest};
use modelmod_project::Patterns;
use modelmod_rewrite::{Base, Request, is_pattern};
use std::path::{Path, PathBuf};

/// A configuration that was read.
#[derive(Default)]
pub(super) struct Found {
    pub(super) config: Config,
    /// The folder that its patterns are read from; canonical.
    folder: PathBuf,
    /// The file; canonical. `None` where there is no configuration.
    pub(super) file: Option<PathBuf>,
}

/// What a configuration says, now that the models are known.
pub(super) fn open(
    located: Option<&Located>,
    global: &Global,
    catalog: &Catalog,
    as_of: Date,
) -> Result<Found, Failure> {
    let Some(located) = located else { return Ok(Found::default()) };
    let read = match located.is_manifest {
        true => read_manifest(&located.text, catalog, as_of).map(Option::unwrap_or_default),
        false => read(&located.text, catalog, as_of),
    };
    let config = read.map_err(|found| {
        refused(Path::new(&located.text.path), &found, "the configuration", global)
    })?;
    // As --exclude: the file that is named may well be kept outside of what it is for.
    let folder = match located.is_named {
        true => place::real(Path::new("."))?,
        false => located.path.parent().unwrap_or(&located.path).to_path_buf(),
    };
    Ok(Found { config, folder, file: Some(located.path.clone()) })
}

impl Found {
    /// Patterns of files to leave out.
    pub(super) fn exclude(&self) -> Patterns {
        Patterns { lines: self.config.exclude.clone(), folder: self.folder.clone() }
    }

    /// Joins the configuration to what was typed. What was typed wins.
    pub(super) fn join(&self, choice: &Choice, catalog: &Catalog, request: Request) -> Request {
        let Self { config, .. } = self;
        let model = |name: &String| catalog.find(name).map(|entry| entry.model);
        let same = |a: &String, b: &String| match (model(a), model(b)) {
            (Some(a), Some(b)) => std::ptr::eq::<Model>(a, b),
            _ => false,
        };
        let typed = |name: &String| {
            choice
                .only
                .iter()
                .chain(choice.to.iter().map(|(old, _)| old))
                .any(|one| same(one, name))
        };
        let mut only = choice.only.clone();
        if only.is_empty() && !config.only.is_empty() {
            only.clone_from(&config.only);
            let named = choice.to.iter().map(|(old, _)| old);
            only.extend(named.filter(|old| !is_pattern(old)).cloned());
        }
        let mut except = choice.except.clone();
        except.extend(config.except.iter().filter(|name| !typed(name)).cloned());
        let mut to = choice.to.clone();
        let is_chosen =
            |old: &String| choice.to.iter().any(|(typed, _)| typed == old || same(typed, old));
        to.extend(config.to.iter().filter(|(old, _)| !is_chosen(old)).cloned());
        let within = choice.within.or(config.within);
        let prefer = choice.prefer.or(config.prefer).unwrap_or_default();
        Request { within, only, except, to, prefer, policy: config.policy.clone(), ..request }
    }

    /// Where the folder of the configuration is, seen from the root of the run.
    pub(super) fn base(&self, root: &Path) -> Base {
        let text =
            |path: &Path| String::from_utf8_lossy(&place::below(Path::new(""), path)).into_owned();
        match (self.folder.strip_prefix(root), root.strip_prefix(&self.folder)) {
            (Ok(below), _) if below.as_os_str().is_empty() => Base::Here,
            (Ok(below), _) => Base::Below(text(below)),
            (_, Ok(above)) => Base::Above(text(above)),
            _ => Base::Apart,
        }
    }
}
