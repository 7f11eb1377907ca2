//! What a document says of the example beside it.
//!
//! ````text
//! We call the API with the model "NAME":
//! ```python
//! client.messages.create(model="NAME")
//! ```
//! ````
//!
//! The sentence is about what the example does, not about the model: where the example changes,
//! the sentence changes with it. It is left where it is about the model after all: where it speaks
//! of another time, compares, says what the model can do, or names others beside it.

use crate::matcher::Occurrence;
use crate::site::{self, Site};
use modelmod_edit::{LineIndex, Span};
use std::collections::{HashMap, HashSet};

/// The longest line that is read as a sentence, in bytes.
const LONGEST: usize = 1_500;

/// How many words to each side of a name may say what the sentence is about.
const NEAR: usize = 7;

/// Words of sentences about a model, and not about an example.
const ABOUT: &[&str] = &[
    "older",
    "newer",
    "old",
    "new",
    "legacy",
    "deprecated",
    "deprecation",
    "retired",
    "retires",
    "previous",
    "previously",
    "former",
    "was",
    "were",
    "released",
    "since",
    "until",
    "before",
    "after",
    "instead",
    "replace",
    "replaced",
    "replaces",
    "migrate",
    "migrated",
    "upgrade",
    "upgraded",
    "version",
    "versions",
    "than",
    "vs",
    "versus",
    "compare",
    "compared",
    "comparison",
    "benchmark",
    "score",
    "scores",
    "accuracy",
    "tested",
    "measured",
    "results",
    "price",
    "pricing",
    "cost",
    "costs",
    "tokens",
    "context",
    "supports",
    "support",
    "supported",
    "requires",
    "require",
    "only",
    "not",
    "cannot",
    "no",
    "available",
    "limits",
    "limit",
    "best",
    "fastest",
    "cheapest",
    "latest",
    "powerful",
    "capable",
    "recommended",
    "e",
    "currently",
    "response",
    "output",
    "alias",
    "snapshot",
    "family",
    "exact",
    "update",
    "updated",
    "switch",
    "change",
    "changed",
];

/// Words behind a name that say that the sentence is about it.
const VERBS: &[&str] = &["is", "are", "has", "have", "does", "do", "can", "will", "may", "needs"];

/// Words that say of something that it is called.
const USES: &[&str] = &[
    "use",
    "uses",
    "used",
    "using",
    "default",
    "defaults",
    "call",
    "calls",
    "calling",
    "invoke",
    "invokes",
    "invoking",
    "recommend",
    "configured",
    "powered",
    "access",
    "set",
    "run",
    "runs",
    "running",
    "initializes",
    "initialises",
    "instantiates",
];

/// Words of other languages that say that something is used, before a name; with what before such a
/// word says that somebody may, or is not to.
const USES_ELSEWHERE: &[&str] = &["使用", "采用", "採用", "调用"];

/// See [`USES_ELSEWHERE`].
const NOT_OF_NOW: &[&str] =
    &["可", "以", "不", "勿", "请", "别", "要", "建议", "推荐", "再", "旧", "未", "没"];

