//! The parallel walk over files, with the work done where the file is read.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use ignore::{DirEntry, ParallelVisitor, ParallelVisitorBuilder, WalkBuilder, WalkState};

use crate::aside::{self, Aside};
use crate::cache::{Cache, Candidates, Fact, Known, Notebook, Signature};
use crate::content::{FileInput, NotedFile, Progress, Said, SkipReason, Walked};
use crate::exclude::Patterns;
use crate::large::LargeBuffers;
use crate::reader::{Content, Reader};
use crate::roots::Roots;
use crate::rules::{self, Unusable};
use crate::sift::Sift;
use crate::stray;
use crate::threads;
use crate::walk_error::WalkError;

/// What to walk and what to leave out.
#[derive(Debug, Clone)]
pub struct WalkOptions<'s> {
    /// Files and folders; none means the current directory. A file named here is visited
    /// even if it is hidden or ignored. A link named here stands for its target.
    pub roots: Vec<PathBuf>,
    /// Whether hidden files are visited. The stores of version control systems never are.
    pub hidden: bool,
    /// Whether `.gitignore`, `.ignore` and git's own exclude files are disregarded.
    pub no_ignore: bool,
    /// Patterns with the meaning of `.gitignore` lines. They beat every other rule.
    pub exclude: Vec<String>,
    /// The folder that patterns with a `/` are read from; empty means the current directory.
    /// For a root outside this folder they are read from that root.
    pub exclude_root: PathBuf,
    /// More patterns, of a folder of their own; as with `exclude_root` for a root outside.
    pub also_exclude: Patterns,
    /// Whether `exclude` and `also_exclude` also hold for what `roots` names.
    pub force_exclude: bool,
    /// How many threads; 0 means as many as there are cores, and where these are few, some more
    /// that wait for the disk.
    pub threads: usize,
    /// Larger files are skipped, and reported as such. In bytes.
    pub max_file_size: u64,
    /// Counters to be advanced while walking.
    pub progress: Option<Arc<Progress>>,
    /// What is known of files from earlier runs: those that hold nothing are counted and not
    /// read. The result is the same with and without.
    pub cache: Option<Arc<Cache>>,
    /// Tells which of the large files need not be in memory. The result is the same with and
    /// without.
    pub sift: Option<&'s dyn Sift>,
    /// A second question about the files that are read, or need not be.
    pub aside: Option<&'s Aside<'s>>,
    /// Which files are read; none means all. The others are neither counted nor told of.
    pub wanted: Option<Wanted>,
}

/// Tells by a file's path, as the walk has it, whether to read it.
#[derive(Clone)]
pub struct Wanted(Arc<dyn Fn(&Path) -> bool + Send + Sync>);

impl Wanted {
    /// Those files of whose paths `is_wanted` is true.
    pub fn new(is_wanted: impl Fn(&Path) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(is_wanted))
    }
}

impl std::fmt::Debug for Wanted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Wanted")
    }
}

impl Default for WalkOptions<'_> {
    fn default() -> Self {
        Self {
            roots: Vec::new(),
            hidden: true,
            no_ignore: false,
            exclude: Vec::new(),
            exclude_root: PathBuf::new(),
            also_exclude: Patterns::default(),
            force_exclude: false,
            threads: 0,
            max_file_size: 32 * 1024 * 1024,
            progress: None,
            cache: None,
            sift: None,
            aside: None,
            wanted: None,
        }
    }
}

/// Reads every file that `options` ask for, once, and calls `visit` with it, from several
/// threads. What `visit` returns comes back sorted, so that neither the order of directory
/// entries nor the number of threads can be seen in the result.
///
/// Ignore files are honoured as ripgrep does: `.gitignore`, `.git/info/exclude` and the
/// user's global excludes inside a git repository, `.ignore` everywhere, each also from the
/// folders above. Links are not followed.
///
/// # Errors
/// If an argument does not exist or a pattern is malformed. A file that cannot be read is
/// no error: it is among [`Walked::skipped`].
pub fn walk<T: Send>(
    options: &WalkOptions<'_>,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
) -> Result<Walked<T>, WalkError> {
    walk_noted(options, visit, |_| None)
}

