//! Which profile a platform is to serve a model through, where the old name had none.
//!
//! Amazon Bedrock serves newer models behind an inference profile only: `us.anthropic.NAME`. The
//! bare name of such a model is an error there, so it is never written.

use crate::boundary::is_word;
use crate::dress::Dress;
use crate::memo::Memo;
use crate::regions::named_in;
use modelmod_catalog::{Model, Str, Surface};
use std::cell::OnceCell;

/// A profile to write before a name.
pub(crate) struct Chosen {
    /// Without its final dot.
    pub(crate) profile: String,
    /// Why this one, as a sentence without a full stop.
    pub(crate) note: String,
    /// Nothing in the text asks for this one.
    pub(crate) is_guess: bool,
    /// What is said of regions asks for several, or for one that we do not know.
    pub(crate) is_disputed: bool,
}

/// The profiles of `model` on `surface`.
pub(crate) fn known<'m>(model: &'m Model, surface: &Surface) -> Vec<&'m str> {
    let on_it = model.profiles.iter().filter(|(of, _)| *of == surface.id);
    on_it.map(|(_, profile)| profile.as_ref()).collect()
}

/// What is known of the regions from which a platform is called.
pub(crate) struct Regions<'t> {
    /// The text in which the name stands.
    text: &'t [u8],
    /// Those that settings in other files of the project name; used where the text names none.
    elsewhere: &'t [String],
    /// Those that the text names, looked for when first asked: it may hold thousands of names.
    named: OnceCell<Vec<String>>,
    /// What the text says of names, by the surface and the maker that they are of.
    said: Memo<(Str, Str), Said>,
}

/// What a text does with names that had no profile so far.
#[derive(Clone, Copy)]
struct Said {
    /// It makes something of them that a name with a profile does not fit into.
    binds: bool,
    /// It has a policy that lets no profile be called.
    lets_no_profile: bool,
}

impl<'t> Regions<'t> {
    /// Those that `text` names, and those that settings `elsewhere` do.
    pub(crate) const fn new(text: &'t [u8], elsewhere: &'t [String]) -> Self {
        Self { text, elsewhere, named: OnceCell::new(), said: Memo::new() }
    }

    fn named(&self) -> impl Iterator<Item = String> {
        self.named.get_or_init(|| named_in(self.text).collect()).iter().cloned()
    }

    fn said(&self, surface: &Surface, maker: &Str) -> Said {
        self.said.get((surface.id.clone(), maker.clone()), || Said {
            binds: is_put_into(self.text, surface) || asks_for_maker(self.text, maker),
            lets_no_profile: lets_no_profile(self.text, surface),
        })
    }
}

/// The profile for `model`: that of the regions which are spoken of, else the one that serves
/// all of them.
///
/// # Errors
///
/// Why there is none, as a sentence without a full stop.
pub(crate) fn choose(
    regions: &Regions<'_>,
    dress: &Dress<'_>,
    model: &Model,
    surface: &Surface,
) -> Result<Chosen, String> {
    let known = known(model, surface);
    let mut only =
        format!("{} serves {} through an inference profile only", surface.name, model.id);
    if is_apart(dress, surface) {
        return Err(format!("{only}, which has another ARN"));
    }
    let mut whence = "the file speaks";
    let mut found = of_regions(regions.named(), surface);
    if found == Spoken::Nothing {
        whence = "the project's settings speak";
        found = of_regions(regions.elsewhere.iter().cloned(), surface);
    }
    let said = regions.said(surface, &model.provider);
    let is_disputed = found == Spoken::Several || said.binds;
    if said.lets_no_profile {
        only += ", which the policy here does not let be called yet";
    }
    match found {
        Spoken::One(profile, region) if known.contains(&profile) => {
            let note = format!("{only}: {profile}, since {whence} of {region}");
            let profile = profile.to_owned();
            return Ok(Chosen { profile, note, is_guess: is_disputed, is_disputed });
        }
        Spoken::One(profile, region) => {
            return Err(format!(
                "{only}: {whence} of {region}, and no {profile} profile of it is known"
            ));
        }
        Spoken::Nothing | Spoken::Beyond | Spoken::Several => {}
    }
    let list = known.join(", ");
    match surface.everywhere.as_deref().filter(|everywhere| known.contains(everywhere)) {
        Some(everywhere) => {
            let note = format!(
                "{only} ({list}): {everywhere} serves all regions from all of them, take another where data has to stay in one"
            );
            Ok(Chosen { profile: everywhere.to_owned(), note, is_guess: true, is_disputed })
        }
        None => Err(format!("{only} ({list}): which one is yours does not stand in the file")),
    }
}

/// Whether the name stands behind a prefix after which there are no profiles.
pub(crate) fn is_apart(dress: &Dress<'_>, surface: &Surface) -> bool {
    dress.prefixes.iter().any(|(_, prefix)| surface.unprofiled.contains(&prefix.text))
}