/// Makes [`Site::Told`] of prose in the document `text` that says what an example in the same
/// section uses, and [`Site::Stated`] of what says that it is a name that the code has (`current`)
/// and gives up; `is_edited` tells which places are rewritten.
pub(crate) fn follow(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    current: &HashSet<Vec<u8>>,
    sites: &mut [Site],
    is_edited: impl Fn(usize, Site) -> bool,
) {
    let names: Vec<Span> = occurrences.iter().map(|one| one.span).collect();
    let name = |at: usize| &text[names[at].range()];
    for at in (0..sites.len()).filter(|_| !current.is_empty()) {
        if sites[at] == Site::Prose
            && current.contains(name(at))
            && says_what_the_code_uses(text, lines, &names, at)
        {
            sites[at] = Site::Stated;
        }
    }
    // `PROVIDER/NAME` in the sentence, and `NAME` in the example. By name, where examples have it.
    let core = |at: usize| &text[occurrences[at].core.range()];
    let is_example = |at: usize| !matches!(sites[at], Site::Stated | Site::Told);
    let mut examples: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for at in (0..sites.len()).filter(|&at| is_example(at) && is_edited(at, sites[at])) {
        examples.entry(core(at)).or_default().push(names[at].start);
    }
    // What states a default that the code has not given up stays with the code, whatever example
    // stands beside it.
    let is_told = |at: usize| {
        sites[at] == Site::Prose
            && examples.contains_key(core(at))
            && !site::is_stated(text, names[at])
    };
    let told: Vec<usize> = (0..sites.len()).filter(|&at| is_told(at)).collect();
    if told.is_empty() {
        return;
    }
    let sections = sections(text, lines);
    for at in told {
        let Some(examples) = examples.get(core(at)) else { continue };
        let has = |from: usize, to: usize| {
            let first = examples.partition_point(|&start| start < from);
            examples.get(first).is_some_and(|&start| start < to)
        };
        let next = sections.partition_point(|&start| start <= names[at].start);
        let start = next.checked_sub(1).map_or(0, |own| sections[own]);
        let end = sections.get(next).copied().unwrap_or(text.len());
        let is_beside = has(start, end);
        let is_introduced = || {
            introduced(text, lines, names[at])
                .is_some_and(|part| has(part.start, part.end.min(end)))
        };
        if is_beside && (is_introduced() || says_what_is_used(text, lines, &names, at)) {
            sites[at] = Site::Told;
        }
    }
}

/// Makes [`Site::Told`] of a comment that says once more what its own line shows, and of the title
/// of a test that names what the line below calls: `test('model: NAME', ...)`.
pub(crate) fn follow_in_code(
    text: &[u8],
    lines: &LineIndex,
    occurrences: &[Occurrence],
    sites: &mut [Site],
    is_edited: impl Fn(usize, Site) -> bool,
) {
    let core = |at: usize| &text[occurrences[at].core.range()];
    let line = |at: usize| lines.line_of(occurrences[at].span.start);
    for at in (0..sites.len()).filter(|&at| sites[at] == Site::Comment).collect::<Vec<_>>() {
        let near = at.saturating_sub(1)..sites.len().min(at + 3);
        let mut others = near.filter(|&one| one != at && core(one) == core(at));
        let follows = others.any(|one| {
            let is_shown = sites[one] == Site::Example && line(one) == line(at);
            let is_called = matches!(sites[one], Site::Setting | Site::Argument)
                && line(one) == line(at) + 1
                && is_title(site::line_before(text, occurrences[at].span.start, LONGEST));
            (is_shown || is_called) && is_edited(one, sites[one])
        });
        if follows {
            sites[at] = Site::Told;
        }
    }
}

/// `test('model: ` with nothing else before the name.
fn is_title(head: &[u8]) -> bool {
    let head = head.trim_ascii_start();
    let begins = [&b"it("[..], b"test(", b"describe("];
    let Some(title) = begins.iter().find_map(|word| head.strip_prefix(*word)) else { return false };
    let words = site::words(title);
    title.first().is_some_and(|byte| b"'\"`".contains(byte))
        && words.iter().all(|word| ["model", "with", "using", "uses"].contains(&word.as_str()))
}

