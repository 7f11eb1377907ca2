//! Parsing, with an end to patience that depends on the text alone, not on the machine.
//!
//! Sound text costs a bounded number of steps for each byte, and all of them cost about the
//! same. Text full of errors costs few more steps, but for each error the parser tries all
//! tokens of the language, which takes as long as thousands of steps: a megabyte of it would
//! take half a minute. How many errors there are the parser tells only to those who have it
//! write down all that it does, which is slow. So it does that for a small part of its steps, at
//! even distances.

use super::reading::Reading;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tree_sitter::{LogType, ParseOptions, ParseState, Parser, Tree};

/// Bytes of text for each report that the parser may make (one in a hundred steps). Sound text
/// has a dozen for each at least, in any language.
const BYTES_PER_REPORT: usize = 4;
/// How many reports are watched before they say anything.
const ENOUGH: usize = 10;

/// Reports between errors, on average, with which patience ends: some 150 bytes of text.
const BETWEEN_ERRORS: usize = 3;

/// How many reports are not watched.
#[derive(Clone, Copy, Debug)]
struct Pace {
    /// Before the first that is: most files are done by then.
    beginning: usize,
    /// Between two that are.
    between: usize,
}

const PACE: Pace = Pace { beginning: 300, between: 60 };

/// Reports over which it is watched how far the parser comes.
const WINDOW: usize = 10;
/// Bytes for each report of a window, under which more than one reading of the text is followed.
/// That is so in ambiguous places, and where one error follows the other. A reading for each
/// error is kept until the end, and there all are put together: some thousand errors in a row
/// come to gigabytes.
const THIN: usize = 80;
/// How many reports of such windows are watched before they say anything.
const THIN_ENOUGH: usize = 3;
/// Errors in each of them, on average, with which patience ends.
const THIN_ERRORS: usize = 5;
/// How many have to be watched for fewer errors to say something: one in each, on average. What
/// each error costs grows with those before it.
const THIN_MANY: usize = 20;

/// The tree of `text`; `None` when there is an error in every few hundred steps, or in every few
/// steps somewhere, when most of it is skipped, or when it takes more steps than any sound text.
/// The parser is to read `len` bytes of it.
pub(super) fn parse(parser: &mut Parser, text: &[u8], len: usize) -> Option<Tree> {
    parse_at(PACE, parser, text, len)
}

fn parse_at(pace: Pace, parser: &mut Parser, text: &[u8], len: usize) -> Option<Tree> {
    let reading = Reading::new(text);
    let mut left = pace.beginning + len / BYTES_PER_REPORT;
    let mut seen = Seen::default();
    let (mut unwatched, mut since) = (pace.beginning, 0);
    while left > 0 && !seen.is_hostile() {
        let lap = go_on(parser, &reading, unwatched, &mut seen);
        if lap.tree.is_some() || reading.is_over() {
            return lap.tree.filter(|_| !reading.is_over());
        }
        let (tree, errors) = watch(parser, &reading, &mut seen);
        if tree.is_some() || reading.is_over() {
            return tree.filter(|_| !reading.is_over());
        }
        let reports = lap.reports + 1;
        since += reports;
        left = left.saturating_sub(reports);
        if lap.is_thin {
            seen.thin_watched += 1;
            seen.thin_errors += errors;
            unwatched = unwatched.saturating_sub(reports).max(1);
        } else {
            seen.watched += 1;
            seen.errors += errors;
            seen.done += since;
            (unwatched, since) = (pace.between, 0);
        }
    }
    None
}

/// What has been seen of a text so far.
#[derive(Debug, Default)]
struct Seen {
    /// Reports that were watched at even distances, and the errors in them.
    watched: usize,
    errors: usize,
    /// All reports up to the last of these.
    done: usize,
    /// Reports in which the text was skipped in search of a place to go on.
    lost: usize,
    /// Reports that were watched because of little progress, and the errors in them.
    thin_watched: usize,
    thin_errors: usize,
    /// The window: how many reports are in it, and where it began.
    window: usize,
    offset: usize,
}

impl Seen {
    fn is_hostile(&self) -> bool {
        let is_bad = self.watched >= ENOUGH
            && (self.errors * BETWEEN_ERRORS > self.watched || self.lost * 2 > self.done);
        let are_thin = |enough: usize, errors: usize| {
            self.thin_watched >= enough && self.thin_errors >= self.thin_watched * errors
        };
        is_bad || are_thin(THIN_ENOUGH, THIN_ERRORS) || are_thin(THIN_MANY, 1)
    }

    /// Takes note of a report; whether it ends a window of little progress.
    fn report(&mut self, state: &ParseState) -> bool {
        self.lost += usize::from(state.has_error());
        self.window += 1;
        if self.window < WINDOW {
            return false;
        }
        let at = state.current_byte_offset();
        let is_thin = at.saturating_sub(self.offset) < WINDOW * THIN;
        (self.window, self.offset) = (0, at);
        is_thin
    }
}

/// How far a part of the work went.
struct Lap {
    /// The tree, when the work is done.
    tree: Option<Tree>,
    reports: usize,
    /// It ended because of little progress.
    is_thin: bool,
}

