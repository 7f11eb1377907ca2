//! Listings of a provider's API, in JSON: states and days, no recommendations.
//!
//! - Anthropic: `GET /v1/models` gives `lifecycle`, `deprecated_at`, `retires_at`.
//! - OpenAI: `GET /v1/models` gives `shutdown_date` for models that have one.

use crate::page::{Fact, Page, TableNote, Told};
use crate::refusal::Refusal;
use crate::words::{self, Printed};
use crate::{Reading, combine};
use modelmod_catalog::Date;
use serde_json::Value;

/// Whether a text is JSON and no page.
pub(crate) fn is_listing(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '['])
}

/// Reads a listing of models.
///
/// # Errors
///
/// Everything that is not understood.
pub(crate) fn read(text: &str, reading: &Reading<'_>) -> Result<Page, Vec<Refusal>> {
    let captured = reading.captured;
    let refuse =
        |line: usize, reason: String, remedy: &str| vec![Refusal::new(line, "", reason, remedy)];
    let whole = "save the whole answer of GET /v1/models";
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|error| refuse(error.line(), format!("this is no JSON: {error}"), whole))?;
    if value.get("has_more").and_then(Value::as_bool) == Some(true) {
        let remedy = "ask for all pages (`limit`, `after_id`) and put their `data` together";
        return Err(refuse(1, "the listing goes on (`has_more` is true)".to_owned(), remedy));
    }
    let Some(data) = value.get("data").and_then(Value::as_array) else {
        return Err(refuse(1, "there is no list `data`".to_owned(), whole));
    };
    let mut page = Page { is_listing: true, excepted: reading.except.to_vec(), ..Page::default() };
    let (mut told, mut refusals) = (Vec::new(), Vec::new());
    for (at, entry) in data.iter().enumerate() {
        match model(entry, captured) {
            Ok((fact, _)) if reading.except.contains(&fact.id) => {}
            Ok((fact, remark)) => {
                let line = line_of(text, &fact.id);
                page.remarks.extend(remark.map(|words| (line, format!("{}: {words}", fact.id))));
                let fact = Fact { line, ..fact };
                told.push(Told::alone(fact));
            }
            Err((what, reason)) => {
                let id = entry.get("id").and_then(Value::as_str).unwrap_or_default();
                let reason = format!("entry {} ({id}): {reason}", at + 1);
                let remedy =
                    "compare with the API's reference; if it says so, enter the row by hand";
                refusals.push(Refusal::new(line_of(text, id), what, reason, remedy));
            }
        }
    }
    page.tables.push(TableNote { line: 1, rows: told.len(), passed_over: None });
    page.facts = combine::facts(told, captured, &mut page.remarks, &mut refusals);
    if page.facts.is_empty() && refusals.is_empty() {
        refusals = refuse(1, "the list `data` is empty".to_owned(), whole);
    }
    if refusals.is_empty() { Ok(page) } else { Err(refusals) }
}

/// Where the ID stands in the text; serde_json does not tell.
fn line_of(text: &str, id: &str) -> usize {
    let at = text.find(&format!("\"{id}\"")).unwrap_or_default();
    1 + text[..at].matches('\n').count()
}

type Wrong = (String, &'static str);

fn model(entry: &Value, captured: Date) -> Result<(Fact, Option<String>), Wrong> {
    let text = |key: &str| match entry.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.as_str())),
        Some(other) => Err((other.to_string(), "a text was expected")),
    };
    let Some(id) = text("id")?.filter(|id| crate::names::is_id(id)) else {
        return Err((String::new(), "it has no ID"));
    };
    let day = |key: &str| match entry.get(key) {
        Some(Value::Number(seconds)) => {
            let seconds = seconds.as_i64().filter(|seconds| *seconds > 1_500_000_000);
            let seconds = seconds.filter(|seconds| *seconds < 2_400_000_000);
            seconds
                .map(|seconds| Some(Date::from_unix_seconds(seconds)))
                .ok_or((entry[key].to_string(), "this is no day in a form that is known"))
        }
        _ => text(key)?.map(stamp).transpose(),
    };
    let (deprecated, mut retires) =
        (day("deprecated_at")?, day("retires_at")?.or(day("shutdown_date")?));
    let printed = match text("lifecycle")? {
        Some(word) => words::state(word).ok_or((word.to_owned(), "the state is not known"))?,
        None => None,
    };
    let mut remark = None;
    if printed == Some(Printed::Deprecated) && retires.is_some_and(|day| day <= captured) {
        // The API says so itself: a day that is past means that the retirement is overdue.
        remark = Some(
            "its day of retirement has passed, and it is still served: the day is left out"
                .to_owned(),
        );
        retires = None;
    }
    let listed = printed.is_none() && deprecated.is_none() && retires.is_none();
    let fact = Fact { id: id.to_owned(), printed, deprecated, retires, listed, ..Fact::default() };
    Ok((fact, remark))
}

/// The day of `2026-11-30` or `2026-11-30T00:00:00Z`.
fn stamp(text: &str) -> Result<Date, Wrong> {
    let wrong = || (text.to_owned(), "this is no day in a form that is known");
    let day = text.get(..10).ok_or_else(wrong)?;
    let rest = &text[10..];
    let time = rest.is_empty()
        || rest.starts_with('T') && rest.ends_with(['Z'])
        || rest.starts_with('T') && rest.ends_with("+00:00");
    match crate::dates::day(day, crate::dates::Order::default()) {
        Ok(Some(day)) if time => Ok(day),
        _ => Err(wrong()),
    }
}
