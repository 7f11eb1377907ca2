//! What platforms put around a name: prefixes (`us.`, `vertex_ai/`, an ARN) and a suffix
//! (`:beta`).
//!
//! Both are data (`codemods/surfaces.toml`). They are taken in as a whole, so that no part of a
//! platform's spelling is ever rewritten alone.

use crate::boundary;
use modelmod_catalog::{Catalog, Prefix};
use modelmod_edit::Span;

/// What stands around a name, and what follows from it.
#[derive(Clone, Debug)]
pub(crate) struct Dress<'c> {
    /// The prefixes from the inside out, each with the place of its surface in
    /// [`Catalog::surfaces`].
    pub(crate) prefixes: Vec<(usize, &'c Prefix)>,
    /// The suffix as the catalogue has it, with the place of its surface.
    pub(crate) suffix: Option<(usize, &'c str)>,
    /// Surfaces that spell the name so, as far as what stands around it lets them; the first
    /// is the most likely one. Never empty.
    pub(crate) homes: Vec<usize>,
    /// The name with its prefixes and its suffix.
    pub(crate) span: Span,
    /// Some of it is URL-encoded.
    pub(crate) is_encoded: bool,
}

impl<'c> Dress<'c> {
    /// Looks around the name at `core`, which stands at `name` in [`Catalog::names`].
    pub(crate) fn new(catalog: &'c Catalog, text: &[u8], core: Span, name: usize) -> Self {
        let is_encoded = &text[core.range()] != catalog.entry(name).text.as_bytes();
        let (prefixes, suffix) = (Vec::new(), None);
        let mut dress =
            Self { prefixes, suffix, homes: homes(catalog, name), span: core, is_encoded };
        while dress.take_prefix(catalog, text) {}
        dress.take_suffix(catalog, text);
        dress
    }

    /// The surface whose notation the whole is: that of the outermost prefix, else of the
    /// suffix, else of the name.
    pub(crate) fn surface(&self) -> usize {
        let outer = self.prefixes.last().map(|(at, _)| *at);
        outer.or(self.suffix.map(|(at, _)| at)).unwrap_or(self.homes[0])
    }

    /// Whether the suffix, if there is one, is that of a surface which spells the name so.
    pub(crate) fn suits(&self) -> bool {
        self.suffix.is_none_or(|(at, _)| self.homes.contains(&at))
    }

    /// Whether nothing stands around the name.
    pub(crate) fn is_bare(&self) -> bool {
        self.prefixes.is_empty() && self.suffix.is_none() && !self.is_encoded
    }

    /// Whether the whole is the end of a request's path: a resource of the surface, with what is
    /// asked of it, behind a `/`.
    pub(crate) fn is_request(&self, catalog: &Catalog, text: &[u8], core: Span) -> bool {
        let stays = |(at, suffix): (usize, &str)| {
            catalog.surfaces()[at].stays.iter().any(|stay| stay == suffix)
        };
        let is_below = text[..self.span.start].ends_with(b"/");
        // `publishers/google/models/` is another platform's, with names of its own.
        let before = &text[..core.start];
        let is_longer = |prefix: &Prefix| {
            boundary::tail(before, prefix.text.as_bytes())
                .is_some_and(|found| found.len > core.start - self.span.start)
        };
        is_below
            && !self.prefixes.is_empty()
            && self.suffix.is_some_and(stays)
            && !catalog.surfaces().iter().flat_map(|one| one.prefixes.iter()).any(is_longer)
    }

    fn take_prefix(&mut self, catalog: &'c Catalog, text: &[u8]) -> bool {
        let before = &text[..self.span.start];
        // Beside most names stands a quote or a space.
        if !before.last().is_some_and(|byte| boundary::may_dress(*byte)) {
            return false;
        }
        let surfaces = catalog.surfaces();
        let inside: &[usize] = match self.prefixes.last() {
            Some((at, _)) => &[*at],
            None => &self.homes,
        };
        let fits = |of: &str| inside.iter().any(|&at| surfaces[at].id == of);
        let longest = surfaces
            .iter()
            .enumerate()
            .flat_map(|(at, surface)| surface.prefixes.iter().map(move |prefix| (at, prefix)))
            // To compare the ends is quicker than to ask whether it fits.
            .filter(|(_, prefix)| boundary::may_end(before, prefix.text.as_bytes()))
            .filter(|(_, prefix)| fits(&prefix.of))
            .filter_map(|(at, prefix)| {
                let tail = boundary::tail(before, prefix.text.as_bytes())?;
                Some((at, prefix, tail))
            })
            .max_by_key(|(_, _, tail)| tail.len);
        let Some((at, prefix, tail)) = longest else { return false };
        if self.prefixes.is_empty() {
            self.homes.retain(|&home| surfaces[home].id == prefix.of);
        }
        self.prefixes.push((at, prefix));
        self.span.start -= tail.len;
        self.is_encoded |= tail.is_encoded;
        true
    }

    fn take_suffix(&mut self, catalog: &'c Catalog, text: &[u8]) {
        let end = self.span.end;
        if !text.get(end).is_some_and(|byte| boundary::may_dress(*byte)) {
            return;
        }
        let longest = catalog
            .surfaces()
            .iter()
            .enumerate()
            .filter_map(|(at, surface)| {
                let (pattern, found) = boundary::suffix(text, end, &surface.suffixes)?;
                Some((at, pattern, found))
            })
            .max_by_key(|(at, _, found)| {
                (found.len, self.homes.contains(at), std::cmp::Reverse(*at))
            });
        let Some((at, pattern, found)) = longest else { return };
        if self.homes.contains(&at) {
            self.homes = vec![at];
        }
        self.suffix = Some((at, pattern));
        self.span.end += found.len;
        self.is_encoded |= found.is_encoded;
    }
}

/// Surfaces that have this name, the one that the catalogue gives it first.
fn homes(catalog: &Catalog, name: usize) -> Vec<usize> {
    let mut homes = vec![usize::from(catalog.names()[name].surface)];
    for spelling in catalog.spellings(name) {
        let at = catalog.surfaces().iter().position(|surface| surface.id == spelling.surface);
        homes.extend(at.filter(|at| !homes.contains(at)));
    }
    homes
}
