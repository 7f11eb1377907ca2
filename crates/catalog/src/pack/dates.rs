//! Days that have to follow one another.

use super::Diagnostic;
use super::Sink;
use super::raw::{At, Raw, RawModel, RawProvider};
use crate::{Basis, Date};

/// Reports days that contradict one another.
pub(super) fn check(raw: &Raw, sink: &mut Sink) {
    for (provider, model) in raw.models() {
        life(model, sink);
        reading(provider, model, sink);
        replacements(provider, model, sink);
        contradictions(model, sink);
    }
}

fn life(model: &RawModel, sink: &mut Sink) {
    let days = [
        ("released", &model.released),
        ("legacy", &model.legacy),
        ("deprecated", &model.deprecated),
        ("retires", &model.retires),
    ];
    let known: Vec<_> =
        days.into_iter().filter_map(|(key, day)| day.as_ref().map(|day| (key, day))).collect();
    for pair in known.windows(2) {
        let [(first, before), (second, after)] = pair else { continue };
        in_order(first, before, second, after, sink);
    }
    if let (Some(floor), Some(retires)) = (&model.retires_not_before, &model.retires) {
        in_order("retires_not_before", floor, "retires", retires, sink);
    }
    for spelling in &model.spellings {
        for (first, before) in [
            ("deprecated", &spelling.deprecated),
            ("retires_not_before", &spelling.retires_not_before),
        ] {
            if let (Some(before), Some(retires)) = (before, &spelling.retires) {
                in_order(first, before, "retires", retires, sink);
            }
        }
    }
}

/// `before` may be the same day as `after`, not a later one.
fn in_order(first: &str, before: &At<Date>, second: &str, after: &At<Date>, sink: &mut Sink) {
    if before.value > after.value {
        let message =
            format!("`{second}` ({}) is before `{first}` ({})", after.value, before.value);
        sink.push(
            Diagnostic::error("date-order", &after.place, message)
                .label("this day comes first")
                .also(&before.place, "though it should not come before this one"),
        );
    }
}

fn reading(provider: &RawProvider, model: &RawModel, sink: &mut Sink) {
    if let (Some(read), Some(confirmed)) = (&model.read, &model.confirmed) {
        in_order("read", read, "confirmed", confirmed, sink);
    }
    let Some(checked) = said(provider) else { return };
    for (key, day) in [("read", &model.read), ("confirmed", &model.confirmed)] {
        if let Some(day) = day.as_ref().filter(|day| day.value > checked.value) {
            sink.push(after_checked(key, day, checked));
        }
    }
}

/// The pack's `checked`, unless the pack only changes a known one and says nothing of it.
fn said(provider: &RawProvider) -> Option<&At<Date>> {
    provider.checked.as_ref().filter(|_| provider.says_checked)
}

fn after_checked(key: &str, day: &At<Date>, checked: &At<Date>) -> Diagnostic {
    let message = format!("`{key}` ({}) is after the pack's `checked`", day.value);
    Diagnostic::error("date-order", &day.place, message)
        .also(&checked.place, "the pack was checked on this day")
        .help(format!("`checked` is the newest day of reading: checked = {}", day.value))
}

fn replacements(provider: &RawProvider, model: &RawModel, sink: &mut Sink) {
    for pair in model.replacements.windows(2) {
        let [before, after] = pair else { continue };
        if before.since.value >= after.since.value {
            sink.push(
                Diagnostic::error(
                    "replacement-order",
                    &after.since.place,
                    "replacements are not in the order of their days",
                )
                .also(&before.since.place, "this one is not earlier")
                .help("the oldest recommendation stands first, each has a day of its own"),
            );
        }
        if before.id.value == after.id.value {
            sink.push(
                Diagnostic::error(
                    "repeated-replacement",
                    &after.id.place,
                    "the recommendation is the same as before",
                )
                .also(&before.id.place, "the same model")
                .help("keep the earlier entry: `since` is the first day of a recommendation"),
            );
        }
    }
    let checked = said(provider);
    for replacement in &model.replacements {
        if let Some(checked) = checked.filter(|day| day.value < replacement.since.value) {
            sink.push(after_checked("since", &replacement.since, checked));
        }
    }
}

fn contradictions(model: &RawModel, sink: &mut Sink) {
    if let (Some(open), Some(retires)) = (&model.retires_unscheduled, &model.retires)
        && open.value
    {
        let message = "a retirement cannot both have a day and be unscheduled";
        sink.push(
            Diagnostic::error("contradiction", &open.place, message)
                .also(&retires.place, "the day")
                .help("remove `retires_unscheduled` once the day is known"),
        );
    }
    let life = [&model.legacy, &model.deprecated, &model.retires];
    if model.basis == Basis::Listed
        && let Some(day) = life.into_iter().flatten().next()
    {
        let message = "a model that is only listed has no published lifecycle";
        sink.push(
            Diagnostic::error("contradiction", &day.place, message)
                .help("remove the day, or `basis = \"listed\"` if somebody did publish it"),
        );
    }
}