/// [`walk`] for a visitor who has notes kept by [`FileInput::note`]. Before a file is read of which
/// the cache has a note, `recall` is called with that: it returns what `visit` would, or nothing if
/// it cannot make use of the note.
///
/// # Errors
/// As [`walk`].
pub fn walk_noted<T: Send>(
    options: &WalkOptions<'_>,
    visit: impl Fn(&FileInput<'_>) -> Option<T> + Sync,
    recall: impl Fn(&NotedFile<'_>) -> Option<Option<T>> + Sync,
) -> Result<Walked<T>, WalkError> {
    let mut walked = Walked::default();
    let roots = Arc::new(Roots::resolve(options, &mut walked.skipped)?);
    if !options.no_ignore {
        let mut folders = roots.folders().flat_map(Path::ancestors);
        if let Some(Unusable { path, cause }) = folders.find_map(rules::unusable) {
            return Err(WalkError::Rules { path, cause });
        }
    }
    let buffers = LargeBuffers::new(threads::working(options.threads));
    let shared = Shared { options, visit, recall, buffers, walked: Mutex::new(walked) };
    let blocked = Arc::new(Mutex::new(Vec::new()));
    if let Some(builder) = builder(options, &roots, &blocked) {
        builder.build_parallel().visit(&mut &shared);
    }
    let mut walked = shared.walked.into_inner().unwrap_or_else(PoisonError::into_inner);
    for Unusable { path, cause } in blocked.lock().unwrap_or_else(PoisonError::into_inner).drain(..)
    {
        let cause = format!("its folder was left out: {cause}, or use --no-ignore");
        walked.skip(shown(&path), SkipReason::Unreadable(cause));
    }
    walked.sort();
    Ok(walked)
}

/// The walker, or nothing if no argument is left to walk. Files with ignore rules that cannot be
/// heeded are added to `blocked`.
fn builder(
    options: &WalkOptions<'_>,
    roots: &Arc<Roots>,
    blocked: &Arc<Mutex<Vec<Unusable>>>,
) -> Option<WalkBuilder> {
    let shown = roots.shown();
    let (first, others) = shown.split_first()?;
    let mut builder = WalkBuilder::new(first);
    for root in others {
        builder.add(root);
    }
    builder
        .standard_filters(!options.no_ignore)
        .hidden(!options.hidden)
        .follow_links(false)
        .threads(threads::reading_below(&shown, options.threads));
    let (roots, blocked) = (Arc::clone(roots), Arc::clone(blocked));
    let heeds_rules = !options.no_ignore;
    builder.filter_entry(move |entry| {
        let is_dir = entry.file_type().is_some_and(|kind| kind.is_dir());
        if !roots.admits(entry.path(), entry.depth(), is_dir) {
            return false;
        }
        // Asked here because the walker opens them before anybody sees the folder.
        let asks = is_dir && heeds_rules;
        match asks.then(|| rules::unusable(entry.path())).flatten() {
            Some(found) => {
                blocked.lock().unwrap_or_else(PoisonError::into_inner).push(found);
                false
            }
            None => true,
        }
    });
    Some(builder)
}

/// What all workers of a walk share.
struct Shared<'o, T, F, R> {
    options: &'o WalkOptions<'o>,
    visit: F,
    recall: R,
    buffers: LargeBuffers,
    walked: Mutex<Walked<T>>,
}

impl<'s, T: Send, F, R> ParallelVisitorBuilder<'s> for &'s Shared<'_, T, F, R>
where
    F: Fn(&FileInput<'_>) -> Option<T> + Sync,
    R: Fn(&NotedFile<'_>) -> Option<Option<T>> + Sync,
{
    fn build(&mut self) -> Box<dyn ParallelVisitor + 's> {
        let cache = self.options.cache.as_deref();
        let signs = cache.is_some() || self.options.aside.is_some_and(Aside::remembers);
        Box::new(Worker {
            shared: self,
            reader: Reader::new(self.options.max_file_size, &self.buffers).with_signatures(signs),
            found: Walked::default(),
            notebook: cache.map(Notebook::new),
            aside: self.options.aside.map(aside::Worker::new),
        })
    }
}

/// One thread's part of a walk; merged when dropped, so that no lock is taken per file.
struct Worker<'s, T, F, R> {
    shared: &'s Shared<'s, T, F, R>,
    reader: Reader<'s>,
    found: Walked<T>,
    notebook: Option<Notebook<'s>>,
    aside: Option<aside::Worker<'s>>,
}

impl<T, F, R> Drop for Worker<'_, T, F, R> {
    fn drop(&mut self) {
        let found = std::mem::take(&mut self.found);
        self.shared.walked.lock().unwrap_or_else(PoisonError::into_inner).merge(found);
    }
}

