//! YAML: parsed, and what stands in it that another program reads is read as that.
//!
//! The parser is granit-parser, which is safe Rust with a limit to its depth. The grammar for
//! tree-sitter keeps lines and columns in 16 bits and writes past a buffer where collections
//! nest deeply, so it is no choice for texts of strangers. [`tree`] makes of its events the
//! same places that [`super::syntax`] finds in other languages, and [`judge`] decides as there.
//!
//! What does not parse (templates of Helm or Jinja) is read by [`lines`].

mod inner;
mod lines;
mod tree;

use super::judge;
use super::language::Language;
use super::syntax::Frame;
use super::{Site, Sited, bare};
use crate::matcher::Occurrence;
use tree::{Found, Tree};

/// The sites of `occurrences` in `text`, and whether it was parsed for them; `depth` texts stand
/// around it.
pub(super) fn classify(
    text: &[u8],
    occurrences: &[Occurrence],
    depth: usize,
) -> (Vec<Sited>, bool) {
    let tree = Tree::new(text);
    let sites = match &tree {
        Some(tree) => by_tree(tree, text, occurrences, depth),
        None => lines::classify(text, occurrences).into_iter().map(Sited::by_lines).collect(),
    };
    (sites, tree.is_some())
}

/// Whether all of `text` can be parsed.
pub(super) fn parses(text: &[u8]) -> bool {
    tree::parses(text)
}

fn by_tree(tree: &Tree<'_>, text: &[u8], occurrences: &[Occurrence], depth: usize) -> Vec<Sited> {
    let found: Vec<Found<'_>> = tree.places(occurrences);
    let sites = found.iter().zip(occurrences).map(|(found, occurrence)| {
        let site = judge::site(Language::Yaml, text, &found.place, occurrence);
        // A text over several lines is read by something that is not known.
        let is_read = !found.is_block || found.place.is_whole;
        Sited::parsed(if is_read || !site.is_use_of_any() { site } else { Site::Text })
    });
    let mut sites: Vec<Sited> = sites.collect();
    inner::read(text, &found, occurrences, depth, &mut sites);
    sites
}

/// The name of the nearest entry around.
fn owner<'t>(frames: &[Frame<'t>]) -> Option<&'t [u8]> {
    frames.iter().find_map(|frame| match frame {
        Frame::Value(value) => Some(value.name),
        _ => None,
    })
}

/// `gpt-4o`, `claude-3.5-sonnet`: one word with a hyphen and a digit.
pub(super) fn looks_like_a_model(value: &[u8]) -> bool {
    let value = bare::default_in(value).map_or(value, |(_, default)| default);
    value.contains(&b'-') && value.iter().any(u8::is_ascii_digit) && !value.contains(&b' ')
}