/// Goes on with the work for one report; also tells how many errors were dealt with in it.
fn watch(parser: &mut Parser, text: &Reading<'_>, seen: &mut Seen) -> (Option<Tree>, usize) {
    let errors = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&errors);
    parser.set_logger(Some(Box::new(move |kind, message| {
        // What the parser writes when none of its readings goes on without an error.
        if kind == LogType::Parse && message.starts_with("resume version") {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    })));
    let lap = go_on(parser, text, 1, seen);
    parser.set_logger(None);
    (lap.tree, errors.load(Ordering::Relaxed))
}

/// Goes on with the work for a number of reports, or until there is little progress; without a
/// tree when it is not done then.
fn go_on(parser: &mut Parser, text: &Reading<'_>, reports: usize, seen: &mut Seen) -> Lap {
    let (mut made, mut is_thin) = (0, false);
    let mut pause = |state: &ParseState| {
        made += 1;
        is_thin = seen.report(state);
        let is_over = made >= reports || is_thin || text.is_over();
        if is_over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    text.resume();
    let options = ParseOptions::new().progress_callback(&mut pause);
    let mut read = |at: usize, _| text.from(at);
    let tree = parser.parse_with_options(&mut read, None, Some(options));
    Lap { tree, reports: made, is_thin }
}

#[cfg(test)]
mod tests {
    use super::super::grammar;
    use super::*;
    use crate::site::language::Language;
    use std::path::Path;

    fn parser(language: Language, text: &[u8]) -> Option<Parser> {
        let mut parser = Parser::new();
        parser.set_language(&grammar(language)?.parser_for(text)).unwrap();
        Some(parser)
    }

    #[test]
    fn a_pause_changes_no_tree() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
        let (mut count, mut long_ones) = (0, 0);
        for folder in std::fs::read_dir(root).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let text = std::fs::read(&path).unwrap();
                let language = Language::of_path(path.to_str().unwrap());
                let Some(mut parser) = parser(language, &text) else { continue };
                let whole = parser.parse(&text, None).unwrap().root_node().to_sexp();
                for between in [1, 7] {
                    let pace = Pace { beginning: between, between };
                    let paused = parse_at(pace, &mut parser, &text, text.len());
                    let paused = paused.map(|tree| tree.root_node().to_sexp());
                    assert_eq!(paused.as_ref(), Some(&whole), "{path:?}");
                }
                count += 1;
                // More than a parser gets at a time; some are no good text any more.
                let long = text.repeat(40_000 / text.len().max(1) + 1);
                let Some(parts) = parse(&mut parser, &long, long.len()) else { continue };
                let whole = parser.parse(&long, None).unwrap().root_node().to_sexp();
                assert_eq!(parts.root_node().to_sexp(), whole, "{path:?}");
                long_ones += 1;
            }
        }
        assert!(count > 40 && long_ones > 40, "the cases are there: {count}, {long_ones}");
    }

    #[test]
    fn patience_ends_with_errors_and_not_with_length() {
        use Language::{CSharp, Go, Hcl, JavaScript, Json, Php, Python, Ruby, Swift, TypeScript};
        let sound = [
            (JavaScript, "!-a+", "1"),
            (TypeScript, "<a>", "1"),
            (Hcl, "a={b={c=[1]}}\n", ""),
            (Php, "$a?->b();", ""),
            (Ruby, "a+", "1"),
            (Json, "[", "1"),
            (Python, "a=b;", ""),
        ];
        for (language, piece, end) in sound {
            let (piece, len) = (piece.as_bytes(), 400_000);
            let mut text = piece.repeat(len / piece.len());
            text.extend(end.bytes());
            if language == Json {
                text.extend(b"]".repeat(len));
            }
            let mut parser = parser(language, &text).unwrap();
            assert!(parse(&mut parser, &text, text.len()).is_some(), "{language:?}");
        }
        for (language, piece) in [
            (Swift, "<a>"),
            (CSharp, "[{\"a\":"),
            (Hcl, "\""),
            (Hcl, "\" "),
            (Go, "]})"),
            (JavaScript, "\""),
            (Python, "!-a+"),
        ] {
            let text = piece.repeat(200_000 / piece.len());
            let mut parser = parser(language, text.as_bytes()).unwrap();
            assert!(parse(&mut parser, text.as_bytes(), text.len()).is_none(), "{language:?}");
        }
        // The end of each comment is looked for as far as the text goes.
        for language in [JavaScript, TypeScript] {
            let text = format!("const m = 1;\n{}", "/* ".repeat(60_000));
            let mut parser = parser(language, text.as_bytes()).unwrap();
            assert!(parse(&mut parser, text.as_bytes(), text.len()).is_none(), "{language:?}");
        }
    }

    /// Where patience ends within a letter, the parser reads on without a look at what there is.
    #[test]
    fn patience_ends_within_a_letter() {
        let pieces =
            [(Language::JavaScript, "/* "), (Language::Lua, "f([=[ "), (Language::Lua, "[[ \n")];
        for (language, piece) in pieces {
            for end in [&b"\xFF"[..], b"\xE2\x82", b"\xF0\x9F\x98"] {
                let text = [piece.repeat(60_000 / piece.len()).as_bytes(), end].concat();
                let mut parser = parser(language, &text).unwrap();
                assert!(parse(&mut parser, &text, text.len()).is_none(), "{language:?}");
            }
        }
    }
}
