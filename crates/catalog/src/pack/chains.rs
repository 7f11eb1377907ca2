//! Where recommendations lead: not in circles, and better not to a dead end.

use super::raw::{Raw, RawModel, RawReplacement};
use super::{Diagnostic, Sink};
use crate::{Catalog, Date};
use std::collections::{HashMap, HashSet};

/// Reports recommendations that lead nowhere, as they stand today in the pack.
///
/// For circles and dead ends only the newest recommendation of each model counts: older ones
/// are history, and history may well have gone in circles.
///
/// Dead ends are looked for in `catalog`, the whole of what is known; while a pack has errors
/// there is none, and no word about them.
pub(super) fn check(catalog: Option<&Catalog>, raw: &Raw, sink: &mut Sink) {
    let graph = Graph::new(raw);
    let mut reported: HashSet<&str> = HashSet::new();
    for (provider, model) in raw.models() {
        let selves: Vec<_> =
            model.replacements.iter().filter(|one| graph.leads_to(&one.id.value, model)).collect();
        for one in &selves {
            let message = format!("`{}` recommends itself", model.id.value);
            sink.push(
                Diagnostic::error("self-replacement", &one.id.place, message)
                    .help("remove the entry: a replacement is another model"),
            );
        }
        let Some(newest) = model.replacements.last().filter(|_| selves.is_empty()) else {
            continue;
        };
        if let Some(circle) = graph.circle(model)
            && !circle.iter().any(|(id, _)| reported.contains(id))
        {
            reported.extend(circle.iter().map(|(id, _)| *id));
            sink.push(circular(model, &circle));
        }
        if let Some(catalog) = catalog
            && let Some(circle) = wide_circle(catalog, &model.id.value)
            && !circle.iter().any(|id| reported.contains(id.as_str()))
        {
            let message = format!("recommendations go in a circle: {}", circle.join(" -> "));
            sink.push(
                Diagnostic::error("circle", &newest.id.place, message)
                    .help("one of them has to lead to a model that stays"),
            );
        }
        if let (Some(catalog), Some(checked)) = (catalog, &provider.checked) {
            dead_end(catalog, newest, checked.value, sink);
        }
    }
}

/// Models by every name of their own.
struct Graph<'r> {
    models: HashMap<&'r str, &'r RawModel>,
}

impl<'r> Graph<'r> {
    fn new(raw: &'r Raw) -> Self {
        let mut models = HashMap::new();
        for (_, model) in raw.models() {
            for name in std::iter::once(&model.id).chain(&model.aliases) {
                models.entry(name.value.as_str()).or_insert(model);
            }
        }
        Self { models }
    }

    fn leads_to(&self, name: &str, model: &RawModel) -> bool {
        self.models.get(name).is_some_and(|found| std::ptr::eq(*found, model))
    }

    /// The steps from `start` back to `start`, if its recommendations go in a circle.
    fn circle(&self, start: &'r RawModel) -> Option<Vec<(&'r str, &'r RawReplacement)>> {
        let mut steps: Vec<(&str, &RawReplacement)> = Vec::new();
        let mut at = start;
        // As many steps as there are models reach every model that can be reached.
        for _ in 0..=self.models.len() {
            let newest = at.replacements.last()?;
            steps.push((&at.id.value, newest));
            at = self.models.get(newest.id.value.as_str())?;
            if std::ptr::eq(at, start) {
                return Some(steps);
            }
        }
        None
    }
}

/// The way from the model back to itself, by the newest recommendations of all that is known.
fn wide_circle(catalog: &Catalog, id: &str) -> Option<Vec<String>> {
    let start = catalog.find(id)?.model;
    let (mut at, mut way) = (start, vec![start.id.to_string()]);
    for _ in 0..=catalog.models().len() {
        at = catalog.find(&at.replacements.last()?.id)?.model;
        way.push(at.id.to_string());
        if std::ptr::eq(at, start) {
            return Some(way);
        }
    }
    None
}

fn circular(model: &RawModel, circle: &[(&str, &RawReplacement)]) -> Diagnostic {
    let mut way: Vec<&str> = circle.iter().map(|(id, _)| *id).collect();
    way.push(&model.id.value);
    let message = format!("recommendations go in a circle: {}", way.join(" -> "));
    let mut rest = circle.iter();
    let first = rest.next().map_or(&model.id.place, |(_, step)| &step.id.place);
    let mut diagnostic = Diagnostic::error("circle", first, message).label("starts here");
    for (id, step) in rest {
        diagnostic = diagnostic.also(&step.id.place, format!("recommended for `{id}`"));
    }
    diagnostic.help("one of them has to lead to a model that stays")
}

/// Warns of a target that is itself on its way out and has no recommendation to follow.
///
/// A warning, since providers do publish such rows: the pack says what they say, and the
/// model it concerns is shown instead of rewritten.
fn dead_end(catalog: &Catalog, newest: &RawReplacement, checked: Date, sink: &mut Sink) {
    let Some(target) = catalog.find(&newest.id.value).map(|entry| entry.model) else { return };
    let state = target.state(checked);
    if state.is_due() && target.recommendation(checked).is_none() {
        let id = &newest.id.value;
        let message = format!("`{id}` is {state} itself and has no recommendation of its own");
        sink.push(Diagnostic::warning("dead-end", &newest.id.place, message).help(
            "nothing will be rewritten to it; give it a replacement if its provider names one",
        ));
    }
}
