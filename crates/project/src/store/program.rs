//! The installed git's answers.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::batch::Batches;
use super::{Change, Known, New, Readers, Store, TreeFile, Wanted, promised, state, trees};
use crate::git_error::GitError;
use crate::identity::Signature;
use crate::installed::{Answer, Installed, one_line};
use crate::object_id::ObjectId;
use crate::own;
use crate::repo_path::RepoPath;
use crate::status::DirtyKind;

/// A repository that the installed git works on.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    git: Installed,
    place: PathBuf,
}

/// Where a repository is, as git says.
pub(crate) struct Found {
    pub(crate) git_dir: PathBuf,
    pub(crate) workdir: Option<PathBuf>,
}

/// The repository that `folder` is in; nothing if it is in none.
pub(crate) fn find(folder: &Path) -> Result<Option<Found>, GitError> {
    let git = Installed::at(folder);
    let ask = |args: &[&str]| {
        let args = [&["rev-parse"], args].concat();
        git.run(&args).map_err(|error| git.failed("git rev-parse", error.to_string()))
    };
    let answer = ask(&["--absolute-git-dir"])?;
    if !answer.ok {
        let stderr = answer.stderr;
        if stderr.contains("dubious ownership") {
            return Err(GitError::NotOwned { path: folder.to_path_buf() });
        }
        return match stderr.contains("not a git repository") {
            true => Ok(None),
            false => Err(git.failed("opening the repository", stderr)),
        };
    }
    let git_dir = path(&answer);
    let is_inside = ask(&["--is-inside-work-tree"])?.text() == "true";
    let top = if is_inside { Some(ask(&["--show-toplevel"])?) } else { None };
    let workdir = top.filter(|top| top.ok).map(|top| path(&top));
    Ok(Some(Found { git_dir, workdir }))
}

fn path(answer: &Answer) -> PathBuf {
    let bytes = answer.stdout.strip_suffix(b"\n").unwrap_or(&answer.stdout);
    let path = RepoPath::from_bytes(bytes).to_path();
    path.unwrap_or_else(|| PathBuf::from(answer.text()))
}

impl Program {
    /// For the repository whose work tree's top, or bare store, `place` is.
    pub(crate) fn new(place: &Path) -> Self {
        Self { git: Installed::at(place), place: place.to_path_buf() }
    }

    /// The same, but a program that the repository names is not run to fetch what a partial
    /// clone lacks.
    pub(crate) fn without_programs(self) -> Result<Self, GitError> {
        Ok(Self { git: own::without_programs(self.git)?, ..self })
    }

    pub(crate) fn git(&self) -> &Installed {
        &self.git
    }

    /// The setting by which the repository's own configuration names a program for signing.
    pub(crate) fn own_signing_program(&self) -> Result<Option<String>, GitError> {
        let found = self.git.own_settings(r"^gpg\.(.*\.)?(program|defaultkeycommand)$")?;
        Ok(found.into_iter().next().map(|(key, _)| key))
    }

    fn ask(&self, step: &'static str, args: &[&str]) -> Result<Answer, GitError> {
        let answer = self.git.run(args);
        answer.map_err(|error| self.git.failed(step, error.to_string()))
    }

    fn fine(&self, step: &'static str, args: &[&str]) -> Result<Answer, GitError> {
        let answer = self.ask(step, args)?;
        if answer.ok { Ok(answer) } else { Err(self.git.failed(step, answer.stderr)) }
    }

    fn id(&self, step: &'static str, answer: &Answer) -> Result<ObjectId, GitError> {
        let id = ObjectId::from_hex(&answer.text()).filter(|_| answer.ok);
        id.ok_or_else(|| self.git.failed(step, answer.stderr.clone()))
    }

    /// Writes a commit, with a signature if asked for.
    pub(crate) fn write(&self, new: &New<'_>, sign: bool) -> Result<ObjectId, GitError> {
        let step = "writing the commit";
        let mut git = self.git.clone();
        for (role, who) in [("AUTHOR", new.author), ("COMMITTER", new.committer)] {
            let date = format!("{} {}", who.seconds, who.zone());
            for (part, value) in [("NAME", &who.name), ("EMAIL", &who.email), ("DATE", &date)] {
                git = git.with_variable(format!("GIT_{role}_{part}"), value);
            }
        }
        let (tree, parent) = (new.tree.to_string(), new.parent.to_string());
        let sign = if sign { "-S" } else { "--no-gpg-sign" };
        let encoding = "i18n.commitEncoding=UTF-8";
        let args = ["-c", encoding, "commit-tree", sign, "-p", &parent, "-F", "-", &tree];
        let answer = git
            .feed(&args, new.message.as_bytes())
            .map_err(|error| self.git.failed(step, error.to_string()))?;
        if !answer.ok && sign == "-S" {
            return Err(GitError::SigningFailed { detail: one_line(&answer.stderr) });
        }
        self.id(step, &answer)
    }
}

