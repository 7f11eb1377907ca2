//! Literals in token streams: where they stand, and what a macro does with its own.

use super::{Literal, Literals, Site};
use crate::site::names;
use crate::site::record::Record;
use modelmod_edit::Span;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// How many tokens of a record are searched for its keys.
const KEYS: usize = 200;
/// Deepest nesting of brackets that is parsed.
const DEPTH: usize = 200;
/// Longest run of tokens without `;`, `,` or a block that is parsed: one expression.
const RUN: usize = 4_000;
/// Most `else` in one sequence: `if … else if … else if …` nests.
const ELSES: usize = 1_000;

/// Whether parsing or walking the stream could recurse too deeply for any stack.
pub(super) fn is_too_deep(stream: TokenStream) -> bool {
    let mut pending = vec![(stream, 0)];
    while let Some((stream, depth)) = pending.pop() {
        let (mut run, mut elses) = (0, 0);
        for token in stream {
            run += 1;
            match &token {
                TokenTree::Group(group) => {
                    if group.delimiter() == Delimiter::Brace {
                        run = 0;
                    }
                    pending.push((group.stream(), depth + 1));
                }
                TokenTree::Punct(punct) if matches!(punct.as_char(), ';' | ',') => run = 0,
                TokenTree::Ident(ident) if *ident == "else" => elses += 1,
                _ => {}
            }
            if run > RUN || elses > ELSES || depth > DEPTH {
                return true;
            }
        }
    }
    false
}

/// Notes every string literal of `stream`, with `site` for those that stand by themselves.
pub(super) fn collect(stream: TokenStream, site: Site, shift: usize, literals: &mut Literals) {
    let tokens: Vec<TokenTree> = stream.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Literal(literal) => {
                let source = literal.to_string();
                if source.contains('"') {
                    let span = Span::from(literal.span().byte_range()).shifted(shift);
                    literals.insert(span.start, Literal { span, site: in_json(&tokens, at, site) });
                }
            }
            TokenTree::Group(group) => {
                let inside = if is_doc(&tokens, at, group) {
                    Site::Comment
                } else {
                    macro_before(&tokens, at).map_or(site, |name| of_macro(&name, group, site))
                };
                collect(group.stream(), inside, shift, literals);
            }
            _ => {}
        }
    }
}

/// `"model": "NAME"` and `model: "NAME"` in a macro, as in `json!`.
fn in_json(tokens: &[TokenTree], at: usize, site: Site) -> Site {
    if site != Site::Unclear {
        return site;
    }
    let Some(own) = key_before(tokens, at) else { return site };
    match names::value_of(own.as_bytes()) {
        found if found.is_use_of_any() => {
            // Each key of the record, up to a limit: tokens are not looked at again and again.
            let keys: Vec<String> =
                (0..tokens.len().min(KEYS)).filter_map(|at| key_before(tokens, at)).collect();
            let all: Vec<&[u8]> = keys.iter().map(String::as_bytes).collect();
            let record = Record { own: own.as_bytes(), all: &all };
            record.site(names::is_about_models).unwrap_or(found)
        }
        found => found,
    }
}

/// The name of the value at `at`: `"model": "NAME"`, `model = "NAME"`.
fn key_before(tokens: &[TokenTree], at: usize) -> Option<String> {
    let [.., key, TokenTree::Punct(colon)] = &tokens[..at] else { return None };
    match (key, colon.as_char()) {
        (TokenTree::Literal(key), ':') => Some(key.to_string().trim_matches('"').to_owned()),
        (TokenTree::Ident(key), ':' | '=') => Some(key.to_string()),
        _ => None,
    }
}

/// `#[doc = "..."]`, which is what doc comments are to the compiler.
fn is_doc(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    let after_hash = match tokens[..at].last() {
        Some(TokenTree::Punct(punct)) => matches!(punct.as_char(), '#' | '!'),
        _ => false,
    };
    let first = group.stream().into_iter().next();
    after_hash && matches!(first, Some(TokenTree::Ident(ident)) if ident == "doc")
}

/// The name in `name!(...)`, for the group at `at`.
fn macro_before(tokens: &[TokenTree], at: usize) -> Option<String> {
    match &tokens[..at] {
        [.., TokenTree::Ident(name), TokenTree::Punct(bang)] if bang.as_char() == '!' => {
            Some(name.to_string())
        }
        // `macro_rules! name { ... }`: patterns and templates, not code.
        [.., TokenTree::Ident(rules), TokenTree::Punct(_), TokenTree::Ident(_)]
            if rules == "macro_rules" =>
        {
            Some("macro_rules".to_owned())
        }
        _ => None,
    }
}

fn of_macro(name: &str, group: &Group, outside: Site) -> Site {
    match name {
        _ if outside == Site::Test => Site::Test,
        "model" | "model_env" if is_unchecked(group) => Site::Unchecked,
        "model" | "models" | "model_env" => Site::ModelMacro,
        "is_retired" => Site::Comparison,
        "concat" | "macro_rules" => Site::Fragment,
        "proptest" | "quickcheck" => Site::Test,
        "vec" | "hashset" | "phf_set" => Site::List,
        "matches" => Site::Comparison,
        _ if name.starts_with("assert") || name.starts_with("debug_assert") => Site::Test,
        _ => match names::argument_of(name.as_bytes()) {
            Site::Text => Site::Text,
            _ => Site::Unclear,
        },
    }
}

/// `"NAME", unchecked`: the name is meant, whatever becomes of the model.
fn is_unchecked(group: &Group) -> bool {
    let mut words = group.stream().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) => Some(word),
        _ => None,
    });
    words.any(|word| word == "unchecked")
}
