//! A model's life in words.

use crate::{Styles, counted};
use anstyle::Style;
use modelmod_catalog::{Date, State};

/// `retired 322 days ago`, `retires in 7 days`, `deprecated, no date yet`.
pub(crate) fn in_words(retires: Option<Date>, state: State, as_of: Date) -> String {
    match (state, retires) {
        (State::Retired, Some(retires)) => match as_of.days_since(retires) {
            0 => "retired today".to_owned(),
            past => format!("retired {} ago", counted(past, "day")),
        },
        (State::Deprecated, Some(retires)) => match retires.days_since(as_of) {
            1 => "retires tomorrow".to_owned(),
            left => format!("retires in {}", counted(left, "day")),
        },
        (State::Deprecated, None) => "deprecated, no date yet".to_owned(),
        (State::Unpublished, _) => "lifecycle unknown".to_owned(),
        (state, _) => state.to_string(),
    }
}

/// `retired since 2025-07-21`, `retires on 2026-11-30`, `deprecated, no date yet`.
pub(crate) fn with_date(retires: Option<Date>, state: State) -> String {
    match (state, retires) {
        (State::Retired, Some(retires)) => format!("retired since {retires}"),
        (State::Deprecated, Some(retires)) => format!("retires on {retires}"),
        (State::Deprecated, None) => "deprecated, no date yet".to_owned(),
        (State::Unpublished, _) => "lifecycle unknown".to_owned(),
        (state, _) => state.to_string(),
    }
}

pub(crate) const fn style(styles: &Styles, state: State) -> Style {
    match state {
        State::Retired => styles.bad,
        State::Deprecated | State::Legacy => styles.soon,
        State::Active => styles.good,
        State::Unreleased | State::Unpublished => styles.dim,
    }
}

/// A date or a dash.
pub(crate) fn date(date: Option<Date>) -> String {
    date.map_or_else(|| "-".to_owned(), |date| date.to_string())
}
