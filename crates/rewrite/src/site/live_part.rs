//! Live cases in files whose other cases are not: a case is judged by what it is made of, which
//! is itself, what it names of its file, and what is done before it.
//!
//! Here nothing is taken for granted. A case is live where it says so: it needs a key, which it
//! reads from the environment, or is skipped without.

use super::lexer::Lexed;
use super::live::Marks;
use super::outline::{Kind, Outline};
use super::{line_before, line_behind, live};
use crate::boundary::is_word;
use aho_corasick::AhoCorasick;
use memchr::memmem;
use modelmod_edit::Span;
use std::cell::{OnceCell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::LazyLock;

/// The longest line on each side of a place where the environment is read.
const LINE: usize = 400;
/// How many parts may name something, directly or not.
const MOST_USERS: usize = 200;
/// How many words a literal has that is prose and no code.
const PROSE: usize = 4;

/// How the environment is read, in lower case.
const READS: &[&[u8]] = &[
    b"getenv",
    b"environ",
    b"process.env",
    b"env[",
    b"env{",
    b"env!(",
    b"env.fetch",
    b"env.get",
    b"env::var",
    b"lookupenv",
    b"lookup_env",
    b"fetch_env",
    b"get_env",
    b"env_var",
    b"dotenv",
];
/// What is read there, in lower case.
const KEYS: &[&[u8]] = &[b"key", b"token", b"secret", b"credential"];
/// How the environment is set, in lower case: then the key is the test's own.
const SETS: &[&[u8]] = &[b"setenv", b"set_var", b"delete ", b"delenv", b"putenv", b"put_env"];
/// What says of a case that it is live, in lower case.
const SAYS: &[&[u8]] = &[
    b"mark.live",
    b"mark.e2e",
    b"mark.external",
    b"mark.network",
    b"mark.llm",
    b"mark.requires",
    b"mark.needs",
    b"mark.real",
    b"live_call",
    b"livecall",
    b"live_test",
    b"run_live",
    b"tag :live",
    b"enabledifenvironmentvariable",
];
/// What a case has in it that knows what becomes of a request, or sends none, in lower case;
/// beside what no live test has.
static KNOWS: LazyLock<Marks> = LazyLock::new(|| {
    Marks::new(&[
        b"jest.fn",
        b"vi.fn",
        b"spyon",
        b"setenv",
        b"set_var",
        b"test-key",
        b"test_key",
        b"test-api-key",
        b"test_api_key",
        b"sk-test",
        b"sk-ant-test",
        b"dummy",
        b"invalid",
        b"unsupported",
        b"unauthorized",
        b"raises",
        b"throws",
        b"tothrow",
        b"rejects",
        b"expect_err",
        b"unwrap_err",
        b"is_err(",
        b"bypass",
        b"dry_run",
        b"dry-run",
        b"dryrun",
        b"deserialize",
        b"price",
        b"_cost(",
        b"cost(",
    ])
});

/// The parts of a file of tests, and which of them are live.
#[derive(Debug)]
pub(super) struct LiveParts<'t> {
    outline: Outline<'t>,
    /// The text in lower case, without comments and prose.
    code: Vec<u8>,
    /// Where it says that it needs a key, or is live; in their order.
    keys: Vec<usize>,
    text: &'t [u8],
    /// The parts with a name, by that.
    named: HashMap<&'t [u8], Vec<usize>>,
    /// The parts that a part names, once it is asked for.
    names: RefCell<HashMap<usize, Rc<[usize]>>>,
    /// Which parts are live.
    known: RefCell<HashMap<usize, bool>>,
    /// By the name of a part, where it is said.
    said: OnceCell<HashMap<&'t [u8], Said>>,
    /// Which parts need a key, or are made of one that does.
    keyed: OnceCell<Vec<bool>>,
    /// Which parts know what they will be answered, or are made of one that does.
    answered: OnceCell<Vec<bool>>,
}

/// Where a name is said.
#[derive(Debug, Default)]
struct Said {
    /// The parts that [hold](Outline::part_at) the places, in their order.
    by: Vec<usize>,
}

