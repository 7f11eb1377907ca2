//! What the user's configuration says against the table of sites.
//!
//! The table (`site/policy.rs`) says what is done at a place of each kind. A project may know
//! better: that its comments are examples, that nothing below `docs/` is to change, that one
//! model has to stay. What follows from all that is worked out here, in this order, each step
//! starting from the answer of the one before:
//!
//! 1. the table;
//! 2. [`Policy::sites`], the whole project's word on a site;
//! 3. each of [`Policy::paths`] whose pattern matches the file, in their order: its word on the
//!    site where it has one, else its limit;
//! 4. each of [`Policy::ids`] for the model, in their order: its limit.
//!
//! A word on a site replaces the answer so far; a limit only ever lets less be done. A site
//! that is not promotable ([`Site::is_promotable`]) is rewritten by no word.

use crate::{Applicability, Site};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::collections::BTreeMap;
use std::fmt;

/// What the user's configuration says against the table of sites. Empty: nothing.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// The configuration's name in reasons: `modelmod.toml`.
    pub source: String,
    /// How paths of the run become paths below the folder of the configuration.
    pub base: Base,
    /// What is done at a site, everywhere.
    pub sites: BTreeMap<Site, Applicability>,
    /// What is done in some files.
    pub paths: Vec<PathRule>,
    /// What is done about some models.
    pub ids: Vec<IdRule>,
}

/// What is done in the files that a pattern matches.
#[derive(Clone, Debug)]
pub struct PathRule {
    /// Which files.
    pub glob: PathGlob,
    /// What is done at a site there.
    pub sites: BTreeMap<Site, Applicability>,
    /// The most that is done at other sites there.
    pub limit: Option<Applicability>,
    /// Why, in the user's words.
    pub reason: Option<String>,
}

/// What is done about one model.
#[derive(Clone, Debug)]
pub struct IdRule {
    /// The model's ID on its provider's own API.
    pub model: String,
    /// The most that is done.
    pub limit: Applicability,
    /// Why, in the user's words.
    pub reason: Option<String>,
}

/// Where the configuration's folder is, seen from the root of the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Base {
    /// It is the root of the run.
    #[default]
    Here,
    /// Below it, at this path: other files are outside.
    Below(String),
    /// Above it: the root of the run is at this path below the folder.
    Above(String),
    /// Elsewhere: all files are outside, and no pattern matches.
    Apart,
}

/// A pattern with the meaning of a line in `.gitignore`, except that `!` means itself.
///
/// Without a `/` inside it matches at any depth, with one from the top. What lies in a folder
/// that it matches is matched too.
#[derive(Clone)]
pub struct PathGlob {
    text: String,
    set: GlobSet,
}

/// Why a text is no [`PathGlob`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadGlob(String);

impl PathGlob {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// When it is malformed, such as `a[`.
    pub fn new(text: &str) -> Result<Self, BadGlob> {
        let is_folder = text.ends_with('/');
        let body = text.trim_end_matches('/');
        let body = if let Some(anchored) = body.strip_prefix('/') {
            anchored.to_owned()
        } else if body.contains('/') {
            body.to_owned()
        } else {
            format!("**/{body}")
        };
        let bad = |error: globset::Error| BadGlob(error.kind().to_string());
        let glob = |text: &str| {
            GlobBuilder::new(text).literal_separator(true).backslash_escape(true).build()
        };
        let mut set = GlobSetBuilder::new();
        if !is_folder {
            set.add(glob(&body).map_err(bad)?);
        }
        set.add(glob(&format!("{body}/**")).map_err(bad)?);
        Ok(Self { text: text.to_owned(), set: set.build().map_err(bad)? })
    }

    /// Whether it matches a path below the folder of the configuration, with `/`.
    #[must_use]
    pub fn matches(&self, path: &str) -> bool {
        self.set.is_match(path)
    }
}

impl fmt::Debug for PathGlob {
    /// By its text alone, on which all else depends.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PathGlob").field(&self.text).finish()
    }
}

