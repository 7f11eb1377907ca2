//! Names that stand in the same file where they have to stay.
//!
//! `MODEL = "NAME"` above `LIMITS = {"NAME": 1000}` is a use, and the table has no row for the
//! replacement: rewriting the one without the other breaks `LIMITS[MODEL]`. So is a default
//! beside the choices it is one of. Where the replacement stands in the file too, it is known
//! there already.

use crate::Site;
use crate::matcher::Occurrence;
use memchr::memmem;
use std::collections::HashMap;

/// Takes back "this is a use" for names that the file also holds as a key, in a list, in a type
/// or in a comparison, unless it holds the replacement as well.
///
/// `used` says which places are uses, `edited` which of them this run rewrites (or which are no
/// mentions at all): a key that moves too binds nothing.
pub(crate) fn close(
    text: &[u8],
    occurrences: &[Occurrence],
    targets: &[Option<&str>],
    sites: &mut [Site],
    used: impl Fn(usize, Site) -> bool,
    edited: impl Fn(usize, Site) -> bool,
) {
    let mut bound: HashMap<&[u8], bool> = HashMap::new();
    for (at, (occurrence, site)) in occurrences.iter().zip(sites.iter()).enumerate() {
        let stays = site.binds() && !edited(at, *site);
        *bound.entry(&text[occurrence.core.range()]).or_default() |= stays;
    }
    let mut known: HashMap<&str, bool> = HashMap::new();
    for (at, ((occurrence, target), site)) in occurrences.iter().zip(targets).zip(sites).enumerate()
    {
        let is_open = used(at, *site) && *site != Site::ModelMacro;
        let Some(target) = target.filter(|_| is_open) else {
            continue;
        };
        let is_known = *known.entry(target).or_insert_with(|| stands_quoted(text, target));
        if bound[&text[occurrence.core.range()]] && !is_known {
            *site = Site::Entangled;
        }
    }
}

/// Whether `target` stands in `text` by itself, as a literal or a bare value.
pub(crate) fn stands_quoted(text: &[u8], target: &str) -> bool {
    memmem::find_iter(text, target).any(|at| {
        let end = at + target.len();
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-.".contains(byte);
        !text[..at].last().is_some_and(part) && !text.get(end).is_some_and(part)
    })
}