/// Whether the text puts something behind a prefix after which there are no profiles: a name with
/// one would make no ARN. `arn:aws:bedrock:us-east-1::foundation-model/${model}`
///
/// Or behind a profile of its own, and one is enough: `f"{profile}.{model_id}"`.
fn is_put_into(text: &[u8], surface: &Surface) -> bool {
    let behind_prefix = surface.unprofiled.iter().any(|prefix| {
        memchr::memmem::find_iter(text, prefix.as_bytes()).any(|at| {
            let behind = text.get(at + prefix.len());
            behind.is_some_and(|byte| b"${\"'`%#<".contains(byte))
        })
    });
    let behind_profile = || {
        memchr::memmem::find_iter(text, b"}.").any(|at| {
            let rest = &text[at + 2..];
            let rest = rest.strip_prefix(b"$").unwrap_or(rest);
            let name = rest.strip_prefix(b"{").unwrap_or_default();
            let len = name.iter().take_while(|byte| is_word(**byte)).count();
            memchr::memmem::find(&name[..len].to_ascii_lowercase(), b"model").is_some()
        })
    };
    behind_prefix || behind_profile()
}

/// Whether a policy in the text lets all models be called, and no profile:
/// `arn:aws:bedrock:*::foundation-model/*`.
fn lets_no_profile(text: &[u8], surface: &Surface) -> bool {
    let lets_all = |prefix: &Str| {
        memchr::memmem::find_iter(text, prefix.as_bytes())
            .any(|at| text.get(at + prefix.len()) == Some(&b'*'))
    };
    surface.unprofiled.iter().any(lets_all)
        && memchr::memmem::find(text, b"inference-profile").is_none()
}

/// Whether the text takes only names that begin with their maker's: `regex("^(anthropic\\.|...)")`.
/// Calls that ask how names begin are seen to by [`crate::part_test`].
fn asks_for_maker(text: &[u8], maker: &str) -> bool {
    memchr::memmem::find_iter(text, maker).any(|at| {
        let head = &text[..at];
        let head = head.strip_suffix(b"(").unwrap_or(head);
        let rest = &text[at + maker.len()..];
        let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
        let rest = rest.strip_prefix(b"\\").unwrap_or(rest);
        rest.starts_with(b".") && head.ends_with(b"^")
    })
}

/// Of which profiles some regions are.
#[derive(Debug, PartialEq, Eq)]
enum Spoken<'s> {
    /// No region is named.
    Nothing,
    /// All are of this profile; the first of them besides.
    One(&'s str, String),
    /// They are of one profile at most, and one of them is of none: what serves all regions is
    /// all that serves it.
    Beyond,
    /// They are of several profiles: which of them is meant here, people know.
    Several,
}

/// The profile whose regions all of `regions` are.
///
/// A region is called as its profile, and what follows: `us` serves `us-east-1`, and `us-gov`
/// serves `us-gov-east-1`.
fn of_regions(regions: impl Iterator<Item = String>, surface: &Surface) -> Spoken<'_> {
    let mut found = Spoken::Nothing;
    let mut is_beyond = false;
    for region in regions {
        let texts = surface.prefixes.iter().filter_map(|prefix| prefix.text.strip_suffix('.'));
        let of_profile = |profile: &&str| {
            region.strip_prefix(*profile).is_some_and(|rest| rest.starts_with('-'))
        };
        match (texts.filter(of_profile).max_by_key(|profile| profile.len()), &found) {
            (None, _) => is_beyond = true,
            (Some(profile), Spoken::Nothing) => found = Spoken::One(profile, region),
            (Some(profile), Spoken::One(other, _)) if *other == profile => {}
            _ => return Spoken::Several,
        }
    }
    match found {
        // What is apart from the others is not served with them.
        Spoken::One(profile, _) if is_beyond && profile.contains('-') => Spoken::Several,
        _ if is_beyond => Spoken::Beyond,
        found => found,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    #[test]
    fn the_regions_of_a_text_choose_the_profile() {
        let surface = modelmod_catalog::builtin::catalog().surface("bedrock").unwrap();
        for (text, wanted) in [
            ("region = \"us-east-1\"", Some("us")),
            ("us-west-2, then us-east-2", Some("us")),
            ("'us-gov-west-1'", Some("us-gov")),
            ("bedrock.eu-central-1.amazonaws.com", Some("eu")),
            ("eu-west-1 or us-east-1", None),
            ("us-gov-west-1 or us-east-1", None),
            ("ap-northeast-1", None),
            ("go east, or to us-east", None),
            ("northeast-1", None),
            ("us-east-123 is a host", None),
        ] {
            let found = match of_regions(named_in(text.as_bytes()), surface) {
                Spoken::One(profile, _) => Some(profile),
                _ => None,
            };
            assert_eq!(found, wanted, "{text}");
        }
    }
}
