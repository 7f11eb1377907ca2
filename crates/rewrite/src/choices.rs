//! The replacements that the user chose: for one model, or for all that a pattern matches.

use crate::verdict::{check_target, find};
use crate::{Request, RequestError};
use modelmod_catalog::{Basis, Catalog, Date, Model, State};

/// Whether the left side of a choice is a pattern: it has a `*`, which stands for any
/// characters or none.
#[must_use]
pub fn is_pattern(old: &str) -> bool {
    old.contains('*')
}

/// Checks a choice whose left side is a pattern.
///
/// # Errors
///
/// When no model has an ID that it matches, or the replacement cannot be written or is not
/// served on the day `as_of`.
pub fn check_pattern(
    catalog: &Catalog,
    old: &str,
    new: &str,
    as_of: Date,
) -> Result<(), RequestError> {
    if !catalog.models().iter().any(|model| matches(old, &model.id)) {
        return Err(RequestError::NoMatch { pattern: old.to_owned() });
    }
    check_target(catalog, new, as_of)
}

/// Whether the catalogue knows the replacement of a choice by any name.
///
/// # Errors
///
/// [`RequestError::UnknownTarget`] with the nearest names.
pub fn check_known(catalog: &Catalog, new: &str) -> Result<(), RequestError> {
    match catalog.find(new) {
        Some(_) => Ok(()),
        None => Err(RequestError::UnknownTarget {
            name: new.to_owned(),
            near: catalog.suggest(new, 3).into_iter().map(str::to_owned).collect(),
        }),
    }
}

/// The choices of a request, each checked.
pub(crate) struct Choices<'r, 'c> {
    catalog: &'c Catalog,
    chosen: Vec<(&'c Model, &'r String)>,
    /// Pattern and replacement, the longest pattern first.
    patterns: Vec<(&'r String, &'r String)>,
}

impl<'r, 'c> Choices<'r, 'c> {
    pub(crate) fn new(catalog: &'c Catalog, request: &'r Request) -> Result<Self, RequestError> {
        let (mut chosen, mut patterns): (Vec<(&Model, &String)>, Vec<_>) = (Vec::new(), Vec::new());
        for (old, new) in &request.to {
            if is_pattern(old) {
                check_pattern(catalog, old, new, request.as_of)?;
                patterns.push((old, new));
                continue;
            }
            let model = check_choice(catalog, old, new, request.as_of)?;
            if chosen.iter().any(|(seen, _)| std::ptr::eq(*seen, model)) {
                return Err(RequestError::TwoTargets { name: model.id.to_string() });
            }
            chosen.push((model, new));
        }
        let literal = |old: &str| old.bytes().filter(|&byte| byte != b'*').count();
        patterns.sort_by_key(|(old, _)| std::cmp::Reverse(literal(old)));
        Ok(Self { catalog, chosen, patterns })
    }

    /// What the user wants instead of `model`, directly or because of a choice for that.
    pub(crate) fn of(&self, model: &Model) -> Option<String> {
        let direct = |model: &Model| self.chosen.iter().find(|(old, _)| std::ptr::eq(*old, model));
        let mut target = direct(model)?.1;
        // Each step uses up a choice, so a circle of choices ends too.
        for _ in 0..self.chosen.len() {
            match self.catalog.find(target).and_then(|entry| direct(entry.model)) {
                Some((_, next)) => target = next,
                None => break,
            }
        }
        Some(target.clone())
    }

    /// What the user wants instead of all due models like `model`. Only where its own
    /// provider says that it is due, and where the replacement is called through the same API:
    /// whoever writes a pattern has not looked at each of them.
    pub(crate) fn by_pattern(&self, model: &Model, state: State) -> Option<String> {
        let is_sure = matches!(model.basis, Basis::Stated | Basis::Unlisted);
        if !is_sure || state == State::Unpublished || model.api == Model::EMBEDDINGS {
            return None;
        }
        let (_, new) = self.patterns.iter().find(|(old, _)| matches(old, &model.id))?;
        let target = self.catalog.find(new).map(|entry| entry.model);
        if target.is_some_and(|target| std::ptr::eq(target, model) || target.api != model.api) {
            return None;
        }
        let next = target.and_then(|target| self.of(target));
        Some(next.unwrap_or_else(|| (*new).clone()))
    }
}

/// The model `old`, if `new` can be chosen as its replacement on the day `as_of`.
///
/// # Errors
///
/// As [`crate::Engine::new`] for this choice alone.
pub fn check_choice<'c>(
    catalog: &'c Catalog,
    old: &str,
    new: &str,
    as_of: Date,
) -> Result<&'c Model, RequestError> {
    let model = find(catalog, old)?;
    if catalog.find(new).is_some_and(|entry| std::ptr::eq(entry.model, model)) {
        return Err(RequestError::SameTarget { name: new.to_owned() });
    }
    check_target(catalog, new, as_of)?;
    Ok(model)
}

/// Whether `pattern`, whose `*` stand for any characters or none, is all of `text`.
pub(crate) fn matches(pattern: &str, text: &str) -> bool {
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|start| text.strip_prefix(start)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(end) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(end)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, text, wanted) in [
            ("claude-*", "claude-2.1", true),
            ("claude-*", "claude-", true),
            ("claude-*", "x-claude-2", false),
            ("*", "", true),
            ("*-sonnet-*", "claude-3-sonnet-20240229", true),
            ("*-sonnet", "claude-3-sonnet-20240229", false),
            ("a*a", "a", false),
            ("a*b*b", "ab", false),
            ("a*b*b", "abcb", true),
        ] {
            assert_eq!(matches(pattern, text), wanted, "{pattern} {text}");
        }
    }
}
