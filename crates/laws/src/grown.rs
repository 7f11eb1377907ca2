//! Trees that look like real ones, grown from bytes: each byte is a choice. So the fuzzer and the
//! tests of properties grow the same trees, and a shorter input is a smaller tree.

use crate::engines::DAY;
use crate::shapes::{LANGUAGES, Language};
use modelmod_catalog::builtin;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Files by path; a path has `/` and is relative.
pub type Files = BTreeMap<Vec<u8>, Vec<u8>>;

/// No more files in one tree.
const FILES: usize = 8;
/// No more blocks in one file.
const BLOCKS: usize = 12;

/// Where files are: at the top, in packages, among tests, documents and recordings.
const FOLDERS: &[&str] = &[
    "",
    "src/",
    "src/deep/er/",
    "tests/",
    "docs/",
    "examples/",
    "packages/a/src/",
    "packages/b/",
    "tests/fixtures/",
    "a b/\u{fc}/",
    "quo\"te\\/",
    "tab\there/",
    "new\nline/",
];

const STEMS: &[&str] = &["app", "config", "models", "test_app", "app.test", "CHANGELOG", "z z"];

const WORDS: &[&str] = &["x", "price", "é ß", "日本", "\u{1F600}", "it's", "\u{1b}[31m", "`"];

/// Every name that the catalogue knows, due or not.
static NAMES: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| builtin::catalog().names().iter().map(|name| name.text.as_ref()).collect());

/// Those of models that are due on their provider's own API, and are not a word of other things.
static DUE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let catalog = builtin::catalog();
    let is_due = |name: &&modelmod_catalog::Name| {
        let model = &catalog.models()[usize::from(name.model)];
        model.retires.is_some_and(|day| day <= DAY) && !model.common_word
    };
    catalog.names().iter().filter(is_due).map(|name| name.text.as_ref()).collect()
});

/// What platforms and people put around a name.
const DRESS: &[(&str, &str)] = &[
    ("us.", ""),
    ("eu.anthropic.", "-v1:0"),
    ("anthropic/", ""),
    ("openrouter/anthropic/", ":beta"),
    ("vertex_ai/", ""),
    ("bedrock/", ""),
    ("arn:aws:bedrock:us-east-1::foundation-model/", ""),
    ("projects/p/locations/us-east5/publishers/anthropic/models/", ""),
    ("azure/", ""),
    ("x-", "-y"),
    ("my_", ""),
    ("", "x"),
    ("", "-v1:0"),
    ("https://example.com/", "/invoke"),
    ("ft:", ":acme::abc123"),
    ("", " and more"),
];

struct Choices<'d> {
    rest: &'d [u8],
}

impl Choices<'_> {
    /// The next choice; 0 when there are no more.
    fn byte(&mut self) -> usize {
        match self.rest {
            [first, rest @ ..] => {
                self.rest = rest;
                usize::from(*first)
            }
            [] => 0,
        }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.byte() % from.len()]
    }

    /// A choice among more than a byte can tell.
    fn pick_name(&mut self, from: &[&'static str]) -> &'static str {
        from[(self.byte() << 8 | self.byte()) % from.len()]
    }
}

/// Grows a tree.
#[must_use]
pub fn grow(data: &[u8]) -> Files {
    let mut choices = Choices { rest: data };
    let mut files = Files::new();
    // One name stands in many places: that is what makes places depend on each other.
    let usual = [name(&mut choices), name(&mut choices)];
    while !choices.rest.is_empty() && files.len() < FILES {
        let language = choices.pick(LANGUAGES);
        let path = path(language, &mut choices);
        files.insert(path, file(language, &usual, &mut choices));
    }
    files
}

fn path(language: &Language, choices: &mut Choices<'_>) -> Vec<u8> {
    let folder = choices.pick(FOLDERS);
    let is_end = language.name.is_empty() || language.name.starts_with('.');
    if !is_end || language.is_whole_name {
        return format!("{folder}{}", language.name).into_bytes();
    }
    let mut path = format!("{folder}{}{}", choices.pick(STEMS), language.name).into_bytes();
    // Names need not be UTF-8.
    if choices.byte() % 32 == 31 {
        path.splice(0..0, *b"latin-\xE9-");
    }
    path
}

fn name(choices: &mut Choices<'_>) -> String {
    let text = match choices.byte() % 4 {
        0 => choices.pick_name(&NAMES),
        _ => choices.pick_name(&DUE),
    };
    match choices.byte() % 4 {
        0 => {
            let (before, behind) = choices.pick(DRESS);
            format!("{before}{text}{behind}")
        }
        _ => text.to_owned(),
    }
}

fn file(language: &Language, usual: &[String], choices: &mut Choices<'_>) -> Vec<u8> {
    let mut text = language.around.0.to_owned();
    for _ in 0..choices.byte() % BLOCKS {
        let block = choices.pick(language.blocks);
        for (at, part) in block.split('@').enumerate() {
            if at > 0 {
                match choices.byte() % 4 {
                    0 => text.push_str(&name(choices)),
                    1 => text.push_str(&usual[1]),
                    _ => text.push_str(&usual[0]),
                }
            }
            text.push_str(part);
        }
        if choices.byte() % 16 == 15 {
            let word: &&str = choices.pick(WORDS);
            text.push_str(word);
        }
        text.push('\n');
    }
    text.push_str(language.around.1);
    if choices.byte() % 4 == 3 {
        while text.ends_with('\n') {
            text.pop();
        }
    }
    let ends = choices.byte() % 8;
    let text = match ends {
        0 => text.replace('\n', "\r\n"),
        1 => text.replacen('\n', "\r\n", 2),
        2 => text.replacen('\n', "\r", 1),
        _ => text,
    };
    encoded(&text, choices)
}

fn encoded(text: &str, choices: &mut Choices<'_>) -> Vec<u8> {
    let marked = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    match choices.byte() % 16 {
        0 => format!("\u{FEFF}{text}").into_bytes(),
        1 => marked().flat_map(u16::to_le_bytes).collect(),
        2 => marked().flat_map(u16::to_be_bytes).collect(),
        // Latin-1, or what is left of it.
        3 => text.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect(),
        // No text in any encoding, somewhere.
        4 => {
            let mut bytes = text.as_bytes().to_vec();
            let at = (choices.byte() << 4).min(bytes.len());
            bytes.insert(at, 0xFF);
            bytes
        }
        _ => text.as_bytes().to_vec(),
    }
}

/// The tree laws on a tree that was grown.
pub(crate) fn check(data: &[u8]) {
    crate::tree::holds(&grow(data));
}
