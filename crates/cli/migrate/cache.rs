//! Which cache a run uses, and what is said of it.

use crate::args::{Global, Migrate};
use crate::terminal;
use modelmod_project::{Cache, CacheFolder};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

const VARIABLE: &str = "MODELMOD_CACHE_DIR";

/// What is remembered of the tree at `root` for `question`, and what was noted of its files for the
/// question `noted`, if there is one; nothing if it is not wanted, or there can be none.
pub(super) fn open(
    args: &Migrate,
    global: &Global,
    root: &Path,
    question: &[u8],
    noted: Option<&[u8]>,
) -> Option<Arc<Cache>> {
    let folder = folder(args)?;
    let (question, noted) = (by_build(question), noted.map(by_build));
    let now = SystemTime::now();
    match Cache::open_with_notes(&folder, root, &question, noted.as_deref(), now) {
        Ok(cache) => Some(cache),
        Err(why) => {
            say(global, &why.to_string());
            None
        }
    }
}

/// What is remembered beside `cache`, of the same tree, for a question that also tells whether notes
/// hold.
pub(super) fn beside(cache: &Cache, question: &[u8]) -> Option<Arc<Cache>> {
    let question = by_build(question);
    cache.beside(&question, Some(&question))
}

/// Two builds of one version may find different things.
fn by_build(question: &[u8]) -> Vec<u8> {
    [env!("MODELMOD_BUILD").as_bytes(), b" ", question].concat()
}

/// Keeps what was learned. That it cannot be kept is no failure of the run.
pub(super) fn close(cache: Option<Arc<Cache>>, global: &Global) {
    let Some(cache) = cache else { return };
    let known = cache.known();
    if known > 0 {
        let files = if known == 1 { "1 file is" } else { &format!("{known} files are") };
        say(global, &format!("{files} as an earlier run read them: not read again"));
    }
    if let Err(error) = cache.save() {
        say(global, &format!("nothing is remembered for the next run: {error}"));
    }
}

fn folder(args: &Migrate) -> Option<CacheFolder> {
    if args.caching.no_cache {
        return None;
    }
    let set = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    match args.caching.cache_dir.clone().or_else(set) {
        Some(path) => Some(CacheFolder::named(&path)),
        None => CacheFolder::usual(),
    }
}

fn say(global: &Global, text: &str) {
    if global.verbose {
        terminal::complain("note", text, global);
    }
}
