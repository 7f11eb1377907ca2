//! Where caches lie, and how they are read and written there.

use std::fs::{self, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use git2::{ObjectType, Oid};

use super::record::{MOST_BYTES, QUESTION};
use super::{index, plain};
use crate::repo_path::RepoPath;

const SUFFIX: &str = ".cache";
/// Temporary files begin so.
const HALF_DONE: &str = ".half-done-";
/// Digits of the names.
const DIGITS: usize = 16;

/// What was not used for so long is removed.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(30 * 24 * 3600);
/// A temporary file of that age has no writer.
const ABANDONED_AFTER: Duration = Duration::from_secs(3600);
/// A file that is used is marked as such once in a while.
const USED_AGAIN_AFTER: Duration = Duration::from_secs(24 * 3600);
/// All caches together; the least recently used ones go first. In bytes.
const MOST_TOGETHER: u64 = 256 << 20;

/// A folder for caches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheFolder {
    path: PathBuf,
    is_named: bool,
}

impl CacheFolder {
    /// A folder that the user has named; it need not exist. He answers for what is in it.
    #[must_use]
    pub fn named(path: &Path) -> Self {
        Self { path: path.to_path_buf(), is_named: true }
    }

    /// Where the user's caches are: `modelmod` in `XDG_CACHE_HOME`, or in `~/.cache`
    /// (`~/Library/Caches` on macOS). Nothing if he has no home.
    #[must_use]
    pub fn usual() -> Option<Self> {
        let absolute = |name: &str| {
            std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute())
        };
        let below = if cfg!(target_vendor = "apple") { "Library/Caches" } else { ".cache" };
        let folder = absolute("XDG_CACHE_HOME").or_else(|| Some(absolute("HOME")?.join(below)))?;
        Some(Self { path: folder.join("modelmod"), is_named: false })
    }

    pub(super) fn is_named(&self) -> bool {
        self.is_named
    }

    /// Whether whoever made the tree at `root` may have put the folder there, unasked.
    pub(super) fn is_doubtful(&self, root: &Path) -> bool {
        !self.is_named && self.real().starts_with(root)
    }

    /// Whether it lies in the work tree at `top` and came with it: git keeps files of it.
    pub(super) fn is_brought_along(&self, git_dir: &Path, common_dir: &Path, top: &Path) -> bool {
        let real = self.real();
        let below = real.strip_prefix(top).ok().and_then(RepoPath::from_path);
        below.is_some_and(|below| index::tracks(git_dir, common_dir, &below))
    }

    /// The path of the folder without links, as far as it exists.
    pub(super) fn real(&self) -> PathBuf {
        let full = std::path::absolute(&self.path).unwrap_or_else(|_| self.path.clone());
        let existing = full.ancestors().find_map(|path| Some((path, path.canonicalize().ok()?)));
        match existing {
            Some((path, real)) => real.join(full.strip_prefix(path).unwrap_or(Path::new(""))),
            None => full,
        }
    }

    /// Whether nobody else can have written this.
    #[cfg(unix)]
    fn is_ours(&self, data: &Metadata) -> bool {
        use std::os::unix::fs::MetadataExt;
        let is_own = data.uid() == rustix::process::geteuid().as_raw();
        self.is_named || is_own && data.mode() & 0o022 == 0
    }

    #[cfg(not(unix))]
    fn is_ours(&self, _data: &Metadata) -> bool {
        true
    }
}

/// The place of one cache.
#[derive(Debug)]
pub(super) struct Shelf {
    folder: CacheFolder,
    name: String,
    question: [u8; QUESTION],
}

impl Shelf {
    /// For the tree at `place` and a question.
    pub(super) fn new(folder: &CacheFolder, place: &Path, question: &[u8]) -> Option<Self> {
        // What was found also depends on how files are read.
        let version = concat!(env!("CARGO_PKG_VERSION"), "\0");
        let question = digest(&[version.as_bytes(), question].concat())?;
        let place = digest(place.as_os_str().as_encoded_bytes())?;
        let name = format!("{}-{}{SUFFIX}", hex(&place), hex(&question));
        Some(Self { folder: folder.clone(), name, question })
    }

