//! What the files of one run say of each other.
//!
//! - A name from the project's own registry of models, in another file, cannot be changed alone:
//!   the registry does not know the replacement. (In the same file [`crate::closed_set`] sees to
//!   it.) Once it is retired, nothing gets worse.
//! - A document that states the default of the code follows the code, and nothing else.
//! - A test that asserts `Config::default().model` fails once the default is another one. Such
//!   assertions change with the default, or not at all: where all that the test's file says of
//!   the name are assertions about the code's own default, and the code beside it gives it up.
//! - A policy lets code call a model ([`crate::granted`]).

use crate::beside::{Beside, InMemory};
use crate::closed_set::stands_quoted;
use crate::heard::Heard;
use crate::{Engine, Finding, PlannedFile, Site, granted, site};
use modelmod_catalog::State;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

impl<'c> Engine<'c> {
    /// Lets each of `files` hear what the others say. `files` are those of one run, in any
    /// order; what is known of one alone is what [`Engine::scan`] gives.
    pub fn follow(&self, files: &mut [PlannedFile<'c>]) {
        self.follow_beside(files, &InMemory);
    }

    /// [`Engine::follow`] for files whose texts need not be in memory.
    pub fn follow_beside(&self, files: &mut [PlannedFile<'c>], beside: &dyn Beside) {
        let paths: Vec<FilePath> = files.iter().map(FilePath::of).collect();
        // Each by what the one before it has left.
        let steps: [&Listen<'_>; 5] = [
            &|files| unlisted(files, &paths, beside),
            &|files| unstated(files, &paths),
            &|files| current(files, &paths),
            &|files| moved(files, &paths),
            &|files| granted(files, &paths),
        ];
        for listen in steps {
            for (at, heard) in listen(files) {
                self.hear(&mut files[at], at, heard, beside);
            }
        }
    }
}

/// The path of a file, and what it says of the file.
struct FilePath {
    text: String,
    is_test: bool,
    is_document: bool,
    /// It is code that runs: neither a test nor a document.
    is_code: bool,
    /// It sets up a program: YAML, TOML.
    is_settings: bool,
}

impl FilePath {
    fn of(file: &PlannedFile<'_>) -> Self {
        let text = String::from_utf8_lossy(&file.path).into_owned();
        let is_test = site::is_test(&text);
        let is_document = site::is_document(&text);
        let is_code = !is_test && !is_document;
        let is_settings = [".yaml", ".yml", ".toml"].iter().any(|end| text.ends_with(end));
        Self { text, is_test, is_document, is_code, is_settings }
    }

    /// Whether the file belongs to the package of `other`.
    fn is_beside(&self, other: &Self) -> bool {
        self.text.starts_with(package(&other.text))
    }
}

/// Has the files hear of each other in one way.
type Listen<'l> = dyn Fn(&[PlannedFile<'_>]) -> Said + 'l;

/// What the files hear, by their places.
type Said = BTreeMap<usize, Heard>;

fn hear(names: &mut HashSet<Vec<u8>>, finding: &Finding<'_>) {
    names.insert(finding.matched.as_bytes().to_vec());
}

/// Uses of names that a registry of the project has, in a file beside, while none there has their
/// replacement.
fn unlisted(files: &[PlannedFile<'_>], paths: &[FilePath], beside: &dyn Beside) -> Said {
    let registries = registries(files, paths);
    let mut known: HashMap<(usize, &str), bool> = HashMap::new();
    let mut heard = Said::new();
    for (at, file) in files.iter().enumerate() {
        // What asks for a retired model fails already: nothing gets worse there. What a proxy's
        // settings call by this name may be another model by now, and a name that no API has is
        // one of the project's own.
        let is_name_of_proxy = |other: &usize| paths[*other].is_settings;
        let is_document = paths[at].is_document;
        let fails = |one: &Finding<'_>| {
            one.life.state == State::Retired
                && !one.surface.informal
                && (is_document || !paths[at].is_test)
                && !registries.get(one.matched.as_str()).into_iter().flatten().any(is_name_of_proxy)
                && !file.plan.says.has_server
        };
        let edited = file.plan.findings.iter().filter(|one| file.has_edit(one));
        for finding in edited.filter(|one| one.site != Site::Stated && !fails(one)) {
            let (Some(registries), Some(new)) =
                (registries.get(finding.matched.as_str()), finding.replacement.as_deref())
            else {
                continue;
            };
            let is_beside = |other: &usize| *other != at && paths[at].is_beside(&paths[*other]);
            let near: Vec<usize> = registries.iter().copied().filter(is_beside).collect();
            let mut has = |other: usize| {
                let stands = || stands_quoted(&files[other].text(other, beside), new);
                *known.entry((other, new)).or_insert_with(stands)
            };
            if !near.is_empty() && !near.into_iter().any(&mut has) {
                hear(&mut heard.entry(at).or_default().unlisted, finding);
            }
        }
    }
    heard
}

