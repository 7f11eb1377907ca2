//! Which tracked files may differ from their blobs, because something converts them on their
//! way into the work tree.
//!
//! A filter can do anything, `ident` writes names of blobs, an encoding changes every byte.
//! Line ends need no attention here: where they were converted, the size is another one.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::plain;

const FILE: &str = ".gitattributes";
/// Larger ones are not read. In bytes.
const MOST: u64 = 1 << 20;

/// Where any of these stands, nothing is known of the files that it is said of.
const CONVERTS: [&[u8]; 3] = [b"filter", b"ident", b"working-tree-encoding"];

/// What the attributes of a work tree say of conversions.
pub(super) struct Conversions {
    top: PathBuf,
    /// For everything, from outside the tree.
    outer: Said,
    /// By the folder's path in bytes, empty for the top.
    folders: HashMap<Vec<u8>, Said>,
    /// Folders whose attributes the index has; where the file is not there, git reads the index.
    tracked: Vec<Vec<u8>>,
    /// The folder asked for last, if nothing is said of any file in it.
    quiet: Option<Vec<u8>>,
}

/// What one file of attributes says.
#[derive(Debug, Clone)]
enum Said {
    Nothing,
    /// Files that may be converted, by their paths below the file's folder.
    Some(Gitignore),
    /// It is not understood well enough.
    Anything,
}

impl Conversions {
    /// Nothing where it cannot be told which attributes hold.
    pub(super) fn new(git_dir: &Path, common_dir: &Path, top: &Path) -> Option<Self> {
        if std::env::var_os("GIT_ATTR_SOURCE").is_some() {
            return None;
        }
        let repository = git2::Repository::open(git_dir).ok()?;
        let config = repository.config().ok()?.snapshot().ok()?;
        if config.get_entry("attr.tree").is_ok() {
            return None;
        }
        let mut files = vec![common_dir.join("info/attributes")];
        match config.get_path("core.attributesfile") {
            Ok(path) => files.push(path),
            Err(_) => {
                let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".config"));
                let folder = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from).or_else(home);
                files.extend(folder.map(|folder| folder.join("git/attributes")));
            }
        }
        // Of the machine; where git was installed says which one.
        let prefixes = ["/etc", "/usr/local/etc", "/opt/homebrew/etc", "/usr/etc"];
        files.extend(prefixes.map(|folder| Path::new(folder).join("gitattributes")));
        // These may well be links.
        let real = |path: &PathBuf| path.canonicalize().unwrap_or_else(|_| path.clone());
        let is_quiet = |path: &PathBuf| matches!(read(&real(path)), Some(Said::Nothing) | None);
        let outer = if files.iter().all(is_quiet) { Said::Nothing } else { Said::Anything };
        let (folders, tracked) = (HashMap::new(), Vec::new());
        Some(Self { top: top.to_path_buf(), outer, folders, tracked, quiet: None })
    }

    /// Takes note of a tracked file, if it is one of attributes. Paths come in their order.
    pub(super) fn expect(&mut self, path: &[u8]) {
        if let Some(folder) = path.strip_suffix(FILE.as_bytes())
            && matches!(folder.last(), None | Some(b'/'))
        {
            let folder = folder.strip_suffix(b"/").unwrap_or(folder);
            if let Err(at) = self.tracked.binary_search_by(|one| (**one).cmp(folder)) {
                self.tracked.insert(at, folder.to_vec());
            }
        }
    }

    /// Whether the tracked file at `path` may have other bytes than its blob.
    pub(super) fn may_convert(&mut self, path: &[u8]) -> bool {
        let leads_out = |part: &[u8]| matches!(part, b"" | b"." | b"..");
        let is_odd = path.split(|byte| *byte == b'/').any(leads_out);
        if is_odd || !matches!(self.outer, Said::Nothing) {
            return true;
        }
        let folder = folder_of(path);
        if self.quiet.as_deref() == Some(folder) {
            return false;
        }
        let (mut above, mut is_quiet) = (Some(folder), true);
        while let Some(folder) = above {
            match self.said(folder) {
                Said::Nothing => {}
                Said::Anything => return true,
                Said::Some(patterns) => {
                    is_quiet = false;
                    let below = if folder.is_empty() { path } else { &path[folder.len() + 1..] };
                    let Ok(below) = std::str::from_utf8(below) else { return true };
                    if patterns.matched_path_or_any_parents(below, false).is_ignore() {
                        return true;
                    }
                }
            }
            above = (!folder.is_empty()).then(|| folder_of(folder));
        }
        self.quiet = is_quiet.then(|| folder.to_vec());
        false
    }

    fn said(&mut self, folder: &[u8]) -> &Said {
        if !self.folders.contains_key(folder) {
            let place = crate::repo_path::RepoPath::from_bytes(folder).to_path();
            let found = place.map(|place| read(&self.top.join(place).join(FILE)));
            let said = match found {
                Some(Some(said)) => said,
                Some(None) if self.tracked.binary_search_by(|one| (**one).cmp(folder)).is_err() => {
                    Said::Nothing
                }
                _ => Said::Anything,
            };
            self.folders.insert(folder.to_vec(), said);
        }
        &self.folders[folder]
    }
}

