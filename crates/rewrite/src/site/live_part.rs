//! Live cases in files whose other cases are not: a case is judged by what it is made of, which
//! is itself, what it names of its file, and what is done before it.
//!
//! Here nothing is taken for granted. A case is live where it says so: it needs a key, which it
//! reads from the environment, or is skipped without.

use super::lexer::Lexed;
use super::live;
use super::outline::{Kind, Outline};
use crate::boundary::is_word;
use memchr::memmem;
use modelmod_edit::Span;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// How many words a literal has that is prose and no code.
const PROSE: usize = 4;

/// How the environment is read, in lower case.
const READS: &[&[u8]] = &[
    b"getenv",
    b"environ",
    b"process.env",
    b"env[",
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
const KNOWS: &[&[u8]] = &[
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
];

/// The parts of a file of tests, and which of them are live.
#[derive(Debug)]
pub(super) struct LiveParts<'t> {
    outline: Outline<'t>,
    /// The text in lower case.
    lower: Vec<u8>,
    /// The same without comments and prose.
    code: Vec<u8>,
    text: &'t [u8],
    /// The parts that each part names.
    names: Vec<Vec<usize>>,
    /// Which parts are live.
    known: RefCell<HashMap<usize, bool>>,
    /// What parts say.
    said: RefCell<HashMap<usize, Says>>,
}

/// What a part of a file says.
#[derive(Clone, Copy, Debug, Default)]
struct Says {
    needs_a_key: bool,
    knows_the_answer: bool,
}

impl Says {
    fn add(&mut self, other: Self) {
        self.needs_a_key |= other.needs_a_key;
        self.knows_the_answer |= other.knows_the_answer;
    }
}

impl<'t> LiveParts<'t> {
    /// The parts of a file of tests.
    pub(super) fn new(lexed: &Lexed<'t>) -> Self {
        let text = lexed.text;
        let outline = Outline::new(lexed);
        let lower = text.to_ascii_lowercase();
        let mut code = lower.clone();
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
        let names = outline.parts.iter().map(|part| {
            let words = text[part.span.range()].split(|byte| !is_word(*byte));
            let found: HashSet<usize> =
                words.filter_map(|word| named.get(word)).flatten().copied().collect();
            found.into_iter().collect()
        });
        let names = names.collect();
        let (known, said) = (RefCell::default(), RefCell::default());
        Self { outline, lower, code, text, names, known, said }
    }

    /// Whether what stands at `at` is part of a live case, or of live cases alone.
    pub(super) fn is_live_at(&self, at: usize) -> bool {
        let Some(part) = self.outline.part_at(at) else { return false };
        let known = self.known.borrow().get(&part).copied();
        known.unwrap_or_else(|| {
            let is_live = match self.outline.parts[part].kind {
                Kind::Case => self.is_live(part),
                Kind::Named => {
                    let users = self.users(part);
                    // A helper that others call is made of what it says itself.
                    let users = if users.is_empty() { vec![part] } else { users };
                    users.into_iter().all(|user| self.is_live(user))
                }
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
            Kind::Named => self.users(part),
            _ => vec![part],
        };
        self.made_of(cases).into_iter().map(|part| self.outline.parts[part].span).collect()
    }

    /// The cases that are made of `part` among others. What is done before cases has the parts that
    /// it names for itself.
    fn users(&self, part: usize) -> Vec<usize> {
        let mut back: Vec<Vec<usize>> = vec![Vec::new(); self.names.len()];
        for (from, names) in self.names.iter().enumerate() {
            names.iter().for_each(|&to| back[to].push(from));
        }
        let all = reached(vec![part], &back);
        let is_case = |at: &usize| self.outline.parts[*at].kind == Kind::Case;
        all.into_iter().filter(is_case).collect()
    }

    /// All parts that `cases` are made of, themselves among them.
    fn made_of(&self, cases: Vec<usize>) -> Vec<usize> {
        let groups: HashSet<Option<usize>> = cases
            .iter()
            .flat_map(|&case| self.outline.groups_of(case).map(Some).chain([None]))
            .collect();
        let is_before = |at: &usize| {
            let part = &self.outline.parts[*at];
            matches!(part.kind, Kind::Preparation | Kind::Done) && groups.contains(&part.group)
        };
        let before = (0..self.outline.parts.len()).filter(is_before);
        reached(cases.iter().copied().chain(before).collect(), &self.names)
    }

    fn is_live(&self, case: usize) -> bool {
        let parts = self.made_of(vec![case]);
        let heads = self.outline.groups_of(case).map(|group| self.outline.groups[group].head);
        let mut all = Says::default();
        parts.into_iter().for_each(|part| all.add(self.part_says(part)));
        heads.for_each(|head| all.add(self.says(head)));
        all.needs_a_key && !all.knows_the_answer
    }

    fn part_says(&self, part: usize) -> Says {
        let known = self.said.borrow().get(&part).copied();
        known.unwrap_or_else(|| {
            let says = self.says(self.outline.parts[part].span);
            self.said.borrow_mut().insert(part, says);
            says
        })
    }

    fn says(&self, span: Span) -> Says {
        let needs_a_key = needs_a_key(&self.lower[span.range()]);
        Says { needs_a_key, knows_the_answer: self.knows_the_answer(span) }
    }

    fn knows_the_answer(&self, span: Span) -> bool {
        let (text, code) = (&self.text[span.range()], &self.code[span.range()]);
        let serves = || live::has(code, live::SERVES);
        live::is_offline(text, code)
            || live::has(code, KNOWS)
            || live::has(code, live::NEAR) && serves()
            || live::binds_a_model(text, code)
    }
}

/// What can be reached from these, themselves among them.
fn reached(mut all: Vec<usize>, ways: &[Vec<usize>]) -> Vec<usize> {
    let mut seen: HashSet<usize> = all.iter().copied().collect();
    let mut next = 0;
    while let Some(&at) = all.get(next) {
        next += 1;
        all.extend(ways[at].iter().filter(|&&to| seen.insert(to)));
    }
    all
}

/// Whether a literal of many words is code.
fn is_code(content: &[u8]) -> bool {
    content.iter().any(|byte| b"{}$".contains(byte))
}

/// Whether anything in a file may say of a case that it is live: few files of tests do, and only
/// these are taken apart.
pub(super) fn may_need_a_key(text: &[u8]) -> bool {
    let lower = text.to_ascii_lowercase();
    live::has(&lower, READS) && live::has(&lower, KEYS) || live::has(&lower, SAYS)
}

/// Whether something in this reads a key from the environment, or says that it is live.
fn needs_a_key(lower: &[u8]) -> bool {
    lower.split(|&byte| byte == b'\n').any(|line| {
        let reads = || live::has(line, READS) && live::has(line, KEYS) && !sets(line);
        live::has(line, SAYS) || reads()
    })
}

/// Whether a line sets a variable of the environment.
fn sets(line: &[u8]) -> bool {
    let is_set = |left: &[u8]| {
        let left = left.trim_ascii();
        live::has(left, READS)
            && (left.ends_with(b"]") || memmem::find(left, b"process.env").is_some())
    };
    let equals = memchr::memchr(b'=', line);
    live::has(line, SETS)
        || equals.is_some_and(|at| !line[at + 1..].starts_with(b"=") && is_set(&line[..at]))
}
