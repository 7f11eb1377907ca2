//! What is done at one place, by all that is known of it.

use crate::engine::Engine;
use crate::matcher::{Form, Occurrence};
use crate::policy::Ruling;
use crate::spelling::Respelled;
use crate::{Applicability, Life, Site};

/// What speaks about one name.
pub(crate) struct Known<'h> {
    /// What the platform for which it is spelled recommends itself.
    pub(crate) advice: Option<&'h Result<String, String>>,
    /// What to write, or why it cannot be written.
    pub(crate) respelled: Option<&'h Result<Respelled, String>>,
    /// What becomes of it.
    pub(crate) life: Life,
}

impl Engine<'_> {
    /// The site, what is done there, and why.
    pub(crate) fn decide(
        &self,
        occurrence: &Occurrence,
        Known { advice, respelled, life }: &Known<'_>,
        site: Site,
        ruling: &Ruling<'_>,
    ) -> (Site, Applicability, String) {
        let is_use = ruling.applicability != Applicability::Display;
        let display = |site: Site, reason: String| (site, Applicability::Display, reason);
        // Where nothing is rewritten anyway, the place is the better reason.
        let open = is_use || matches!(site, Site::Unclear | Site::Text);
        match occurrence.form {
            Form::Glued if open => return display(Site::Glued, Site::Glued.reason().to_owned()),
            Form::Encoded if open => {
                return display(Site::Encoded, Site::Encoded.reason().to_owned());
            }
            _ => {}
        }
        let mut reason = ruling.reason().unwrap_or_else(|| site.reason().to_owned());
        let replacement = advice.or(self.verdict(occurrence).map(|verdict| &verdict.replacement));
        match (replacement, respelled) {
            (Some(Err(why)), _) if is_use => {
                // What a deployment takes is the platform's to know.
                let site = if site == Site::Deployment { Site::Platform } else { site };
                return display(site, why.clone());
            }
            (_, Some(Err(why))) if open || site == Site::Platform => {
                return display(Site::Platform, why.clone());
            }
            (_, Some(Ok(respelled))) if is_use => {
                if life.is_borrowed {
                    let surface = &self.catalog.surfaces()[occurrence.home];
                    let provider = self.provider(occurrence).map_or("", |provider| &provider.name);
                    reason += &match surface.informal {
                        true => format!("; no API of {provider} has this name, its ID is written"),
                        false => {
                            format!("; {} has no known dates, {provider}'s are taken", surface.name)
                        }
                    };
                }
                if advice.is_some() {
                    let surface = &self.catalog.surfaces()[occurrence.home].name;
                    reason += &format!("; recommended by {surface} itself");
                }
                if let Some(note) = &respelled.note {
                    reason += &format!("; {note}");
                }
                let several = self.verdict(occurrence).and_then(|verdict| verdict.several());
                if let Some(words) = several.filter(|_| advice.is_none()) {
                    reason += &format!(
                        "; the provider recommends several, here is the first: \"{words}\""
                    );
                    return (site, ruling.applicability.max(Applicability::Unsafe), reason);
                }
                // A name that its platform no longer serves has no behaviour left to keep. What is
                // still served is not sent elsewhere unasked, nor what speaks of several regions.
                if respelled.is_guess && (life.is_served() || respelled.is_disputed) {
                    return (site, ruling.applicability.max(Applicability::Unsafe), reason);
                }
            }
            _ => {}
        }
        (site, ruling.applicability, reason)
    }
}

/// What to do about a name that stays at `site`.
pub(crate) fn next_step(site: Site, old: &[u8], new: Option<&str>) -> Option<String> {
    let new = new.unwrap_or("the replacement");
    let step = site.next_step()?.replace("{new}", new);
    Some(step.replace("{old}", &String::from_utf8_lossy(old)))
}

pub(crate) fn suppressed(why: &str) -> String {
    if why.is_empty() { "suppressed here".to_owned() } else { format!("suppressed here: {why}") }
}
