//! Patterns of rules: checked for what could go wrong with them.

use super::Diagnostic;
use super::Sink;
use super::raw::At;
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::ParserBuilder;
use regex_syntax::hir::literal::Extractor;
use regex_syntax::hir::{Class, Hir, HirKind};

/// The longest pattern, in bytes, and the most that one may take when it is made ready. Matching
/// takes time in proportion to the text, whatever the pattern: there is no going back.
const LONGEST: usize = 512;
const SIZE: usize = 1 << 18;
const NEST: u32 = 32;
/// With how many fixed characters every match begins at the least.
const FIXED: usize = 3;

/// A part of what is written instead.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Characters as they stand.
    Text(String),
    /// What a group of the pattern matched.
    Group(usize),
}

/// A pattern that was read.
#[derive(Debug)]
pub(super) struct Pattern {
    /// Finds it in a word.
    pub(super) regex: Regex,
    /// Matches it as a whole.
    pub(super) whole: Regex,
    hir: Hir,
}

/// Reads a pattern, and reports what is wrong with it.
pub(super) fn read(pattern: &At<String>, sink: &mut Sink) -> Option<Pattern> {
    let bad = |message: String, help: &str| {
        Diagnostic::error("bad-pattern", &pattern.place, message).help(help)
    };
    let text = pattern.value.as_str();
    if text.len() > LONGEST {
        let message = format!("the pattern has {} bytes, {LONGEST} are allowed", text.len());
        sink.push(bad(message, "make several rules of it"));
        return None;
    }
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).nest_limit(NEST).build();
    let hir = match parser.parse(text) {
        Ok(hir) => hir,
        Err(error) => {
            sink.push(bad(format!("the pattern is malformed: {}", cause(&error)), HELP));
            return None;
        }
    };
    if let Some((message, help)) = unfit(&hir) {
        sink.push(bad(message.to_owned(), help));
        return None;
    }
    let build = |text: &str| {
        let mut builder = RegexBuilder::new(text);
        builder.unicode(false).nest_limit(NEST + 3).size_limit(SIZE).dfa_size_limit(SIZE).build()
    };
    // Not from the text, which may end in a comment or set flags.
    match (build(text), build(&format!("^(?:{hir})$"))) {
        (Ok(regex), Ok(whole)) => Some(Pattern { regex, whole, hir }),
        _ => {
            let help = "repeat less: `{1,1000}` writes its part a thousand times";
            sink.push(bad("the pattern is too big".to_owned(), help));
            None
        }
    }
}

const HELP: &str = "its syntax is that of https://docs.rs/regex; in TOML write it in single quotes";

/// The parser's message without the picture around it.
fn cause(error: &regex_syntax::Error) -> String {
    match error {
        regex_syntax::Error::Parse(error) => error.kind().to_string(),
        regex_syntax::Error::Translate(error) => error.kind().to_string(),
        other => other.to_string().lines().last().unwrap_or_default().to_owned(),
    }
}

/// Why a sound pattern is none for names, and what to do.
fn unfit(hir: &Hir) -> Option<(&'static str, &'static str)> {
    let properties = hir.properties();
    if properties.minimum_len().is_none_or(|len| len == 0) {
        return Some((
            "the pattern matches the empty text",
            "a pattern is for names: write one that needs characters",
        ));
    }
    if !properties.look_set().is_empty() {
        return Some((
            "the pattern has an anchor or a word boundary",
            "leave it out: a name is only ever found as a whole, between boundaries",
        ));
    }
    let begins = Extractor::new().extract(hir);
    let is_fixed = begins
        .literals()
        .is_some_and(|all| !all.is_empty() && all.iter().all(|one| one.as_bytes().len() >= FIXED));
    (!is_fixed).then_some((
        "the pattern may begin with anything",
        "begin it with three characters or more that stand fast, or make several rules of it",
    ))
}

/// Reads what is written instead, and reports what is wrong with it.
pub(super) fn read_replacement(
    text: &At<String>,
    regex: &Regex,
    sink: &mut Sink,
) -> Option<Vec<Part>> {
    let mut bad = |message: String, help: String| {
        sink.push(Diagnostic::error("bad-replacement", &text.place, message).help(help));
        None
    };
    let (mut parts, mut rest) = (Vec::new(), text.value.as_str());
    while let Some(at) = rest.find('$') {
        parts.push(Part::Text(rest[..at].to_owned()));
        rest = &rest[at + 1..];
        let (name, behind) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some(braced) => braced,
            None => {
                let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
                rest.split_at(rest.find(|c| !is_name(c)).unwrap_or(rest.len()))
            }
        };
        let by_name = regex.capture_names().position(|known| known == Some(name));
        let group = name.parse().ok().filter(|&at| at < regex.captures_len()).or(by_name);
        let Some(group) = group else {
            let digits = name.bytes().take_while(u8::is_ascii_digit).count();
            let help = match digits > 0 && digits < name.len() {
                true => format!("write ${{{}}}{}", &name[..digits], &name[digits..]),
                false => "groups are counted from 1, in the order of their `(`".to_owned(),
            };
            return bad(format!("the pattern has no group `{name}`"), help);
        };
        parts.push(Part::Group(group));
        rest = behind;
    }
    parts.push(Part::Text(rest.to_owned()));
    let is_id = |c: char| c.is_ascii_alphanumeric() || "._:@/-".contains(c);
    let odd = parts.iter().find_map(|part| match part {
        Part::Text(text) => text.chars().find(|&c| !is_id(c)),
        Part::Group(_) => None,
    });
    if let Some(odd) = odd {
        let help = "an ID has letters and digits of ASCII and . _ : @ / - only".to_owned();
        return bad(format!("{odd:?} cannot stand in an ID"), help);
    }
    Some(parts)
}

/// A text that the pattern matches: of each choice the first that an ID may have, of each
/// repetition the fewest, but one.
pub(super) fn example(pattern: &Pattern) -> Option<String> {
    let mut out = Vec::new();
    write_example(&pattern.hir, &mut out);
    String::from_utf8(out).ok()
}

fn write_example(hir: &Hir, out: &mut Vec<u8>) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => out.extend_from_slice(&literal.0),
        HirKind::Class(class) => out.extend(member(class)),
        HirKind::Repetition(repetition) => {
            let most = repetition.max.unwrap_or(u32::MAX);
            for _ in 0..repetition.min.max(1).min(most).min(64) {
                write_example(&repetition.sub, out);
            }
        }
        HirKind::Capture(capture) => write_example(&capture.sub, out),
        HirKind::Concat(parts) => parts.iter().for_each(|part| write_example(part, out)),
        HirKind::Alternation(parts) => {
            if let Some(first) = parts.first() {
                write_example(first, out);
            }
        }
    }
}

/// A letter or a digit of the class, else any sign of an ID.
fn member(class: &Class) -> Option<u8> {
    let has = |byte: u8| match class {
        Class::Bytes(class) => {
            class.ranges().iter().any(|range| (range.start()..=range.end()).contains(&byte))
        }
        Class::Unicode(class) => class
            .ranges()
            .iter()
            .any(|range| (range.start()..=range.end()).contains(&char::from(byte))),
    };
    let signs = (b'a'..=b'z').chain(b'0'..=b'9').chain(b'A'..=b'Z').chain(*b"-._:@/");
    signs.into_iter().find(|&byte| has(byte))
}
