//! What to write for a name of a platform: what the platform itself recommends there, where that
//! is known, else what the model's provider does.

use crate::life;
use crate::verdict::{self, ChosenBy, Verdict};
use modelmod_catalog::{Basis, Catalog, Date, Model, State, Surface};

/// How many recommendations of a platform are followed.
const HOPS: usize = 16;

/// What `surface`, the ID of one, recommends itself instead of `model` under the name `text`: the
/// model, or why its recommendation cannot be followed. `None` where it recommends nothing of its
/// own: then the provider's recommendation holds there too.
///
/// This is the one place that knows: whatever is rewritten, listed or explained asks here.
#[must_use]
pub fn advice_on<'c>(
    catalog: &'c Catalog,
    model: &'c Model,
    text: &str,
    surface: &str,
    as_of: Date,
) -> Option<Result<&'c Model, String>> {
    let name = catalog.position(text)?;
    let home = catalog.surfaces().iter().position(|one| one.id == surface)?;
    let verdict = verdict::by_provider(catalog, model, as_of);
    let advice = of_platform(catalog, &verdict, name, home, as_of)?;
    let unknown = |id: &str| format!("{id} is not in the catalogue");
    Some(
        advice
            .and_then(|id| catalog.find(&id).map(|found| found.model).ok_or_else(|| unknown(&id))),
    )
}

/// The ID that the surface at `home` recommends instead of the name at `name` (places in
/// [`Catalog::surfaces`] and [`Catalog::names`]), or why it cannot be written; `None` where it
/// recommends nothing of its own, and where the user chose a replacement.
pub(crate) fn of_platform(
    catalog: &Catalog,
    verdict: &Verdict<'_>,
    name: usize,
    home: usize,
    as_of: Date,
) -> Option<Result<String, String>> {
    let model = verdict.model;
    if !matches!(verdict.chosen_by, ChosenBy::Provider | ChosenBy::First)
        || verdict.is_forced
        || model.basis == Basis::Secondary
    {
        return None;
    }
    let surface = &catalog.surfaces()[home];
    if catalog.is_own(model, &surface.id) {
        return of_another(catalog, verdict, surface, as_of);
    }
    let mut spellings = catalog.spellings(name);
    let advised = spellings.find(|one| one.surface == surface.id)?.replacement.as_deref()?;
    let mut next = advised;
    for _ in 0..HOPS {
        let Some(target) = catalog.find(next).map(|found| found.model) else { break };
        match (state(catalog, surface, target, as_of), further(catalog, surface, target, as_of)) {
            (Some(State::Active), _) => return Some(verdict::fits(model, target)),
            (Some(_), Some(id)) => next = id,
            (Some(state), None) => {
                return Some(Err(format!("{} is {state} on {} itself", target.id, surface.name)));
            }
            (None, _) => break,
        }
    }
    Some(Err(format!("{} recommends {advised}, which leads nowhere", surface.name)))
}

/// The replacement on `surface`, the model's own, where it is a model of another provider: what it
/// is called there, and whether it is alive there, is another question.
fn of_another(
    catalog: &Catalog,
    verdict: &Verdict<'_>,
    surface: &Surface,
    as_of: Date,
) -> Option<Result<String, String>> {
    let target = catalog.find(verdict.replacement.as_deref().ok()?)?.model;
    if catalog.is_own(target, &surface.id) {
        return None;
    }
    // Whoever serves nobody else's models sends his callers to the other provider.
    let serves = |one: &Model| {
        !catalog.is_own(one, &surface.id) && one.spelled_on(&surface.id).next().is_some()
    };
    if !catalog.models().iter().any(serves) {
        return None;
    }
    let name = target.spelled_on(&surface.id).next();
    Some(match (name, state(catalog, surface, target, as_of)) {
        (Some(name), Some(State::Active)) => Ok(name.to_owned()),
        (Some(_), Some(state)) => {
            Err(format!("{} is {state} on {} itself", target.id, surface.name))
        }
        _ => Err(format!("no name of {} on {} is known", target.id, surface.name)),
    })
}