/// The folder that it is in; empty for the top.
fn folder_of(path: &[u8]) -> &[u8] {
    &path[..memchr::memrchr(b'/', path).unwrap_or(0)]
}

/// What the file of attributes says; nothing if there is none.
fn read(path: &Path) -> Option<Said> {
    match plain::read(path, MOST) {
        Ok((text, _)) => Some(understood(&text)),
        Err(error) => match error.kind() {
            std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory => None,
            _ => Some(Said::Anything),
        },
    }
}

fn understood(text: &[u8]) -> Said {
    if !CONVERTS.iter().any(|word| memchr::memmem::find(text, word).is_some()) {
        return Said::Nothing;
    }
    let Ok(text) = std::str::from_utf8(text) else { return Said::Anything };
    // A line ends there for git, or the file. The others are white space to libgit2, to git they
    // are not; a carriage return within a line it is to git, and not to libgit2.
    let is_within = |rest: &str| !rest.starts_with('\n');
    if text.contains(['\0', '\u{b}', '\u{c}']) || text.split('\r').skip(1).any(is_within) {
        return Said::Anything;
    }
    let mut patterns = GitignoreBuilder::new("");
    // More than git takes, where git minds the case.
    if patterns.case_insensitive(true).is_err() {
        return Said::Anything;
    }
    let mut is_any = false;
    for line in text.strip_prefix('\u{FEFF}').unwrap_or(text).split('\n') {
        // What else is white space is part of a word to git.
        let mut words = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
        let Some(pattern) = words.next().filter(|word| !word.starts_with('#')) else { continue };
        if !words.any(converts) {
            continue;
        }
        // A name for several attributes may be used anywhere. Quotes, classes and escapes are rare,
        // and git has its own rules for them; braces mean nothing to it, and much to others.
        let is_plain = !pattern.contains(['"', '[', ']', '!', '\\', '{', '}']);
        if !is_plain || patterns.add_line(None, pattern).is_err() {
            return Said::Anything;
        }
        is_any = true;
    }
    match patterns.build() {
        Ok(_) if !is_any => Said::Nothing,
        Ok(patterns) => Said::Some(patterns),
        Err(_) => Said::Anything,
    }
}

/// Whether a word of a line of attributes sets one that converts.
fn converts(word: &str) -> bool {
    let name = word.split('=').next().unwrap_or_default();
    CONVERTS.contains(&name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_may_be_converted_is_doubted() {
        let doubts = |text: &str, path: &str| match understood(text.as_bytes()) {
            Said::Nothing => false,
            Said::Anything => true,
            Said::Some(patterns) => patterns.matched_path_or_any_parents(path, false).is_ignore(),
        };
        for (text, path, wanted) in [
            ("* text=auto eol=lf\n*.png binary\n", "a.c", false),
            ("*.bin filter=lfs diff=lfs -text\n", "deep/a.bin", true),
            ("*.bin filter=lfs diff=lfs -text\n", "deep/a.c", false),
            ("*.bin -filter\n", "a.bin", false),
            ("data/** ident\n", "data/x/y", true),
            ("data ident\n", "data/x/y", true),
            ("*.txt working-tree-encoding=UTF-16\n", "A.TXT", true),
            ("# *.c filter=x\n", "a.c", false),
            ("[attr]big filter=lfs\n", "a.c", true),
            ("\"a b\" filter=lfs\n", "a.c", true),
            ("identical.c text\n", "a.c", false),
            // What means another thing in other patterns, or to other readers.
            ("{a,b}.c filter=x\n", "{a,b}.c", true),
            ("[[:alpha:]].c filter=x\n", "q.c", true),
            ("a\u{a0}b filter=x\n", "a\u{a0}b", true),
            ("a\\?b ident\n", "a?b", true),
            ("\u{FEFF}\u{FEFF}a filter=x\n", "\u{FEFF}a", true),
            ("*.bin filter\0\0\n", "a.bin", true),
            ("*.bin filter\u{b}\n", "a.bin", true),
            ("*.bin\u{c}filter\n", "a.bin", true),
            ("*?/\rfilter\n", "d", true),
            (" \t*.bin\tfilter=x\r\n", "a.bin", true),
        ] {
            assert_eq!(doubts(text, path), wanted, "{text} {path}");
        }
    }
}