/// By name, the files of code that have it as a row of a registry of models, which stays.
fn registries<'f>(
    files: &'f [PlannedFile<'_>],
    paths: &[FilePath],
) -> HashMap<&'f str, BTreeSet<usize>> {
    let mut registries: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for (at, file) in files.iter().enumerate().filter(|(at, _)| paths[*at].is_code) {
        let is_row = |one: &&Finding<'_>| {
            matches!(one.site, Site::Key | Site::Catalogue)
                && !file.has_edit(one)
                && !one.is_told_in_numbers
        };
        // A name that no API has is one of the project's own where it keeps a list of such.
        let findings = file.plan.findings.iter();
        let own = findings.filter(|one| {
            let is_listed = matches!(one.site, Site::Key | Site::Catalogue | Site::List);
            one.surface.informal && is_listed && !file.has_edit(one)
        });
        own.for_each(|one| {
            registries.entry(&one.matched).or_default().insert(at);
        });
        let rows: HashSet<&str> =
            file.plan.findings.iter().filter(is_row).map(|one| one.matched.as_str()).collect();
        if rows.len() >= MANY {
            for name in rows {
                registries.entry(name).or_default().insert(at);
            }
        }
    }
    registries
}

/// How many models that are due a file has rows of, to be a registry of models: what holds few
/// is about these, and says nothing of what may be called elsewhere.
const MANY: usize = 5;

/// Models that code has as its defaults and gives up, and those that it still speaks of after the
/// run; nothing is known of code that is not in the run.
struct OfCode<'f> {
    is_there: bool,
    given_up: HashSet<&'f str>,
    /// As the code spells them.
    names_given_up: HashSet<&'f str>,
    models: HashSet<&'f str>,
}

impl<'f> OfCode<'f> {
    fn of(files: &'f [PlannedFile<'_>], paths: &[FilePath]) -> Self {
        Self::of_those(files, paths, |path| path.is_code)
    }

    /// With what stands among tests, of which documents among tests speak: tools, benchmarks.
    fn with_tests(files: &'f [PlannedFile<'_>], paths: &[FilePath]) -> Self {
        Self::of_those(files, paths, |path| !path.is_document)
    }

    fn of_those(
        files: &'f [PlannedFile<'_>],
        paths: &[FilePath],
        is_code: impl Fn(&FilePath) -> bool,
    ) -> Self {
        let mut code = Self {
            is_there: false,
            given_up: HashSet::new(),
            names_given_up: HashSet::new(),
            models: HashSet::new(),
        };
        // A notebook is a document, and often all the code there is.
        let has_code = |path: &FilePath| is_code(path) || path.text.ends_with(".ipynb");
        for (file, path) in files.iter().zip(paths).filter(|(_, path)| has_code(path)) {
            let findings = &file.plan.findings;
            code.is_there |= is_code(path) && !findings.is_empty();
            let stays = findings.iter().filter(|one| !file.has_edit(one));
            code.models.extend(stays.map(|one| one.model.id.as_ref()));
            for one in
                findings.iter().filter(|one| one.site.is_default_of_code() && file.has_edit(one))
            {
                code.given_up.insert(&one.model.id);
                code.names_given_up.insert(&one.matched);
            }
        }
        code
    }

    /// Whether what a document states as the code's default may follow: the code gives it up, or
    /// names that model nowhere (or nowhere once it is rewritten, as a second run would find it),
    /// and the document is late already.
    fn lets_go(&self, model: &str) -> bool {
        self.given_up.contains(model) || self.is_there && !self.models.contains(model)
    }
}