impl<'t> LiveParts<'t> {
    /// The parts of a file of tests.
    pub(super) fn new(lexed: &Lexed<'t>) -> Self {
        let text = lexed.text;
        let outline = Outline::new(lexed);
        let mut code = text.to_ascii_lowercase();
        for lexeme in &lexed.lexemes {
            let content = &text[lexeme.span.range()];
            let words = content.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
            if lexeme.quote.is_none() || words.take(PROSE).count() == PROSE && !is_code(content) {
                code[lexeme.span.range()]
                    .iter_mut()
                    .filter(|b| **b != b'\n')
                    .for_each(|b| *b = b' ');
            }
        }
        let mut named: HashMap<&[u8], Vec<usize>> = HashMap::new();
        for (at, part) in outline.parts.iter().enumerate() {
            if !part.name.is_empty() {
                named.entry(part.name).or_default().push(at);
            }
        }
        let keys = keys(text).collect();
        let (known, names) = <_>::default();
        let (said, keyed, answered) = <_>::default();
        Self { outline, code, keys, text, named, names, known, said, keyed, answered }
    }

    /// Whether what stands at `at` is part of a live case, or of live cases alone.
    pub(super) fn is_live_at(&self, at: usize) -> bool {
        let Some(part) = self.outline.part_at(at) else { return false };
        let known = self.known.borrow().get(&part).copied();
        known.unwrap_or_else(|| {
            let is_live = match self.outline.parts[part].kind {
                Kind::Case => self.is_live(part),
                Kind::Named => self.users(part).is_some_and(|users| {
                    // A helper that others call is made of what it says itself.
                    let users = if users.is_empty() { vec![part] } else { users };
                    users.into_iter().all(|user| self.is_live(user))
                }),
                _ => false,
            };
            self.known.borrow_mut().insert(part, is_live);
            is_live
        })
    }

    /// What is bound together with what stands at `at`: the parts of all cases that are made of it.
    pub(super) fn bound_with(&self, at: usize) -> Vec<Span> {
        let Some(part) = self.outline.part_at(at) else { return Vec::new() };
        let cases = match self.outline.parts[part].kind {
            Kind::Named => self.users(part).unwrap_or_default(),
            _ => vec![part],
        };
        self.made_of(cases).into_iter().map(|part| self.outline.parts[part].span).collect()
    }

    /// The cases that are made of `part` among others; `None` where these are too many to tell. What
    /// is done before cases has the parts that it names for itself.
    fn users(&self, part: usize) -> Option<Vec<usize>> {
        let (mut all, mut seen) = (vec![part], HashSet::from([part]));
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            next += 1;
            let name = self.outline.parts[at].name;
            if name.is_empty() {
                continue;
            }
            if next > MOST_USERS {
                return None;
            }
            let found = self.said().get(name).into_iter().flat_map(|said| &said.by);
            all.extend(found.filter(|part| seen.insert(**part)));
        }
        let is_case = |at: &usize| self.outline.parts[*at].kind == Kind::Case;
        Some(all.into_iter().filter(is_case).collect())
    }

    /// The parts that `part` names.
    fn named_by(&self, part: usize) -> Rc<[usize]> {
        let known = self.names.borrow().get(&part).cloned();
        known.unwrap_or_else(|| {
            let words = words(&self.text[self.outline.parts[part].span.range()]);
            let mut found: Vec<usize> =
                words.filter_map(|word| self.named.get(word)).flatten().copied().collect();
            found.sort_unstable();
            found.dedup();
            let found: Rc<[usize]> = found.into();
            self.names.borrow_mut().insert(part, Rc::clone(&found));
            found
        })
    }

    /// `cases` and what is done before them.
    fn begun_with(&self, cases: Vec<usize>) -> Vec<usize> {
        let groups: HashSet<Option<usize>> = cases
            .iter()
            .flat_map(|&case| self.outline.groups_of(case).map(Some).chain([None]))
            .collect();
        let is_before = |at: &usize| {
            let part = &self.outline.parts[*at];
            matches!(part.kind, Kind::Preparation | Kind::Done) && groups.contains(&part.group)
        };
        let before = (0..self.outline.parts.len()).filter(is_before);
        cases.into_iter().chain(before).collect()
    }

    /// All parts that `cases` are made of, themselves among them.
    fn made_of(&self, cases: Vec<usize>) -> Vec<usize> {
        let mut all = self.begun_with(cases);
        let mut seen: HashSet<usize> = all.iter().copied().collect();
        let mut next = 0;
        while let Some(&at) = all.get(next) {
            next += 1;
            all.extend(self.named_by(at).iter().filter(|&&to| seen.insert(to)));
        }
        all
    }

    /// For each part, whether `holds` is true of it or of any that it is made of: told for all at
    /// once, since each of hundreds of cases may be made of hundreds of parts.
    fn of_what_holds(&self, holds: impl Fn(Span) -> bool) -> Vec<bool> {
        let parts = &self.outline.parts;
        let mut all: Vec<bool> = parts.iter().map(|part| holds(part.span)).collect();
        let mut next: Vec<usize> = (0..all.len()).filter(|&at| all[at]).collect();
        let mut heard: HashSet<&[u8]> = HashSet::new();
        while let Some(at) = next.pop() {
            let Some(said) = self.said().get(parts[at].name) else { continue };
            if !heard.insert(parts[at].name) {
                continue;
            }
            for &by in &said.by {
                if !std::mem::replace(&mut all[by], true) {
                    next.push(by);
                }
            }
        }
        all
    }

    /// Where the names of parts are said.
    fn said(&self) -> &HashMap<&'t [u8], Said> {
        self.said.get_or_init(|| {
            let names = self.named.keys().map(|name| (*name, Said::default()));
            let mut said: HashMap<&[u8], Said> = names.collect();
            for word in words(self.text) {
                let Some(said) = said.get_mut(word) else { continue };
                let at = word.as_ptr() as usize - self.text.as_ptr() as usize;
                let part = self.outline.part_at(at);
                said.by.extend(part.filter(|part| said.by.last() != Some(part)));
            }
            said
        })
    }

    fn is_live(&self, case: usize) -> bool {
        let parts = self.begun_with(vec![case]);
        let heads = || self.outline.groups_of(case).map(|group| self.outline.groups[group].head);
        let keyed = self.keyed.get_or_init(|| self.of_what_holds(|span| self.has_key(span)));
        // Few cases need a key, and only these are asked for more.
        let needs_a_key =
            parts.iter().any(|&part| keyed[part]) || heads().any(|head| self.has_key(head));
        let knows = |span: Span| self.knows_the_answer(span);
        needs_a_key && {
            let answered = self.answered.get_or_init(|| self.of_what_holds(knows));
            !parts.iter().any(|&part| answered[part]) && !heads().any(knows)
        }
    }

    fn has_key(&self, span: Span) -> bool {
        let at = self.keys.partition_point(|&key| key < span.start);
        self.keys.get(at).is_some_and(|&key| key < span.end)
    }

    fn knows_the_answer(&self, span: Span) -> bool {
        let (text, code) = (&self.text[span.range()], &self.code[span.range()]);
        let serves = || live::has(code, live::SERVES);
        live::is_offline(text, code)
            || KNOWS.any_in(code)
            || live::has(code, live::NEAR) && serves()
            || live::binds_a_model(text, code)
    }
}

