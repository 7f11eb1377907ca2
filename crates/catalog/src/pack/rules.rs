//! Rules of a file: read, checked against each other, and made ready.

use super::Sink;
use super::fields::Fields;
use super::pattern::{self, Part, Pattern};
use super::raw::{At, RawProvider};
use super::{Diagnostic, keys};
use crate::{Date, Rule};
use std::borrow::Cow;

/// A `[[rule]]`.
#[derive(Debug)]
pub(super) struct RawRule {
    text: At<String>,
    pattern: Pattern,
    parts: Vec<Part>,
    deprecated: Option<At<Date>>,
    retires: Option<At<Date>>,
    note: Option<String>,
}

pub(super) fn read(top: &Fields<'_>, sink: &mut Sink) -> Vec<RawRule> {
    let tables = top.tables("rule", "a rule", keys::RULE, sink);
    tables.iter().filter_map(|fields| read_rule(fields, sink)).collect()
}

fn read_rule(fields: &Fields<'_>, sink: &mut Sink) -> Option<RawRule> {
    let text = fields.need_text("pattern", sink);
    let replacement = fields.need_text("replacement", sink);
    let deprecated = fields.date("deprecated", sink);
    let retires = fields.date("retires", sink);
    let note = fields.text("note", sink).map(|note| note.value);
    if let (Some(before), Some(after)) = (&deprecated, &retires)
        && after.value < before.value
    {
        let message =
            format!("`retires` ({}) is before `deprecated` ({})", after.value, before.value);
        let day = Diagnostic::error("date-order", &after.place, message);
        sink.push(day.also(&before.place, "though it should not come before this one"));
    }
    let text = text?;
    let pattern = pattern::read(&text, sink)?;
    let parts = pattern::read_replacement(&replacement?, &pattern.regex, sink)?;
    Some(RawRule { text, pattern, parts, deprecated, retires, note })
}

/// The rules of a provider, made ready. Reports those of which an example shows that they
/// would be applied again to what they write.
pub(super) fn ready(provider: &RawProvider, others: &[Rule], sink: &mut Sink) -> Vec<Rule> {
    let Some(checked) = &provider.checked else { return Vec::new() };
    let rules: Vec<Rule> =
        provider.rules.iter().map(|raw| rule(provider, raw, checked.value)).collect();
    for (raw, rule) in provider.rules.iter().zip(&rules) {
        let Some(old) = pattern::example(&raw.pattern) else { continue };
        let Some(new) = rule.replacement(&old) else { continue };
        let again = rules.iter().chain(others).find(|other| other.is_match(&new));
        if let Some(again) = again {
            let message = format!(
                "what this rule writes is matched again, by `{}`: `{old}` would become `{new}`",
                again.pattern()
            );
            let help = "make the pattern narrower, so that a second run has nothing to do";
            sink.push(Diagnostic::error("rule-again", &raw.text.place, message).help(help));
        }
    }
    rules
}

fn rule(provider: &RawProvider, raw: &RawRule, checked: Date) -> Rule {
    let day = |day: &Option<At<Date>>| day.as_ref().map(|day| day.value);
    let retires = day(&raw.retires);
    Rule {
        pattern: raw.text.value.clone(),
        regex: raw.pattern.regex.clone(),
        whole: raw.pattern.whole.clone(),
        parts: raw.parts.clone(),
        provider: Cow::Owned(provider.id.value.clone()),
        deprecated: day(&raw.deprecated).or(retires).unwrap_or(checked),
        retires,
        note: raw.note.clone().map(Cow::Owned),
        file: Cow::Owned(raw.text.place.path().to_owned()),
        read: checked,
    }
}
