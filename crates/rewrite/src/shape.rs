//! Edits that are more than a new name in the place of the old one: a name with its version
//! ([`crate::pair`]), and a list that gains the new name beside the old one ([`crate::allow`]).

use crate::Site;
use crate::allow::Allowed;
use crate::matcher::{Form, Occurrence};
use crate::spelling::Respelled;
use modelmod_edit::Span;
use std::collections::HashSet;

/// What is written for each name of a text, or why nothing.
pub(crate) type Writing = [Option<Result<Respelled, String>>];

/// The shapes of the edits of one text.
pub(crate) struct Shapes {
    /// By the numbers of the occurrences; `None` where the name alone is written.
    lists: Vec<Option<Allowed>>,
}

impl Shapes {
    /// Finds the places of such edits and says so in `sites`.
    ///
    /// `apart` tells how a name is written where it stands behind a prefix after which there are
    /// no profiles, though the platform serves it behind a profile only.
    pub(crate) fn find(
        path: &str,
        text: &[u8],
        occurrences: &[Occurrence],
        writing: &mut Writing,
        sites: &mut [Site],
        apart: impl Fn(usize) -> Option<Respelled>,
    ) -> Self {
        pairs(occurrences, writing, sites);
        let around = |(occurrence, site): (&Occurrence, &Site)| {
            let is_name = matches!(occurrence.form, Form::Whole | Form::Platform);
            (is_name && may_be_listed(*site))
                .then(|| Allowed::around(path, text, occurrence.span))
                .flatten()
        };
        let lists: Vec<Option<Allowed>> = occurrences.iter().zip(&*sites).map(around).collect();
        both_of_policy(text, occurrences, &lists, writing, apart);
        let mut seen = HashSet::new();
        for (at, allowed) in lists.iter().enumerate() {
            let Some(allowed) = allowed else { continue };
            let core = occurrences[at].core;
            sites[at] = match &writing[at] {
                Some(Ok(new)) if allowed.holds(text, core, &new.core) => Site::Duplicate,
                Some(Ok(new)) if !seen.insert(allowed.key(text, core, &new.core)) => {
                    Site::Duplicate
                }
                _ => Site::Allowed,
            };
        }
        Self { lists }
    }

    /// What is written where, in the place of the name's own bytes or beyond them.
    ///
    /// `None` where the text around the name cannot be written.
    pub(crate) fn edit(
        &self,
        text: &[u8],
        at: usize,
        occurrence: &Occurrence,
        site: Site,
        new: &Respelled,
    ) -> Option<(Span, String)> {
        match (&self.lists[at], occurrence.version) {
            (Some(list), _) if site.is_of_allowed() => {
                let (place, text) = list.gain(text, occurrence.core, &new.core)?;
                Some((Span::new(place, place), text))
            }
            (_, Some(version)) => Some((with(occurrence.core, version.span()?), new.core.clone())),
            _ => Some((occurrence.core, new.core.clone())),
        }
    }
}

/// Both, and all between.
fn with(core: Span, version: Span) -> Span {
    Span::new(core.start.min(version.start), core.end.max(version.end))
}

fn pairs(occurrences: &[Occurrence], writing: &mut Writing, sites: &mut [Site]) {
    for (at, occurrence) in occurrences.iter().enumerate() {
        let Some(version) = occurrence.version else { continue };
        if sites[at].is_use_of_any() || sites[at] == Site::Unclear {
            sites[at] = Site::Deployment;
        }
        let whole = with(occurrence.core, version.span().unwrap_or(occurrence.core));
        let is_crossed = occurrences.iter().enumerate().any(|(other, one)| {
            other != at && one.span.start < whole.end && whole.start < one.span.end
        });
        if is_crossed && matches!(writing[at], Some(Ok(_))) {
            let why = "another model's name stands between the name and its version";
            writing[at] = Some(Err(why.to_owned()));
        }
    }
}

/// Whether a name at such a place may be one of a list of what is allowed.
const fn may_be_listed(site: Site) -> bool {
    matches!(
        site,
        Site::List
            | Site::Run
            | Site::Text
            | Site::Fragment
            | Site::Unclear
            | Site::Setting
            | Site::Argument
            | Site::UnknownCall
            | Site::Platform
            | Site::PlatformUse
    )
}

/// A policy that lets a model be called through a profile names both: the profile, and the model
/// behind it. Where it does so for the old model, it gains both for the new one; else it is said
/// what it needs.
fn both_of_policy(
    text: &[u8],
    occurrences: &[Occurrence],
    lists: &[Option<Allowed>],
    writing: &mut Writing,
    apart: impl Fn(usize) -> Option<Respelled>,
) {
    let is_policy = |at: usize| lists[at].as_ref().is_some_and(|list| list.is_policy);
    let is_profile = |at: usize| {
        memchr::memmem::find(&text[occurrences[at].span.range()], b"profile/").is_some()
    };
    let through: Vec<usize> = (0..occurrences.len())
        .filter(|&at| is_policy(at) && is_profile(at) && matches!(writing[at], Some(Ok(_))))
        .collect();
    for at in (0..occurrences.len()).filter(|&at| is_policy(at)) {
        let Some(Err(why)) = &writing[at] else { continue };
        let Some(new) = apart(at) else { continue };
        let is_same = |other: &usize| occurrences[*other].name == occurrences[at].name;
        writing[at] = Some(match through.iter().any(is_same) {
            true => Ok(new),
            false => {
                Err(format!("{why}: the policy needs both {} and that of the profile", new.text))
            }
        });
    }
}