impl fmt::Display for PathGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Display for BadGlob {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadGlob {}

/// The part of a [`Policy`] that concerns one file.
pub(crate) struct Rules<'p> {
    policy: &'p Policy,
    paths: Vec<&'p PathRule>,
}

/// What is done at a place, and who says so.
pub(crate) struct Ruling<'p> {
    pub(crate) applicability: Applicability,
    by: Option<By<'p>>,
    source: &'p str,
}

/// Who decided, where it was not the table.
#[derive(Clone, Copy)]
enum By<'p> {
    Site(Site),
    PathSite(&'p PathRule, Site),
    Path(&'p PathRule),
    Id(&'p IdRule),
}

impl Policy {
    /// What concerns the file `path`, below the root of the run.
    pub(crate) fn on(&self, path: &str) -> Rules<'_> {
        let below = (!self.paths.is_empty()).then(|| self.base.below(path)).flatten();
        let matching = |rule: &&PathRule| below.as_ref().is_some_and(|at| rule.glob.matches(at));
        Rules { policy: self, paths: self.paths.iter().filter(matching).collect() }
    }
}

impl Base {
    /// The path below the folder of the configuration, of a `path` below the root of the run.
    fn below(&self, path: &str) -> Option<String> {
        let path = path.replace('\\', "/");
        match self {
            Self::Here => Some(path),
            Self::Below(folder) => {
                path.strip_prefix(folder.as_str())?.strip_prefix('/').map(str::to_owned)
            }
            Self::Above(folder) => Some(format!("{folder}/{path}")),
            Self::Apart => None,
        }
    }
}

impl<'p> Rules<'p> {
    /// What is done at `site` about the model with the ID `model`.
    pub(crate) fn on(&self, site: Site, model: &str) -> Ruling<'p> {
        let mut ruling = Ruling {
            applicability: site.applicability(),
            by: None,
            source: self.policy.source.as_str(),
        };
        if let Some(&word) = self.policy.sites.get(&site) {
            ruling.set(site, word, By::Site(site));
        }
        for &rule in &self.paths {
            match (rule.sites.get(&site), rule.limit) {
                (Some(&word), _) => ruling.set(site, word, By::PathSite(rule, site)),
                (None, Some(limit)) => ruling.limit(limit, By::Path(rule)),
                (None, None) => {}
            }
        }
        for rule in self.policy.ids.iter().filter(|rule| rule.model == model) {
            ruling.limit(rule.limit, By::Id(rule));
        }
        ruling
    }

    /// Whether a word on any site lets more be done there than the table of sites, perhaps.
    pub(crate) fn may_promote(&self) -> bool {
        let sites = self.paths.iter().map(|rule| &rule.sites);
        let mut words = sites.chain([&self.policy.sites]).flat_map(BTreeMap::values);
        words.any(|word| *word != Applicability::Display)
    }
}

impl<'p> Ruling<'p> {
    fn set(&mut self, site: Site, word: Applicability, by: By<'p>) {
        if word == Applicability::Display || site.is_promotable() {
            let is_the_tables = word == site.applicability();
            self.applicability = word;
            self.by = (!is_the_tables).then_some(by);
        }
    }

    fn limit(&mut self, limit: Applicability, by: By<'p>) {
        if limit > self.applicability {
            self.applicability = limit;
            self.by = Some(by);
        }
    }