impl Store for Program {
    fn common_dir(&self) -> Result<PathBuf, GitError> {
        let args = ["rev-parse", "--path-format=absolute", "--git-common-dir"];
        Ok(path(&self.fine("finding the repository", &args)?))
    }

    fn head(&self) -> Result<ObjectId, GitError> {
        let step = "reading HEAD";
        let answer = self.ask(step, &["rev-parse", "--verify", "HEAD^{commit}"])?;
        if answer.ok {
            return self.id(step, &answer);
        }
        // HEAD names a branch without a commit, or what it names cannot be read.
        let branch = self.ask(step, &["symbolic-ref", "--quiet", "HEAD"])?;
        let is_there = self.ask(step, &["show-ref", "--verify", "--quiet", &branch.text()])?.ok;
        match branch.ok && !is_there {
            true => Err(GitError::Unborn { path: self.place.clone() }),
            false => Err(self.git.failed(step, answer.stderr)),
        }
    }

    fn files(&self, commit: ObjectId, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError> {
        let mut files = trees::list(&self.git, commit, false)?;
        super::retain_wanted(&mut files, wanted);
        Ok(files)
    }

    fn staged(&self, index: Option<&Path>, wanted: &Wanted<'_>) -> Result<Vec<TreeFile>, GitError> {
        let mut files = trees::list_index(&self.git, index)?;
        super::retain_wanted(&mut files, wanted);
        Ok(files)
    }

    fn complete(&self, commit: ObjectId, ids: &[ObjectId]) -> Result<(), GitError> {
        promised::complete(&self.git, commit, ids)
    }

    fn readers(&self) -> Box<dyn Readers> {
        Box::new(Batches(self.git.clone()))
    }

    fn at(&self, commit: ObjectId, paths: &[&RepoPath]) -> Result<Vec<Option<Change>>, GitError> {
        let wanted: HashSet<&[u8]> = paths.iter().map(|path| path.as_bytes()).collect();
        let files = trees::list(&self.git, commit, false)?;
        let found: HashMap<&[u8], Change> = files
            .iter()
            .filter(|file| wanted.contains(file.path.as_slice()))
            .map(|file| (file.path.as_slice(), (file.id, file.mode)))
            .collect();
        Ok(paths.iter().map(|path| found.get(path.as_bytes()).copied()).collect())
    }

    fn write_blob(&self, content: &[u8]) -> Result<ObjectId, GitError> {
        let args = ["hash-object", "-w", "-t", "blob", "--no-filters", "--stdin"];
        let step = "writing a file";
        let answer = self.git.feed(&args, content);
        self.id(step, &answer.map_err(|error| self.git.failed(step, error.to_string()))?)
    }

    fn name_blob(&self, content: &[u8]) -> Result<ObjectId, GitError> {
        let args = ["hash-object", "-t", "blob", "--no-filters", "--stdin"];
        let step = "naming a file";
        let answer = self.git.feed(&args, content);
        self.id(step, &answer.map_err(|error| self.git.failed(step, error.to_string()))?)
    }

    fn write_tree(
        &self,
        base: ObjectId,
        changes: &BTreeMap<&RepoPath, Change>,
    ) -> Result<ObjectId, GitError> {
        trees::write(&self.git, base, changes)
    }

    fn write_commit(&self, new: &New<'_>) -> Result<ObjectId, GitError> {
        self.write(new, false)
    }

    fn commit(&self, id: ObjectId) -> Result<Option<Known>, GitError> {
        let name = format!("{id}^{{commit}}");
        let git = Self {
            // Whether it is there is the question.
            git: self.git.clone().offline(),
            place: self.place.clone(),
        };
        if !git.ask("reading a commit", &["cat-file", "-e", &name])?.ok {
            return Ok(None);
        }
        let answer = git.fine("reading a commit", &["cat-file", "commit", &name])?;
        let known = read_commit(&answer.stdout);
        known
            .map(Some)
            .ok_or_else(|| self.git.failed("reading a commit", format!("{id} is not understood")))
    }

    fn resolve(&self, name: &str) -> Result<Option<ObjectId>, GitError> {
        let full = format!("{name}^{{commit}}");
        let args = ["rev-parse", "--verify", "--quiet", "--end-of-options", &full];
        let git = Self { git: self.git.clone().offline(), place: self.place.clone() };
        let answer = git.ask("reading the commit to compare with", &args)?;
        Ok(ObjectId::from_hex(&answer.text()).filter(|_| answer.ok))
    }

    fn merge_base(&self, one: ObjectId, other: ObjectId) -> Result<Option<ObjectId>, GitError> {
        let args = ["merge-base", &one.to_string(), &other.to_string()];
        let answer = self.ask("reading the history", &args)?;
        match answer.code {
            Some(0) => Ok(answer.text().lines().next().and_then(ObjectId::from_hex)),
            Some(1) => Ok(None),
            _ => Err(self.git.failed("reading the history", answer.stderr)),
        }
    }

    fn differing(&self, commit: ObjectId) -> Result<Vec<Vec<u8>>, GitError> {
        state::differing(&self.git, commit)
    }

    fn is_within(&self, commit: ObjectId, other: ObjectId) -> Result<bool, GitError> {
        let (commit, other) = (commit.to_string(), other.to_string());
        let args = ["merge-base", "--is-ancestor", &commit, &other];
        Ok(commit == other || self.ask("reading the history", &args)?.ok)
    }

    fn is_shallow(&self) -> bool {
        let asked = self.ask("", &["rev-parse", "--is-shallow-repository"]);
        asked.is_ok_and(|answer| answer.text() == "true")
    }

    fn is_branch_name(&self, name: &str) -> bool {
        let full = format!("refs/heads/{name}");
        let valid = !name.starts_with('-') && name != "HEAD" && !name.contains('\0');
        valid && self.ask("", &["check-ref-format", &full]).is_ok_and(|answer| answer.ok)
    }

    fn branch(&self, name: &str) -> Result<Option<ObjectId>, GitError> {
        let full = format!("refs/heads/{name}^{{commit}}");
        let answer = self.ask("reading branches", &["rev-parse", "--verify", "--quiet", &full])?;
        Ok(ObjectId::from_hex(&answer.text()).filter(|_| answer.ok))
    }

    fn is_checked_out(&self, name: &str) -> Result<bool, GitError> {
        let answer = self.fine("reading the work trees", &["worktree", "list", "--porcelain"])?;
        let line = format!("branch refs/heads/{name}");
        Ok(answer.text().lines().any(|found| found == line))
    }

    fn set_branch(&self, name: &str, to: ObjectId, from: Option<ObjectId>) -> Result<(), GitError> {
        let (old, log) = match from {
            Some(from) => (from.to_string(), "branch: Updated by modelmod"),
            None => ("0".repeat(to.to_string().len()), "branch: Created by modelmod"),
        };
        let (full, new) = (format!("refs/heads/{name}"), to.to_string());
        let args = ["update-ref", "--no-deref", "-m", log, &full, &new, &old];
        let answer = self.ask("making the branch", &args)?;
        if answer.ok {
            return Ok(());
        }
        let (name, detail) = (name.to_owned(), one_line(&answer.stderr));
        let says = |words: &[&str]| words.iter().any(|word| detail.contains(word));
        Err(if says(&["cannot create", "non-empty directory", "there are still refs under"]) {
            GitError::BranchConflict { name, detail }
        } else if says(&["already exists", "but expected"]) {
            GitError::BranchExists { name }
        } else if says(&[".lock'"]) {
            GitError::Locked { name, detail }
        } else {
            self.git.failed("making the branch", detail)
        })
    }

    fn person(&self, is_author: bool) -> Result<Signature, GitError> {
        let name = if is_author { "GIT_AUTHOR_IDENT" } else { "GIT_COMMITTER_IDENT" };
        // A name made up from the machine's is nobody's.
        let args = ["-c", "user.useConfigOnly=true", "var", name];
        let answer = self.ask("reading who commits", &args)?;
        if !answer.ok {
            return Err(GitError::NoIdentity);
        }
        Signature::parse(&answer.text()).ok_or(GitError::NoIdentity)
    }

    fn asks_for_signatures(&self) -> Result<bool, GitError> {
        let value = self.git.setting(&["--type=bool", "--get", "commit.gpgsign"])?;
        Ok(value.as_deref() == Some("true"))
    }

    fn dirty(&self, files: &[RepoPath]) -> Result<Vec<Option<DirtyKind>>, GitError> {
        state::dirty(&self.git, files)
    }
}

/// A commit as git stores it: headers, an empty line, the message.
fn read_commit(bytes: &[u8]) -> Option<Known> {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap_or(bytes.len());
    let headers = String::from_utf8_lossy(&bytes[..end]);
    let values = |name: &'static str| {
        headers.lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix(' '))
    };
    let who = |name| {
        let line = values(name).next().unwrap_or_default();
        line.rfind('>').map_or(line, |end| &line[..=end]).to_owned()
    };
    Some(Known {
        author: who("author"),
        committer: who("committer"),
        tree: ObjectId::from_hex(values("tree").next()?)?,
        parents: values("parent").filter_map(ObjectId::from_hex).collect(),
        message: bytes.get(end + 2..).unwrap_or_default().to_vec(),
        // SHA-256 repositories have a header of their own for it.
        is_signed: values("gpgsig").chain(values("gpgsig-sha256")).next().is_some(),
    })
}
