//! The project's configuration: where it is found, and what of it the command line leaves.

use super::place;
use crate::args::{Choice, Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::pack::{Diagnostic, PackFile, render};
use modelmod_catalog::{Catalog, Date, Model};
use modelmod_config::{Config, read, read_manifest};
use modelmod_project::{Patterns, Repository};
use modelmod_rewrite::{Base, Request};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The name of a configuration.
pub(super) const NAME: &str = "modelmod.toml";
const MANIFEST: &str = "Cargo.toml";

/// A configuration that was read.
#[derive(Default)]
pub(super) struct Found {
    config: Config,
    /// The folder that its patterns are read from; canonical.
    folder: PathBuf,
    /// The file; canonical. `None` where there is no configuration.
    pub(super) file: Option<PathBuf>,
}

/// The configuration that the arguments ask for.
pub(super) fn find(
    args: &Migrate,
    global: &Global,
    catalog: &Catalog,
    as_of: Date,
) -> Result<Found, Failure> {
    if args.project.isolated {
        return Ok(Found::default());
    }
    let reader = Reader { global, catalog, as_of };
    if let Some(path) = &args.project.config {
        let config = reader.read(path)?.ok_or_else(|| {
            Failure::new(format!(
                "{}: no table [workspace.metadata.modelmod] or [package.metadata.modelmod] in it; \
                 add one, or name another file",
                path.display()
            ))
        })?;
        // As --exclude: the file may well be kept outside of what it is for.
        let folder = place::real(Path::new("."))?;
        return Ok(Found { config, folder, file: Some(place::real(path)?) });
    }
    for folder in folders(args)? {
        if let Some((config, file)) = reader.look_in(&folder)? {
            return Ok(Found { config, folder, file: Some(file) });
        }
    }
    Ok(Found::default())
}

/// The folders to look in: from that of the first path up to the top of its repository. Without
/// one, up to the current directory; where that is not above, no further. (What lies in `/tmp`
/// or `/home` may be somebody else's.)
fn folders(args: &Migrate) -> Result<Vec<PathBuf>, Failure> {
    let first = args.paths.first().map_or(Path::new("."), PathBuf::as_path);
    let is_stdin = first == Path::new("-");
    let named = args.stdin_filename.as_deref().filter(|_| is_stdin);
    let start = if is_stdin { named.unwrap_or(Path::new(".")) } else { first };
    let Ok(real) = start.canonicalize().or_else(|error| match is_stdin {
        // The name of standard input need not exist.
        true => Path::new(".").canonicalize(),
        false => Err(error),
    }) else {
        // Whoever looks for its files says what is wrong with it.
        return Ok(Vec::new());
    };
    let start = if real.is_dir() { real.as_path() } else { real.parent().unwrap_or(&real) };
    let top = match Repository::discover(start) {
        Ok(Some(repository)) => repository.workdir().map(Path::to_path_buf),
        _ => None,
    };
    let top = match top {
        Some(top) => top,
        None => place::real(Path::new("."))?,
    };
    let within = start.ancestors().take_while(|folder| folder.starts_with(&top));
    let mut folders: Vec<PathBuf> = within.map(Path::to_path_buf).collect();
    if folders.is_empty() {
        folders.push(start.to_path_buf());
    }
    Ok(folders)
}

struct Reader<'a> {
    global: &'a Global,
    catalog: &'a Catalog,
    as_of: Date,
}

impl Reader<'_> {
    /// The configuration of a folder, with its file.
    fn look_in(&self, folder: &Path) -> Result<Option<(Config, PathBuf)>, Failure> {
        let (own, manifest) = (folder.join(NAME), folder.join(MANIFEST));
        let has = |path: &Path| path.is_file();
        let in_own = if has(&own) { self.read(&shown(&own))? } else { None };
        let in_manifest = if has(&manifest) { self.read(&shown(&manifest))? } else { None };
        match (in_own, in_manifest) {
            (Some(_), Some(_)) => Err(Failure::new(format!(
                "two configurations: {} and a table in {}; keep one of them",
                shown(&own).display(),
                shown(&manifest).display()
            ))),
            (Some(config), None) => Ok(Some((config, own))),
            (None, Some(config)) => Ok(Some((config, manifest))),
            (None, None) => Ok(None),
        }
    }

    /// The configuration in a file; nothing if it is a manifest without one.
    fn read(&self, path: &Path) -> Result<Option<Config>, Failure> {
        let file = text_file(path, "or use --isolated to go without it")?;
        let found = if path.file_name().is_some_and(|name| name == MANIFEST) {
            // Most have none; not even their syntax is looked at then.
            if !file.text.contains("modelmod") {
                return Ok(None);
            }
            read_manifest(&file, self.catalog, self.as_of)
        } else {
            read(&file, self.catalog, self.as_of).map(Some)
        };
        found.map_err(|found| refused(path, &found, "the configuration", self.global))
    }
}

/// A file that is read as packs are.
pub(super) fn text_file(path: &Path, remedy: &str) -> Result<PackFile, Failure> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let cause = match error.kind() {
            io::ErrorKind::NotFound => "no such file; check the spelling".to_owned(),
            io::ErrorKind::InvalidData => "it is not UTF-8; save it as UTF-8".to_owned(),
            _ => format!("it cannot be read: {error}; make it readable"),
        };
        Failure::new(format!("{}: {cause}, {remedy}", path.display()))
    })?;
    Ok(PackFile { path: path.display().to_string(), text })
}

/// Shows what is wrong with a file.
pub(super) fn refused(path: &Path, found: &[Diagnostic], what: &str, global: &Global) -> Failure {
    let colour = terminal::styles(&io::stderr(), global).bad != anstyle::Style::new();
    // When even standard error cannot be written to, the exit code still tells.
    let _ = io::stderr().lock().write_all(render(found, colour).as_bytes());
    let count = match found.len() {
        1 => "1 problem".to_owned(),
        count => format!("{count} problems"),
    };
    Failure::new(format!("{}: {count} in {what}", path.display()))
}

/// The path as seen from the current directory, where it is below.
fn shown(path: &Path) -> PathBuf {
    let here = Path::new(".").canonicalize().ok();
    let below = here.and_then(|here| path.strip_prefix(here).ok().map(Path::to_path_buf));
    below.unwrap_or_else(|| path.to_path_buf())
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
            only.extend(choice.to.iter().map(|(old, _)| old.clone()));
        }
        let mut except = choice.except.clone();
        except.extend(config.except.iter().filter(|name| !typed(name)).cloned());
        let mut to = choice.to.clone();
        let is_chosen = |old: &String| choice.to.iter().any(|(typed, _)| same(typed, old));
        to.extend(config.to.iter().filter(|(old, _)| !is_chosen(old)).cloned());
        let within = choice.within.or(config.within);
        Request { within, only, except, to, policy: config.policy.clone(), ..request }
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
