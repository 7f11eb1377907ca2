//! The installed git, run as a program: for what the library cannot do.
//!
//! Nothing that a repository brings along is run on the way: hooks, file system monitors and
//! automatic clean-ups are switched off for each call. What the user's own configuration
//! names for signing, for credentials and for ssh is used, since that is what it is for.

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use crate::git_error::GitError;

/// The first version that takes settings from `GIT_CONFIG_COUNT` in the environment.
const OLDEST: (u32, u32) = (2, 31);

/// Variables that bind git to one repository. A hook that calls this program sets them; what
/// is asked for here is always the repository at a path.
pub(crate) const BINDING: [&str; 13] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_INTERNAL_SUPER_PREFIX",
];

/// Settings of each call, in the order in which git takes them.
const ALWAYS: [&str; 10] = [
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.untrackedCache=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "advice.pushUpdateRejected=false",
    "color.ui=false",
    // Showing a signature runs what checks it.
    "log.showSignature=false",
    // Its URLs are commands.
    "protocol.ext.allow=never",
    // A command that is run where a repository borrows objects from another one.
    "core.alternateRefsCommand=true",
];

/// git knows this name everywhere.
const NO_FILE: &str = "/dev/null";
/// The installed git, at a repository.
#[derive(Debug, Clone)]
pub(crate) struct Installed {
    /// Where it is run: a folder of the work tree, or the bare repository.
    folder: PathBuf,
    /// Settings that are no business of other users of this machine: they go through the
    /// environment, for everybody can read the arguments of a process.
    settings: Vec<(OsString, OsString)>,
    variables: Vec<(OsString, OsString)>,
    /// Variables that it is not to see.
    hidden: Vec<OsString>,
}

/// What a call of git came to.
pub(crate) struct Answer {
    pub(crate) ok: bool,
    /// The exit code; nothing if a signal ended it.
    pub(crate) code: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    /// What it said, without passwords.
    pub(crate) stderr: String,
}

impl Answer {
    /// Standard output as text without the last line end.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).trim_end_matches('\n').to_owned()
    }
}

