//! What the readers of a text have in common, for those who check it with any bytes: those that
//! are fast say of a name what the grammar says of it.

use super::language::Language;
use super::source::Source;
use super::syntax::Syntax;
use super::{json, statements};
use modelmod_edit::Span;

/// With what names begin that are looked for here.
const BEGINNINGS: [&[u8]; 2] = [b"claude", b"gpt-"];
/// No more of them: trees are searched for each.
const MOST: usize = 40;

/// Compares what is said of names in `text`, a file of the name `path`: of all of them, and of
/// each alone. Tells how often a fast reader knew what there is to say.
///
/// # Panics
///
/// Where the readers do not agree.
#[must_use]
pub fn readers_agree(path: &str, text: &[u8]) -> usize {
    let language = Language::of_path(path);
    let Some(whole) = Syntax::new(language, text) else { return 0 };
    let mut names: Vec<Span> = BEGINNINGS
        .iter()
        .flat_map(|word| memchr::memmem::find_iter(text, word).map(|at| (at, word.len())))
        .map(|(at, len)| Span::new(at, at + len))
        .collect();
    names.sort_by_key(|name| name.start);
    names.truncate(MOST);
    let alone = names.iter().map(std::slice::from_ref);
    let selections = alone.chain([names.as_slice()]).filter(|names| !names.is_empty());
    selections.filter(|names| agree(language, text, &whole, names)).count()
}

/// Whether there is a faster reader for the text; then it says what the grammar says.
fn agree(language: Language, text: &[u8], whole: &Syntax<'_>, names: &[Span]) -> bool {
    let faster = match language {
        Language::Json => json::places(text, names).map(|places| format!("{places:?}")),
        // Where the text is not sound, what is beside an error is anybody's guess.
        _ if !whole.is_sound() => None,
        _ => statements::around(&Source::of(language, text), names)
            .and_then(|parts| Syntax::of_parts(language, text, &parts))
            .map(|part| format!("{:?}", part.places(names))),
    };
    let Some(faster) = faster else { return false };
    assert!(whole.is_sound(), "read as sound, and is not");
    assert_eq!(faster, format!("{:?}", whole.places(names)), "{names:?}");
    true
}