/// Whether the line of the name at place `at` of `names` says in a document what the code uses:
/// if the code does use it, and moves on, the line moves with it.
pub(crate) fn says_what_the_code_uses(
    text: &[u8],
    lines: &LineIndex,
    names: &[Span],
    at: usize,
) -> bool {
    let name = names[at];
    let line = lines.span(lines.line_of(name.start));
    if line.len() <= LONGEST
        && (site::is_model_of_a_job(text, name) || site::is_model_of_a_setup(text, name))
    {
        return true;
    }
    if line.len() > LONGEST || !says_what_is_used(text, lines, names, at) {
        return false;
    }
    let before = &text[line.start..name.start];
    let sentence = before.rsplit(|byte| b".!?|".contains(byte)).next().unwrap_or_default();
    let words = site::words(sentence);
    if site::is_of_another_product(text, line.start, name) {
        return false;
    }
    let last = &words[words.len().saturating_sub(12)..];
    last.iter().any(|word| USES.contains(&word.as_str()))
        || site::says_default(sentence)
        || uses_elsewhere(sentence)
        || points_to_code(&text[name.end..line.end])
        || points_to_code(before)
}

/// Whether a sentence, up to a name, says in another language that something uses it, as it is:
/// "该模板使用 Anthropic 的 `".
fn uses_elsewhere(sentence: &[u8]) -> bool {
    if sentence.is_ascii() {
        return false;
    }
    let said = String::from_utf8_lossy(sentence);
    let said = said.rsplit(['。', '，', '；', '、', '：']).next().unwrap_or_default();
    let found = USES_ELSEWHERE.iter().filter_map(|word| Some((said.rfind(word)?, word.len())));
    found.max().is_some_and(|(at, len)| {
        let between = &said[at + len..];
        let before: String = said[..at].chars().rev().take(3).collect();
        !NOT_OF_NOW.iter().any(|word| before.contains(word))
            && between.chars().count() <= 20
            && !between.trim_end_matches(['`', '"']).contains(['`', '"'])
    })
}

/// Whether a line has the path of a file with code, as a link or in backticks: `[x](src/x.py)`.
fn points_to_code(line: &[u8]) -> bool {
    let ends: [&[u8]; 14] = [
        b".py", b".ts", b".tsx", b".js", b".mjs", b".go", b".rs", b".java", b".kt", b".rb",
        b".php", b".cs", b".tf", b".swift",
    ];
    line.split(|byte| b"()[]`".contains(byte)).any(|part| {
        let path = part.split(|&byte| byte == b':').next().unwrap_or_default();
        let is_path = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./".contains(byte);
        !path.starts_with(b"http")
            && path.iter().all(is_path)
            && ends.iter().any(|end| path.len() > end.len() && path.ends_with(end))
    })
}

/// How many lines below a caption its example begins, at the most.
const BELOW: usize = 20;

/// What comes below a line that introduces an example: "For NAME:", "To run NAME set your key:".
fn introduced(text: &[u8], lines: &LineIndex, name: Span) -> Option<Span> {
    let number = lines.line_of(name.start);
    let line = lines.span(number);
    if line.len() > LONGEST {
        return None;
    }
    let rest = &text[name.end..line.end];
    let words = site::words(&text[line.start..name.start]);
    let is_caption = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["for" | "using" | "with"] | ["example", "for" | "with" | "using"] => {
            rest.iter().all(|byte| b"`*\"':. \t\r\n".contains(byte))
        }
        ["to", "run" | "use" | "call"] => rest.trim_ascii_end().ends_with(b":"),
        _ => false,
    };
    let last = (number + BELOW).min(lines.count() - 1);
    is_caption.then(|| Span::new(line.end, lines.span(last).end))
}

/// Where the sections of a document begin, in bytes.
fn sections(text: &[u8], lines: &LineIndex) -> Vec<usize> {
    let line = |number: usize| text[lines.span(number).range()].trim_ascii_end();
    let mut fence: Option<u8> = None;
    let mut starts = Vec::new();
    for number in 0..lines.count() {
        let start = lines.span(number).start;
        let own = line(number);
        let bare = own.trim_ascii_start();
        if bare.starts_with(b"```") || bare.starts_with(b"~~~") {
            fence = if fence == Some(bare[0]) { None } else { fence.or(Some(bare[0])) };
        } else if fence.is_none() {
            let marks = own.iter().take_while(|byte| b"#=*".contains(byte)).count();
            let is_heading = marks > 0 && own.get(marks) == Some(&b' ') && own[0] != b'*';
            let is_line = own.len() > 2
                && b"=-~^\"*+".contains(&own[0])
                && own.iter().all(|byte| *byte == own[0])
                && number > 0
                && !line(number - 1).is_empty();
            if is_heading || is_line {
                starts.push(start);
            }
        }
    }
    starts
}