    /// The sentence that says why, where the configuration decided.
    pub(crate) fn reason(&self) -> Option<String> {
        let (what, reason) = match self.by? {
            By::Site(site) => (site.id().to_owned(), None),
            By::PathSite(rule, site) => {
                (format!("{} in {}", site.id(), rule.glob), rule.reason.as_deref())
            }
            By::Path(rule) => (rule.glob.to_string(), rule.reason.as_deref()),
            By::Id(rule) => (rule.model.clone(), rule.reason.as_deref()),
        };
        let word = self.applicability.as_str();
        let said = format!("{}: {what} is {word}", self.source);
        Some(reason.map_or(said.clone(), |reason| format!("{said}: {reason}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Applicability::{Display, Safe, Unsafe};

    fn path(glob: &str, sites: &[(Site, Applicability)], limit: Option<Applicability>) -> PathRule {
        let glob = PathGlob::new(glob).unwrap();
        PathRule { glob, sites: sites.iter().copied().collect(), limit, reason: None }
    }

    fn policy() -> Policy {
        Policy {
            source: "modelmod.toml".to_owned(),
            sites: [(Site::Comment, Safe), (Site::Setting, Unsafe), (Site::Recording, Safe)].into(),
            paths: vec![
                path("docs/**", &[(Site::Setting, Safe)], Some(Display)),
                path("docs/live/**", &[(Site::Prose, Unsafe)], None),
            ],
            ids: vec![IdRule {
                model: "claude-2.1".to_owned(),
                limit: Display,
                reason: Some("the judge of our evals".to_owned()),
            }],
            ..Policy::default()
        }
    }

    #[track_caller]
    fn check(path: &str, site: Site, model: &str, wanted: Applicability, why: Option<&str>) {
        let policy = policy();
        let ruling = policy.on(path).on(site, model);
        assert_eq!((ruling.applicability, ruling.reason().as_deref()), (wanted, why));
    }

    #[test]
    fn the_last_word_decides_and_says_so() {
        check("a.py", Site::Flag, "gpt-4o", Safe, None);
        check("a.py", Site::Comment, "gpt-4o", Safe, Some("modelmod.toml: comment is safe"));
        check("a.py", Site::Setting, "gpt-4o", Unsafe, Some("modelmod.toml: setting is unsafe"));
        check(
            "docs/a.md",
            Site::Flag,
            "gpt-4o",
            Display,
            Some("modelmod.toml: docs/** is display"),
        );
        check("docs/a.md", Site::Setting, "gpt-4o", Safe, None);
        let live = Some("modelmod.toml: prose in docs/live/** is unsafe");
        check("docs/live/a.md", Site::Prose, "gpt-4o", Unsafe, live);
        let id = Some("modelmod.toml: claude-2.1 is display: the judge of our evals");
        check("docs/live/a.md", Site::Prose, "claude-2.1", Display, id);
        check("a.py", Site::Argument, "claude-2.1", Display, id);
    }

    #[test]
    fn what_is_display_anyway_keeps_its_own_reason() {
        check("docs/a.md", Site::Prose, "gpt-4o", Display, None);
        check("a.py", Site::Key, "claude-2.1", Display, None);
    }

    #[test]
    fn what_cannot_be_right_is_not_promoted() {
        check("a.har", Site::Recording, "gpt-4o", Display, None);
    }

    #[test]
    fn patterns_are_read_as_in_gitignore() {
        let matches = |glob: &str, path: &str| PathGlob::new(glob).unwrap().matches(path);
        assert!(matches("*.md", "a.md") && matches("*.md", "x/y/a.md"));
        assert!(matches("docs", "docs/a/b.py") && matches("docs/", "x/docs/a.py"));
        assert!(!matches("docs/", "docs"), "a folder, not a file");
        assert!(matches("/docs", "docs/a.py") && !matches("/docs", "x/docs/a.py"));
        assert!(matches("a/*.py", "a/b.py") && !matches("a/*.py", "a/b/c.py"));
        assert!(matches("a/**", "a/b/c.py") && !matches("a/**", "x/a/b.py"));
        assert!(matches("a/**/c.py", "a/c.py") && matches("[ab].py", "b.py"));
        assert!(PathGlob::new("a[").is_err());
    }

    #[test]
    fn paths_are_seen_from_the_folder_of_the_configuration() {
        let below = |base: Base, path: &str| base.below(path);
        assert_eq!(below(Base::Here, "a\\b.py").as_deref(), Some("a/b.py"));
        assert_eq!(below(Base::Below("web".into()), "web/b.py").as_deref(), Some("b.py"));
        assert_eq!(below(Base::Below("web".into()), "webs/b.py"), None);
        assert_eq!(below(Base::Above("src".into()), "b.py").as_deref(), Some("src/b.py"));
        assert_eq!(below(Base::Apart, "b.py"), None);
    }
}