impl Installed {
    /// git for the repository that `folder` is in.
    pub(crate) fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
            settings: Vec::new(),
            variables: Vec::new(),
            hidden: Vec::new(),
        }
    }

    /// The same with a setting that others are not to see.
    pub(crate) fn with_setting(mut self, key: impl AsRef<OsStr>, value: impl AsRef<OsStr>) -> Self {
        self.settings.push((key.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// The same with a variable of the environment.
    pub(crate) fn with_variable(
        mut self,
        name: impl AsRef<OsStr>,
        value: impl AsRef<OsStr>,
    ) -> Self {
        self.variables.push((name.as_ref().to_owned(), value.as_ref().to_owned()));
        self
    }

    /// The same without these variables of the environment.
    pub(crate) fn without_variables(mut self, names: &[&str]) -> Self {
        self.hidden.extend(names.iter().map(OsString::from));
        self
    }

    /// The same without fetching what a partial clone lacks: before version 2.44 git knows
    /// only that no protocol is allowed.
    pub(crate) fn offline(self) -> Self {
        self.with_variable("GIT_NO_LAZY_FETCH", "1").with_variable("GIT_ALLOW_PROTOCOL", "none")
    }

    /// Whether there is a git that is new enough.
    ///
    /// # Errors
    /// Says which version is needed, or that there is none.
    pub(crate) fn require(&self, why: &'static str) -> Result<(), GitError> {
        // Asked once: it is the same everywhere.
        static SAID: OnceLock<Option<String>> = OnceLock::new();
        let said = SAID.get_or_init(|| self.run(&["version"]).ok().map(|answer| answer.text()));
        match said.as_deref().and_then(version) {
            Some(found) if found >= OLDEST => Ok(()),
            _ => Err(GitError::NoProgram { why, found: said.clone() }),
        }
    }

    /// Whether [`Installed::require`] would be content.
    pub(crate) fn is_there(&self) -> bool {
        self.require("").is_ok()
    }

    /// The call, not yet begun: with no input, and both outputs to be read.
    pub(crate) fn command<S: AsRef<OsStr>>(&self, args: &[S]) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder);
        for setting in ALWAYS {
            command.args(["-c", setting]);
        }
        command.args(args);
        for name in BINDING.iter().map(OsStr::new).chain(self.hidden.iter().map(OsStr::new)) {
            command.env_remove(name);
        }
        command
            // Messages are read; nobody is there to answer, and no lock is worth waiting for.
            .env("LC_ALL", "C")
            .env("LANGUAGE", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("GIT_OPTIONAL_LOCKS", "0")
            .env("GIT_TRACE_REDACT", "1")
            // Others see commits and their history as they are, not as somebody here would
            // like to have them.
            .env("GIT_NO_REPLACE_OBJECTS", "1")
            .env("GIT_GRAFT_FILE", NO_FILE)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        // Settings that the caller's environment passes on stay: CI systems authenticate so.
        let count = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|text| text.parse().ok());
        let first: usize = count.unwrap_or(0);
        for (at, (key, value)) in self.settings.iter().enumerate() {
            command.env(format!("GIT_CONFIG_KEY_{}", first + at), key);
            command.env(format!("GIT_CONFIG_VALUE_{}", first + at), value);
        }
        if !self.settings.is_empty() {
            command.env("GIT_CONFIG_COUNT", (first + self.settings.len()).to_string());
        }
        command.envs(self.variables.iter().map(|(name, value)| (name, value)));
        command
    }

    /// Runs git to its end.
    ///
    /// # Errors
    /// Only if it cannot be started: what it says is for the caller to judge.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> std::io::Result<Answer> {
        self.command(args).output().map(answer)
    }

    /// Runs git to its end with `input` on its standard input.
    ///
    /// # Errors
    /// As [`Installed::run`].
    pub(crate) fn feed<S: AsRef<OsStr>>(
        &self,
        args: &[S],
        input: &[u8],
    ) -> std::io::Result<Answer> {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn()?;
        let stdin = child.stdin.take();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                if let Some(mut stdin) = stdin {
                    // A git that does not read to the end says why itself.
                    drop(stdin.write_all(input));
                }
            });
            child.wait_with_output().map(answer)
        })
    }

    /// A setting as git sees it, with all its includes; nothing if it is not set.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(crate) fn setting(&self, args: &[&str]) -> Result<Option<String>, GitError> {
        let args = [&["config"], args].concat();
        let answer = self.run(&args).map_err(|error| self.failed("config", error.to_string()))?;
        match answer.code {
            Some(0) => Ok(Some(answer.text())),
            // Not set; 5 is what `--unset` would say.
            Some(1) => Ok(None),
            _ => Err(self.failed("reading the configuration", answer.stderr)),
        }
    }

    /// The settings that match `pattern` and are the repository's own, and not the user's or
    /// the machine's: names in lower case but for their middle part, and values.
    ///
    /// # Errors
    /// If the configuration cannot be read.
    pub(crate) fn own_settings(&self, pattern: &str) -> Result<Vec<(String, String)>, GitError> {
        let found = self.setting(&["--show-scope", "--null", "--get-regexp", pattern])?;
        let found = found.unwrap_or_default();
        let mut parts = found.split('\0');
        let mut own = Vec::new();
        while let (Some(scope), Some(entry)) = (parts.next(), parts.next()) {
            if ["local", "worktree"].contains(&scope) {
                let (name, value) = entry.split_once('\n').unwrap_or((entry, ""));
                own.push((name.to_owned(), value.to_owned()));
            }
        }
        Ok(own)
    }

    /// An error that names this repository.
    pub(crate) fn failed(&self, step: &'static str, detail: String) -> GitError {
        GitError::Git { path: self.folder.clone(), step, detail: one_line(&detail) }
    }
}