/// Whether the line of a name says nothing but that something uses it.
fn says_what_is_used(text: &[u8], lines: &LineIndex, names: &[Span], at: usize) -> bool {
    let span = names[at];
    let line = lines.span(lines.line_of(span.start));
    let is_marked = text[..span.start].last().is_some_and(|byte| b"`\"'!".contains(byte))
        && text.get(span.end).is_some_and(|byte| b"`\"'".contains(byte));
    // `modelName=NAME, temperature=0`; "using the NAME model"
    let is_marked = is_marked
        || text[..span.start].ends_with(b"=")
        || text[..span.start].ends_with(b" the ") && text[span.end..].starts_with(b" model");
    if !is_marked || line.len() > LONGEST {
        return false;
    }
    // Rows about what is done are no list of models.
    if in_a_list(text, lines, names, at) && !site::is_of_a_job(text, span) {
        return false;
    }
    let before = plain_words(&text[line.start..span.start]);
    let behind = plain_words(&text[span.end..line.end]);
    let model = site::words(&text[span.range()]);
    // What is said of it stands close by; a line may be a whole paragraph.
    let before = &before[before.len().saturating_sub(NEAR)..];
    let behind = &behind[..behind.len().min(NEAR)];
    // `NAME` is ..., `NAME` has ...: a sentence about the model.
    let is_subject = behind.first().is_some_and(|word| VERBS.contains(&word.as_str()));
    let mut words = before.iter().chain(behind);
    // `Claude Sonnet 4 (NAME)`: it is called by its name as well, which would stay.
    let is_named = |words: &[String]| {
        words.windows(2).any(|two| {
            let is_number =
                |word: &String| word.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            model.contains(&two[0]) && is_number(&two[1])
                || is_number(&two[0]) && model.contains(&two[1])
        })
    };
    // "Or update the settings to use another one."
    let told: Vec<&str> = words.by_ref().map(String::as_str).collect();
    let is_about = told.iter().enumerate().any(|(at, word)| {
        let is_choice = ["update", "change", "switch"].contains(word)
            && at.checked_sub(1).is_some_and(|before| told[before] == "or");
        ABOUT.contains(word) && !is_choice
    });
    !is_subject && !is_about && !is_named(before) && !is_named(behind)
}

/// The words of a sentence; those of `response_model` and of other names of code count as nothing.
fn plain_words(text: &[u8]) -> Vec<String> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
    let mut words = Vec::new();
    for part in text.split(|byte| !is_part(byte)) {
        let own = site::words(part);
        let is_code = part.contains(&b'_');
        words.extend(own.into_iter().map(|word| if is_code { "_".to_owned() } else { word }));
    }
    words
}

/// Whether another name stands on the name's line or next to it, as in lists and tables of models.
fn in_a_list(text: &[u8], lines: &LineIndex, names: &[Span], at: usize) -> bool {
    let number = lines.line_of(names[at].start);
    let first = lines.span(number.saturating_sub(1)).start;
    let last = lines.span((number + 1).min(lines.count() - 1)).end;
    let near = Span::new(first, last);
    let own = &text[names[at].range()];
    // They are in order.
    let from = names.partition_point(|other| other.start < near.start);
    let to = names.partition_point(|other| other.start < near.end);
    names[from..to.max(from)].iter().any(|&other| {
        let name = &text[other.range()];
        // `PROVIDER/NAME` is the same.
        near.contains(other) && !name.ends_with(own) && !own.ends_with(name)
    })
}
