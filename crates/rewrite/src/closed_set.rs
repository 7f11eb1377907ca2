//! Names that stand in the same file where they have to stay.
//!
//! `MODEL = "NAME"` above `LIMITS = {"NAME": 1000}` is a use, and the table has no row for the
//! replacement: rewriting the one without the other breaks `LIMITS[MODEL]`. So is a default
//! beside the choices it has to be one of; what is [only offered](crate::offered) binds nothing.
//! Where the replacement stands in the file too, it is known there already. The examples of a
//! document have nothing to do with each other.

use crate::matcher::Occurrence;
use crate::{Site, offered};
use memchr::memmem;
use modelmod_edit::Span;
use std::collections::{HashMap, HashSet};

/// How many places that stay are looked at for each name, at the most.
const LOOKED_AT: usize = 32;

/// The names of a file, and what would be written for each.
#[derive(Clone, Copy)]
pub(crate) struct Names<'n> {
    pub(crate) text: &'n [u8],
    pub(crate) occurrences: &'n [Occurrence],
    pub(crate) targets: &'n [Option<&'n str>],
    /// They have nothing to do with each other.
    pub(crate) parts: &'n [Span],
}

/// Takes back "this is a use" for names that the file also holds as a key, in a list, in a type
/// or in a comparison, unless it holds the replacement as well.
///
/// Other names that the same replacement would be written for stay too: the file would hold it
/// then, and a second run would rewrite what the first one had to leave.
///
/// `is_served` says of a name whether calls of it may still be answered; `used` says which places
/// are uses, `edited` which of them this run rewrites (or which are no mentions at all): a key that
/// moves too binds nothing.
pub(crate) fn close(
    Names { text, occurrences, targets, parts }: Names<'_>,
    sites: &mut [Site],
    used: impl Fn(usize, Site) -> bool,
    edited: impl Fn(usize, Site) -> bool,
    is_served: impl Fn(&Occurrence) -> bool,
) {
    let around = |occurrence: &Occurrence| {
        let at = parts.partition_point(|part| part.end <= occurrence.span.start);
        parts.get(at).filter(|part| part.contains(occurrence.span))
    };
    let part = |occurrence: &Occurrence| around(occurrence).map(|part| part.start);
    let key = |occurrence: &Occurrence| (part(occurrence), &text[occurrence.core.range()]);
    let mut bound: HashMap<(Option<usize>, &[u8]), Bound> = HashMap::new();
    for (at, (occurrence, site)) in occurrences.iter().zip(sites.iter()).enumerate() {
        let binds = site.binds() || site.is_of_allowed();
        if binds && !edited(at, *site) {
            let is_code = parts.is_empty();
            bound.entry(key(occurrence)).or_default().meet(text, occurrence, *site, is_code);
        }
    }
    let mut known: HashMap<(Option<usize>, &str), bool> = HashMap::new();
    let mut unknown: HashSet<(Option<usize>, &str)> = HashSet::new();
    let all = occurrences.iter().zip(targets);
    for (at, ((occurrence, target), site)) in all.zip(sites.iter()).enumerate() {
        let is_open = used(at, *site) && *site != Site::ModelMacro;
        let Some(target) = target.filter(|_| is_open) else {
            continue;
        };
        let is_known = *known.entry((part(occurrence), target)).or_insert_with(|| {
            stands_quoted(around(occurrence).map_or(text, |part| &text[part.range()]), target)
        });
        let is_bound = bound
            .get(&key(occurrence))
            .is_some_and(|one| one.holds(occurrence, *site, || is_served(occurrence)));
        if is_bound && !is_known {
            unknown.insert((part(occurrence), target));
        }
    }
    for (at, ((occurrence, target), site)) in occurrences.iter().zip(targets).zip(sites).enumerate()
    {
        let is_unknown = target.is_some_and(|target| unknown.contains(&(part(occurrence), target)));
        // A list of what is allowed keeps the old name beside the new one.
        if is_unknown && used(at, *site) && *site != Site::ModelMacro && !site.is_of_allowed() {
            *site = Site::Entangled;
        }
    }
}

/// What the places where a name stays bind.
#[derive(Default)]
struct Bound {
    /// Some place binds whatever has the name.
    all: bool,
    /// Lists that are only offered and tables that are read with something to fall back on: they
    /// bind what stands in them, and what is no use by itself.
    loose: Vec<Span>,
}

impl Bound {
    /// Takes note of a place that stays.
    ///
    /// What a document shows is read by people, who take each part of an example for what goes
    /// with the rest of it: there each place binds all.
    fn meet(&mut self, text: &[u8], occurrence: &Occurrence, site: Site, is_code: bool) {
        if self.all {
            return;
        }
        let is_looked_at = is_code && self.loose.len() < LOOKED_AT;
        let loose = match site {
            Site::List if is_looked_at => offered::only_offered(text, occurrence.core),
            Site::Key if is_looked_at => offered::read_with_fallback(text, occurrence.core),
            _ => None,
        };
        match loose {
            Some(list) => self.loose.push(list),
            None => self.all = true,
        }
    }

    /// Whether a use of the name has to stay. What a list outside of this file may ask for is not
    /// seen: calls that work are not put at that risk, those that fail already have none.
    fn holds(&self, occurrence: &Occurrence, site: Site, is_served: impl Fn() -> bool) -> bool {
        let is_by_itself = site.is_default_of_code() || site == Site::Stated;
        self.all
            || !self.loose.is_empty() && (!is_by_itself || is_served())
            || self.loose.iter().any(|list| list.contains(occurrence.core))
    }
}

/// Whether `target` stands in `text` by itself, as a literal or a bare value.
pub(crate) fn stands_quoted(text: &[u8], target: &str) -> bool {
    memmem::find_iter(text, target).any(|at| {
        let end = at + target.len();
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./@".contains(byte);
        // `anthropic:NAME` is another name; `NAME:` is a key.
        let is_prefixed = text[..at].ends_with(b":");
        !is_prefixed && !text[..at].last().is_some_and(part) && !text.get(end).is_some_and(part)
    })
}