/// The state of `model` on `surface`, where it is known there.
fn state(catalog: &Catalog, surface: &Surface, model: &Model, as_of: Date) -> Option<State> {
    if catalog.is_own(model, &surface.id) {
        return Some(model.state(as_of));
    }
    let spelling = model.spellings.iter().find(|one| one.surface == surface.id)?;
    Some(life::of_spelling(model, spelling, as_of).state)
}

/// What `surface` recommends instead of `model`.
fn further<'c>(
    catalog: &'c Catalog,
    surface: &Surface,
    model: &'c Model,
    as_of: Date,
) -> Option<&'c str> {
    if catalog.is_own(model, &surface.id) {
        let is_known = matches!(model.basis, Basis::Stated | Basis::Unlisted);
        return model.recommendation(as_of).filter(|_| is_known).map(|one| one.id.as_ref());
    }
    model.spellings.iter().find(|one| one.surface == surface.id)?.replacement.as_deref()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use crate::{Engine, Request};
    use modelmod_catalog::builtin;

    const DAY: Date = Date::ymd(2026, 11, 22);

    fn advice(text: &str, surface: &str, as_of: Date) -> Option<Result<String, String>> {
        let catalog = builtin::catalog();
        let model = catalog.find(text).unwrap().model;
        let found = advice_on(catalog, model, text, surface, as_of)?;
        Some(found.map(|model| model.id.to_string()))
    }

    #[test]
    fn a_platform_that_recommends_something_itself_is_followed() {
        for (text, surface, wanted) in [
            ("gemini-2.0-flash", "vertex", "gemini-3.1-flash-lite"),
            ("grok-3", "foundry", "grok-4"),
            ("gpt-4o", "azure", "gpt-5.1"),
        ] {
            assert_eq!(advice(text, surface, DAY), Some(Ok(wanted.to_owned())), "{text}");
        }
    }

    #[test]
    fn what_it_recommends_has_to_be_alive_there() {
        for (text, surface, why) in [
            ("gpt-4o-mini", "azure", "gpt-4.1-mini is deprecated on Azure OpenAI itself"),
            ("o3-mini", "azure", "o4-mini is retired on Azure OpenAI itself"),
            (
                "gemini-1.5-flash-001",
                "vertex",
                "gemini-2.5-flash-lite is retired on Google Vertex AI itself",
            ),
            ("grok-3-mini", "foundry", "no name of grok-4.3 on Microsoft Foundry is known"),
        ] {
            assert_eq!(advice(text, surface, DAY), Some(Err(why.to_owned())), "{text}");
        }
        // Before its end it was right.
        let before = advice("o3-mini", "azure", Date::ymd(2026, 11, 18));
        assert_eq!(before, Some(Ok("o4-mini".to_owned())));
    }

    #[test]
    fn elsewhere_the_provider_is_heard() {
        assert_eq!(advice("gemini-2.0-flash", "gemini-api", DAY), None);
        assert_eq!(advice("anthropic.claude-v2:1", "bedrock", DAY), None);
        // It is no name of this surface.
        assert_eq!(advice("gemini-2.0-flash", "azure", DAY), None);
    }

    #[test]
    fn the_user_has_the_last_word() {
        let choice = ("gemini-2.0-flash".to_owned(), "gemini-3.5-flash-lite".to_owned());
        let request = Request { to: vec![choice], ..Request::new(DAY) };
        let engine = Engine::new(builtin::catalog(), &request).unwrap();
        let text = b"model = \"vertex_ai/gemini-2.0-flash\"\n";
        let plan = engine.scan("app.py", text).unwrap().unwrap();
        let written = plan.findings[0].replacement.as_deref();
        assert_eq!(written, Some("vertex_ai/gemini-3.5-flash-lite"));
    }
}