/// Defaults that are stated somewhere, of models that code does not give up as its default.
fn unstated(files: &[PlannedFile<'_>], paths: &[FilePath]) -> Said {
    let code = OfCode::of(files, paths);
    let among_tests = LazyCell::new(|| OfCode::with_tests(files, paths));
    let mut heard = Said::new();
    for (at, file) in files.iter().enumerate() {
        let code = if paths[at].is_test { &*among_tests } else { &code };
        let stated = file.plan.findings.iter().filter(|one| one.site == Site::Stated);
        for finding in stated.filter(|one| !code.lets_go(&one.model.id)) {
            hear(&mut heard.entry(at).or_default().unstated, finding);
        }
    }
    heard
}

/// Names that code gives up as its defaults, where documents say what is used.
fn current(files: &[PlannedFile<'_>], paths: &[FilePath]) -> Said {
    let code = OfCode::of(files, paths);
    let mut heard = Said::new();
    for (at, file) in files.iter().enumerate() {
        let said = file.plan.findings.iter().filter(|one| one.may_state);
        for finding in said.filter(|one| code.names_given_up.contains(one.matched.as_str())) {
            hear(&mut heard.entry(at).or_default().current, finding);
        }
    }
    heard
}

/// Names that tests assert, and that the code beside them gives up.
fn moved(files: &[PlannedFile<'_>], paths: &[FilePath]) -> Said {
    // By name, the files that use it for themselves, and whether they give it up.
    let mut uses: HashMap<&str, Vec<(&FilePath, bool)>> = HashMap::new();
    for (file, path) in files.iter().zip(paths).filter(|(_, path)| path.is_code) {
        for finding in file.plan.findings.iter().filter(|finding| may_be_tested(finding.site)) {
            uses.entry(&finding.matched).or_default().push((path, file.has_edit(finding)));
        }
    }
    let mut heard = Said::new();
    for (at, file) in files.iter().enumerate().filter(|(at, _)| paths[*at].is_test) {
        let own = &paths[at];
        let is_moved = |name: &str| {
            let beside = uses.get(name).into_iter().flatten();
            let mut beside = beside.filter(|(path, _)| path.is_beside(own)).peekable();
            beside.peek().is_some() && beside.all(|(_, is_given_up)| *is_given_up)
        };
        for finding in &file.plan.findings {
            if matches!(finding.site, Site::Comparison | Site::Test) && is_moved(&finding.matched) {
                hear(&mut heard.entry(at).or_default().moved, finding);
            }
        }
    }
    heard
}

/// Entries of policies for models that code of their package calls, and gives up.
fn granted(files: &[PlannedFile<'_>], paths: &[FilePath]) -> Said {
    let call = |one: &Finding<'_>| (one.model.id.clone(), one.surface.id.clone());
    let mut moved: HashMap<_, Vec<&FilePath>> = HashMap::new();
    for (file, path) in files.iter().zip(paths).filter(|(_, path)| path.is_code) {
        let calls = file.plan.findings.iter().filter(|one| may_be_tested(one.site));
        let calls: BTreeSet<_> = calls.filter(|one| file.has_edit(one)).map(call).collect();
        calls.into_iter().for_each(|one| moved.entry(one).or_default().push(path));
    }
    let is_entry = |one: &&Finding<'_>| {
        one.site == Site::Allowed && granted::is_of_policy(one.matched.as_bytes())
    };
    let mut heard = Said::new();
    for (at, file) in files.iter().enumerate() {
        let own = &paths[at];
        for entry in file.plan.findings.iter().filter(is_entry) {
            let mut beside = moved.get(&call(entry)).into_iter().flatten();
            if beside.any(|path| path.is_beside(own) || own.is_beside(path)) {
                hear(&mut heard.entry(at).or_default().granted, entry);
            }
        }
    }
    heard
}

/// Whether a test may see what stands at such a place as the code's own default.
const fn may_be_tested(site: Site) -> bool {
    matches!(
        site,
        Site::Argument
            | Site::Setting
            | Site::Default
            | Site::Environment
            | Site::PlatformUse
            | Site::Platform
            | Site::UnknownCall
            | Site::Unlisted
            | Site::Entangled
            | Site::Unclear
    )
}

/// The folder, with its `/`, of the package that the file `path` belongs to; empty for that of
/// the whole run.
fn package(path: &str) -> &str {
    let inner = [
        "src",
        "lib",
        "libs",
        "app",
        "test",
        "tests",
        "__tests__",
        "spec",
        "specs",
        "e2e",
        "internal",
        "pkg",
        "cmd",
        "server",
        "backend",
        "api",
    ];
    let mut len = 0;
    for folder in path.split_inclusive('/') {
        if !folder.ends_with('/') || inner.contains(&folder.trim_end_matches('/')) {
            break;
        }
        len += folder.len();
    }
    &path[..len]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages() {
        for (path, want) in [
            ("src/lib/__tests__/claude.test.ts", ""),
            ("packages/a/src/x.test.ts", "packages/a/"),
            ("tests/basic/test_x.py", ""),
            ("anthropic/models_test.go", "anthropic/"),
            ("main.py", ""),
        ] {
            assert_eq!(package(path), want, "{path}");
        }
    }
}