    fn path(&self) -> PathBuf {
        self.folder.path.join(&self.name)
    }

    /// What tells this question from all others.
    pub(super) const fn question(&self) -> &[u8; QUESTION] {
        &self.question
    }

    /// The bytes that are there, unless they are more than `most`; nothing if they are not there
    /// or not ours.
    pub(super) fn load(&self, most: u64) -> Option<Vec<u8>> {
        let folder = fs::metadata(&self.folder.path).ok()?;
        if !self.folder.is_ours(&folder) {
            return None;
        }
        let (bytes, data) = plain::read(&self.path(), most).ok()?;
        if !self.folder.is_ours(&data) {
            return None;
        }
        if age(&data).is_some_and(|age| age > USED_AGAIN_AFTER) {
            // Only to be kept longer than others.
            drop(
                OpenOptions::new()
                    .append(true)
                    .open(self.path())
                    .and_then(|file| file.set_modified(SystemTime::now())),
            );
        }
        Some(bytes)
    }

    /// Puts a new file in the place of the old one, at once.
    pub(super) fn store(&self, bytes: &[u8]) -> io::Result<()> {
        let folder = &self.folder.path;
        if !folder.is_dir() {
            make(folder)?;
        }
        if !self.folder.is_ours(&fs::metadata(folder)?) {
            let message = "it belongs to another user, or others may write to it";
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, message));
        }
        let mut file = tempfile::Builder::new().prefix(HALF_DONE).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.persist(self.path()).map_err(|error| error.error)?;
        tidy(folder, &self.name);
        Ok(())
    }
}

fn digest(bytes: &[u8]) -> Option<[u8; QUESTION]> {
    let id = Oid::hash_object(ObjectType::Blob, bytes).ok()?;
    id.as_bytes().try_into().ok()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// A new folder that backups, searches and git leave alone.
fn make(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    let tag = "Signature: 8a477f597d28d172789f06886806bc55\n\
               # A cache of modelmod: it can be removed at any time.\n";
    for (name, text) in [("CACHEDIR.TAG", tag), (".gitignore", "*\n"), (".ignore", "*\n")] {
        fs::write(folder.join(name), text)?;
    }
    Ok(())
}

fn age(data: &Metadata) -> Option<Duration> {
    data.modified().ok()?.elapsed().ok()
}

/// Removes what is of no more use: it is not worth an error.
fn tidy(folder: &Path, own: &str) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut caches = Vec::new();
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        let Some(name) = name.to_str().filter(|name| *name != own) else { continue };
        let Ok(data) = entry.metadata() else { continue };
        let age = age(&data).unwrap_or_default();
        if name.starts_with(HALF_DONE) && age > ABANDONED_AFTER
            || is_cache(name) && age > FORGOTTEN_AFTER
        {
            drop(fs::remove_file(path));
        } else if is_cache(name) {
            caches.push((age, data.len(), path));
        }
    }
    caches.sort();
    let mut sum = MOST_BYTES;
    for (_, size, path) in caches {
        sum += size;
        if sum > MOST_TOGETHER {
            drop(fs::remove_file(path));
        }
    }
}

fn is_cache(name: &str) -> bool {
    let is_hex = |text: &str| text.len() == DIGITS && text.bytes().all(|b| b.is_ascii_hexdigit());
    let halves = name.strip_suffix(SUFFIX).and_then(|name| name.split_once('-'));
    halves.is_some_and(|(place, question)| is_hex(place) && is_hex(question))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_made_the_tree_may_have_put_the_folder_there() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().canonicalize().unwrap();
        let unnamed = |path: PathBuf| CacheFolder { path, is_named: false };
        assert!(unnamed(root.join("a/cache")).is_doubtful(&root));
        assert!(!unnamed(root.join("cache")).is_doubtful(&root.join("tree")));
        assert!(!CacheFolder::named(&root.join("cache")).is_doubtful(&root), "the user did");
    }
}
