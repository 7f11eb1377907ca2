//! Parsing, with an end to patience that depends on the text alone, not on the machine.
//!
//! Sound text costs a bounded number of steps for each byte, and all of them cost about the
//! same. Text full of errors costs few more steps, but for each error the parser tries all
//! tokens of the language, which takes as long as thousands of steps: a megabyte of it would
//! take half a minute. How many errors there are the parser tells only to those who have it
//! write down all that it does, which is slow. So it does that for a small part of its steps, at
//! even distances.

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

/// The tree of `text`; `None` when there is an error in every few hundred steps, when most of it
/// is skipped, or when it takes more steps than any sound text.
pub(super) fn parse(parser: &mut Parser, text: &[u8]) -> Option<Tree> {
    parse_at(PACE, parser, text)
}

fn parse_at(pace: Pace, parser: &mut Parser, text: &[u8]) -> Option<Tree> {
    let mut left = pace.beginning + text.len() / BYTES_PER_REPORT;
    let (mut watched, mut errors, mut done, mut lost) = (0, 0, 0, 0);
    let mut unwatched = pace.beginning;
    let is_hostile = |watched, errors, done, lost| {
        watched >= ENOUGH && (errors * BETWEEN_ERRORS > watched || lost * 2 > done)
    };
    while left > 0 && !is_hostile(watched, errors, done, lost) {
        if let Some(tree) = go_on(parser, text, unwatched, &mut lost) {
            return Some(tree);
        }
        let (tree, found) = watch(parser, text, &mut lost);
        if tree.is_some() {
            return tree;
        }
        (watched, errors, done) = (watched + 1, errors + found, done + unwatched + 1);
        left = left.saturating_sub(unwatched + 1);
        unwatched = pace.between;
    }
    None
}

/// Goes on with the work for one report; also tells how many errors were dealt with in it.
fn watch(parser: &mut Parser, text: &[u8], lost: &mut usize) -> (Option<Tree>, usize) {
    let errors = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&errors);
    parser.set_logger(Some(Box::new(move |kind, message| {
        // What the parser writes when none of its readings goes on without an error.
        if kind == LogType::Parse && message.starts_with("resume version") {
            counter.fetch_add(1, Ordering::Relaxed);
        }
    })));
    let tree = go_on(parser, text, 1, lost);
    parser.set_logger(None);
    (tree, errors.load(Ordering::Relaxed))
}

/// Goes on with the work for a number of reports; `None` when it is not done then. Adds to
/// `lost` in how many of them the text was skipped in search of a place to go on.
fn go_on(parser: &mut Parser, text: &[u8], reports: usize, lost: &mut usize) -> Option<Tree> {
    let mut left = reports;
    let mut pause = |state: &ParseState| {
        *lost += usize::from(state.has_error());
        left = left.saturating_sub(1);
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let options = ParseOptions::new().progress_callback(&mut pause);
    let mut read = |at: usize, _| text.get(at..).unwrap_or_default();
    parser.parse_with_options(&mut read, None, Some(options))
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
        let mut count = 0;
        for folder in std::fs::read_dir(root).unwrap() {
            for file in std::fs::read_dir(folder.unwrap().path()).unwrap() {
                let path = file.unwrap().path();
                let text = std::fs::read(&path).unwrap();
                let language = Language::of_path(path.to_str().unwrap());
                let Some(mut parser) = parser(language, &text) else { continue };
                let whole = parser.parse(&text, None).unwrap().root_node().to_sexp();
                for between in [1, 7] {
                    let pace = Pace { beginning: between, between };
                    let paused = parse_at(pace, &mut parser, &text);
                    let paused = paused.map(|tree| tree.root_node().to_sexp());
                    assert_eq!(paused.as_ref(), Some(&whole), "{path:?}");
                }
                count += 1;
            }
        }
        assert!(count > 40, "the cases are there: {count}");
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
            assert!(parse(&mut parser, &text).is_some(), "{language:?}");
        }
        for (language, piece) in [
            (Swift, "<a>"),
            (CSharp, "[{\"a\":"),
            (Hcl, "\""),
            (Go, "]})"),
            (JavaScript, "\""),
            (Python, "!-a+"),
        ] {
            let text = piece.repeat(200_000 / piece.len());
            let mut parser = parser(language, text.as_bytes()).unwrap();
            assert!(parse(&mut parser, text.as_bytes()).is_none(), "{language:?}");
        }
    }
}