fn answer(output: Output) -> Answer {
    Answer {
        ok: output.status.success(),
        code: output.status.code(),
        stdout: output.stdout,
        stderr: without_passwords(&String::from_utf8_lossy(&output.stderr)),
    }
}

/// `git version 2.47.3 (Apple Git-1)`: the first two numbers.
fn version(text: &str) -> Option<(u32, u32)> {
    let number = text.strip_prefix("git version ")?;
    let mut parts = number.split('.');
    let mut next = || parts.next()?.parse().ok();
    Some((next()?, next()?))
}

/// What git said, without the words that tell its kind, in one line.
pub(crate) fn one_line(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = line.trim();
        ["fatal: ", "error: "].iter().fold(line, |line, word| line.trim_start_matches(word))
    });
    // What git adds to each failure of a remote tells nothing.
    let is_advice = |line: &str| {
        line.starts_with("Please make sure you have the correct access")
            || line == "and the repository exists."
            || line == "Could not read from remote repository."
    };
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    let told: Vec<&str> = lines.iter().copied().filter(|line| !is_advice(line)).collect();
    if told.is_empty() { lines.join("; ") } else { told.join("; ") }
}

/// The text with the users, passwords and queries of its URLs taken out.
pub(crate) fn without_passwords(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("://") {
        let (before, after) = rest.split_at(at + 3);
        clean.push_str(before);
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        let (mut url, next) = after.split_at(end);
        // The last one: a password may have an `@` of its own, and a slash or a quote, too.
        let is_clean = before.ends_with("file://") || is_host(url);
        if let Some(sign) = url.rfind('@').filter(|_| !is_clean) {
            clean.push_str("***@");
            url = &url[sign + 1..];
        }
        match url.find('?') {
            Some(mark) => {
                clean.push_str(&url[..=mark]);
                clean.push_str("***");
                let ends = |letter: char| letter == '\'' || letter == '"';
                clean.push_str(url[mark..].find(ends).map_or("", |end| &url[mark + end..]));
            }
            None => clean.push_str(url),
        }
        rest = next;
    }
    clean.push_str(rest);
    clean
}

/// Whether a URL without its scheme begins with a host, so that an `@` behind it is in its path.
fn is_host(url: &str) -> bool {
    let place = url.split('/').next().unwrap_or_default();
    let (name, port) = place.split_once(':').unwrap_or((place, ""));
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
    is_name && is_port && (name.contains('.') || name == "localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read() {
        assert_eq!(version("git version 2.47.3"), Some((2, 47)));
        assert_eq!(version("git version 2.39.5 (Apple Git-154)"), Some((2, 39)));
        assert_eq!(version("git version 2.45.windows.1"), Some((2, 45)));
        assert_eq!(version("hub"), None);
    }

    #[test]
    fn passwords_are_taken_out_of_messages() {
        let said = "fatal: unable to access 'https://x:s3@cret@host/a/': no; ssh://git@h/b c@d";
        let clean = "fatal: unable to access 'https://***@host/a/': no; ssh://***@h/b c@d";
        assert_eq!(without_passwords(said), clean);
        assert_eq!(without_passwords("a://b"), "a://b");
        for (said, clean) in [
            ("https://user:pw/x@host/a", "https://***@host/a"),
            ("https://user:p'w?x@host/a", "https://***@host/a"),
            ("https://tok/en@host/a", "https://***@host/a"),
            ("'https://host/a?private_token=s3cret': no", "'https://host/a?***': no"),
            ("https://u:p@host/a?t=s3cret ok", "https://***@host/a?*** ok"),
            ("https://a.org:8443/@scope/x", "https://a.org:8443/@scope/x"),
            ("file:///srv/a@b.git", "file:///srv/a@b.git"),
        ] {
            assert_eq!(without_passwords(said), clean);
        }
    }
}