/// The words of `text`, each as often as it stands there.
fn words(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| !is_word(*byte)).filter(|word| !word.is_empty())
}

/// Whether a literal of many words is code.
fn is_code(content: &[u8]) -> bool {
    content.iter().any(|byte| b"{}$".contains(byte))
}

/// Whether anything in a file says of a case that it is live: few files of tests do, and only these
/// are taken apart.
pub(super) fn may_need_a_key(text: &[u8]) -> bool {
    // In most nothing of it is said at all, which takes a tenth of the time to tell.
    static MARKS: LazyLock<Marks> = LazyLock::new(|| Marks::new(&[READS, SAYS].concat()));
    MARKS.any_in(&text.to_ascii_lowercase()) && keys(text).next().is_some()
}

/// Where a text reads a key from the environment, or says that it is live.
fn keys(text: &[u8]) -> impl Iterator<Item = usize> + '_ {
    static MARKS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        let marks = READS.iter().chain(SAYS);
        AhoCorasick::builder().ascii_case_insensitive(true).build(marks).ok()
    });
    let found = MARKS.as_ref().into_iter().flat_map(move |marks| marks.find_iter(text));
    let is_key = move |at: usize, mark: usize| {
        let (before, behind) = (line_before(text, at, LINE), line_behind(text, at, LINE));
        let line = text[at - before.len()..at + behind.len()].to_ascii_lowercase();
        mark >= READS.len() || live::has(&line, KEYS) && !sets(&line)
    };
    found.filter(move |one| is_key(one.start(), one.pattern().as_usize())).map(|one| one.start())
}

/// Whether a line sets a variable of the environment.
fn sets(line: &[u8]) -> bool {
    let is_set = |left: &[u8]| {
        let left = left.trim_ascii();
        live::has(left, READS)
            && (left.ends_with(b"]")
                || left.ends_with(b"}")
                || memmem::find(left, b"process.env").is_some())
    };
    let equals = memchr::memchr(b'=', line);
    live::has(line, SETS)
        || equals.is_some_and(|at| !line[at + 1..].starts_with(b"=") && is_set(&line[..at]))
}