impl<T: Send, F, R> ParallelVisitor for Worker<'_, T, F, R>
where
    F: Fn(&FileInput<'_>) -> Option<T> + Sync,
    R: Fn(&NotedFile<'_>) -> Option<Option<T>> + Sync,
{
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        match entry {
            Ok(entry) => {
                if let Some(error) = entry.error() {
                    self.found.warnings.push(error.to_string());
                }
                self.entry(&entry);
            }
            Err(error) => self.failed(&error),
        }
        WalkState::Continue
    }
}

impl<'s, T: Send, F, R> Worker<'s, T, F, R>
where
    F: Fn(&FileInput<'_>) -> Option<T> + Sync,
    R: Fn(&NotedFile<'_>) -> Option<Option<T>> + Sync,
{
    fn entry(&mut self, entry: &DirEntry) {
        let Some(kind) = entry.file_type() else { return };
        if kind.is_dir() {
            return;
        }
        let path = shown(entry.path());
        if kind.is_symlink() {
            // A link to a folder, or to nothing, hides no file.
            if entry.path().metadata().is_ok_and(|target| target.is_file()) {
                self.found.skip(path, SkipReason::Symlink);
            }
        } else if !kind.is_file() {
            self.found.skip(path, SkipReason::NotRegular);
        } else if stray::is_journal(entry.path()) {
            self.found.journals.push(path.to_path_buf());
        } else if stray::is_leftover(entry.path()) {
            self.found.leftovers.push(path.to_path_buf());
        } else {
            self.file(path);
        }
    }

    fn file(&mut self, path: &Path) {
        let wanted = self.shared.options.wanted.as_ref();
        if wanted.is_some_and(|Wanted(is_wanted)| !is_wanted(path)) {
            return;
        }
        let knows_any = self.notebook.as_ref().is_some_and(Notebook::knows_any)
            || self.aside.as_ref().is_some_and(aside::Worker::knows_any);
        let mut signature = knows_any.then(|| Signature::at(path)).flatten();
        if signature.is_some_and(|signature| self.is_known(path, &signature)) {
            return;
        }
        let read = self.reader.read(path, self.shared.options.sift, &mut signature);
        let is_binary = matches!(read, Err(SkipReason::Binary));
        let said = Said::default();
        said.is_blank.set(matches!(read, Ok(Content::Blank(_))));
        let mut seen = None;
        match read {
            Err(reason) => self.found.skip(path, reason),
            Ok(content) => {
                self.found.count(content.size(), self.shared.options.progress.as_deref());
                let (bytes, excerpt): (&[u8], _) = match &content {
                    Content::Bytes(bytes) => (bytes, None),
                    Content::Excerpt(parts) => (parts.text(), Some(parts)),
                    Content::Blank(_) => (&[], None),
                };
                if !said.is_blank.get() {
                    let notebook = self.notebook.as_ref();
                    seen = notebook.zip(signature).and_then(|(book, one)| book.seen(path, one));
                    let file = FileInput { path, bytes, excerpt, seen, said: &said };
                    if let Some(result) = (self.shared.visit)(&file) {
                        self.found.results.push((path.to_path_buf(), result));
                    }
                }
                let whole = matches!(content, Content::Bytes(_)).then_some(bytes);
                self.aside.iter_mut().for_each(|aside| aside.met(path, whole, signature));
            }
        }
        let fact = if is_binary { Fact::Binary } else { Fact::Blank };
        let (Some(notebook), Some(signature)) = (&mut self.notebook, signature) else { return };
        if is_binary || said.is_blank.get() {
            notebook.learn(path, signature, fact);
        } else if let (Some(seen), Some(note)) = (seen, said.note.take()) {
            notebook.note(seen, note);
        }
    }

    /// Whether the file need not be read; then what there is to say of it is said.
    fn is_known(&mut self, path: &Path, signature: &Signature) -> bool {
        let size = signature.size();
        // What is too large is not looked at, whatever is known of it.
        if size > self.shared.options.max_file_size {
            return false;
        }
        let known = self.notebook.as_mut().and_then(|notebook| notebook.recall(path, signature));
        match known {
            None => return false,
            Some(Known::Fact(Fact::Binary)) => {
                self.found.skip(path, SkipReason::Binary);
                return true;
            }
            Some(Known::Fact(Fact::Blank)) => {
                self.found.count(size, self.shared.options.progress.as_deref());
            }
            Some(Known::Notes(notes)) if self.is_noted(path, &notes, size) => {}
            Some(Known::Notes(_)) => return false,
        }
        self.aside.iter_mut().for_each(|aside| aside.met(path, None, Some(*signature)));
        true
    }

    /// Whether one of the notes will do instead of the file.
    fn is_noted(&mut self, path: &Path, notes: &Candidates<'s>, size: u64) -> bool {
        let recall = |note| (self.shared.recall)(&NotedFile { path, note, seen: notes.seen });
        let recalled = notes.texts.iter().map(|note| recall(note)).enumerate();
        let Some((which, result)) = recalled.into_iter().find_map(|(at, one)| Some((at, one?)))
        else {
            return false;
        };
        if let Some(notebook) = &mut self.notebook {
            notebook.take(notes, which);
        }
        self.found.count(size, self.shared.options.progress.as_deref());
        self.found.results.extend(result.map(|result| (path.to_path_buf(), result)));
        true
    }

    /// Something could not be listed or looked at.
    fn failed(&mut self, error: &ignore::Error) {
        match located(error) {
            (Some(path), cause) if !error.is_partial() => {
                self.found.skip(shown(path), SkipReason::Unreadable(cause));
            }
            _ => self.found.warnings.push(error.to_string()),
        }
    }
}

/// The path as results show it: the same however the current directory was named.
fn shown(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

/// The path that an error is about, if it names one, and its cause.
fn located(error: &ignore::Error) -> (Option<&Path>, String) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), located(err).1),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            located(err)
        }
        other => (None, other.to_string()),
    }
}
