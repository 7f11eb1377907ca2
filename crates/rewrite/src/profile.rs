//! Which profile a platform is to serve a model through, where the old name had none.
//!
//! Amazon Bedrock serves newer models behind an inference profile only: `us.anthropic.NAME`. The
//! bare name of such a model is an error there, so it is never written.

use crate::dress::Dress;
use memchr::memmem;
use modelmod_catalog::{Model, Surface};

/// A profile to write before a name.
pub(crate) struct Chosen {
    /// Without its final dot.
    pub(crate) profile: String,
    /// Why this one, as a sentence without a full stop.
    pub(crate) note: String,
    /// Nothing in the text asks for this one.
    pub(crate) is_guess: bool,
}

/// The profiles of `model` on `surface`.
pub(crate) fn known<'m>(model: &'m Model, surface: &Surface) -> Vec<&'m str> {
    let on_it = model.profiles.iter().filter(|(of, _)| *of == surface.id);
    on_it.map(|(_, profile)| profile.as_ref()).collect()
}

/// The profile for `model` in `text`: that of the regions which the text speaks of, else the one
/// that serves all of them.
///
/// # Errors
///
/// Why there is none, as a sentence without a full stop.
pub(crate) fn choose(
    text: &[u8],
    dress: &Dress<'_>,
    model: &Model,
    surface: &Surface,
) -> Result<Chosen, String> {
    let known = known(model, surface);
    let only = format!("{} serves {} through an inference profile only", surface.name, model.id);
    if dress.prefixes.iter().any(|(_, prefix)| prefix.text.ends_with("foundation-model/")) {
        return Err(format!("{only}, which has another ARN"));
    }
    if let Some((profile, region)) = of_regions(text, &known) {
        let note = format!("{only}: {profile}, since the file speaks of {region}");
        return Ok(Chosen { profile: profile.to_owned(), note, is_guess: false });
    }
    let list = known.join(", ");
    if known.contains(&EVERYWHERE) {
        let note = format!(
            "{only} ({list}): {EVERYWHERE} serves all regions from all of them, take another where data has to stay in one"
        );
        return Ok(Chosen { profile: EVERYWHERE.to_owned(), note, is_guess: true });
    }
    Err(format!("{only} ({list}): which one is yours does not stand in the file"))
}

/// The profile that serves callers of all regions, where a model has it.
const EVERYWHERE: &str = "global";

/// The one of the profiles whose regions are all that `text` speaks of, and one of these.
///
/// A region is called as its profile, and what follows: `us` serves `us-east-1`.
fn of_regions<'k>(text: &[u8], known: &[&'k str]) -> Option<(&'k str, String)> {
    let mut found: Option<(&'k str, String)> = None;
    // Each region ends with a direction and a number.
    for direction in ["north", "south", "east", "west", "central"] {
        for at in memmem::find_iter(text, direction) {
            let Some(region) = region(text, at, direction.len()) else { continue };
            let of_profile = |profile: &&&str| {
                region.strip_prefix(**profile).is_some_and(|rest| rest.starts_with('-'))
            };
            let profile = *known.iter().filter(of_profile).max_by_key(|profile| profile.len())?;
            match &found {
                Some((other, _)) if *other != profile => return None,
                Some(_) => {}
                None => found = Some((profile, region)),
            }
        }
    }
    found
}

/// The region's name around a direction: `us-gov-east-1` around `east`.
fn region(text: &[u8], at: usize, len: usize) -> Option<String> {
    let is_part = |byte: &&u8| byte.is_ascii_lowercase() || **byte == b'-';
    let before = text[..at].iter().rev().take(20).take_while(is_part).count();
    let rest = &text[at + len..];
    let letters = rest.iter().take(20).take_while(|byte| byte.is_ascii_lowercase()).count();
    let digits = rest.get(letters + 1..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_whole = text[..at].ends_with(b"-") && rest.get(letters) == Some(&b'-') && digits == 1;
    let name = &text[at - before..at + len + letters + 1 + digits];
    is_whole.then(|| String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    #[test]
    fn the_regions_of_a_text_choose_the_profile() {
        let known = ["au", "eu", "global", "us", "us-gov"];
        for (text, wanted) in [
            ("region = \"us-east-1\"", Some("us")),
            ("us-west-2, then us-east-2", Some("us")),
            ("'us-gov-west-1'", Some("us-gov")),
            ("bedrock.eu-central-1.amazonaws.com", Some("eu")),
            ("eu-west-1 or us-east-1", None),
            ("ap-northeast-1", None),
            ("go east, or to us-east", None),
            ("northeast-1", None),
            ("us-east-123 is a host", None),
        ] {
            let found = of_regions(text.as_bytes(), &known).map(|(profile, _)| profile);
            assert_eq!(found, wanted, "{text}");
        }
    }
}
