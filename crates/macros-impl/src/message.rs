//! What to tell the author of the code. Plain text of one or more lines: the compiler aligns
//! them behind its own `error:` or `warning:`.

use crate::verdict::{Finding, Life, Verdict};
use modelmod_catalog::{Basis, Chain, Date, End, Kind, Model, Refusal, Spelling, State};

/// How loud to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// Nothing to say.
    None,
    /// As a use of something deprecated: can be allowed.
    Warning(String),
    /// Does not compile.
    Error(String),
}

/// Puts the verdict on `id` into words, as loud as it is where nobody wants otherwise.
pub(crate) fn message(id: &str, verdict: &Verdict<'_>) -> Message {
    match verdict {
        Verdict::Fine => Message::None,
        Verdict::Legacy(finding) => Message::Warning(legacy(id, finding)),
        Verdict::Deprecated(finding) => Message::Warning(deprecated(id, finding)),
        Verdict::SaidToBeRetired(finding) => Message::Warning(said_to_be_retired(id, finding)),
        Verdict::Elsewhere(finding) => Message::Warning(elsewhere(id, finding)),
        Verdict::Retired(finding) => Message::Error(retired(id, finding)),
        Verdict::Unknown(nearest) => Message::Error(unknown(id, nearest)),
    }
}

/// `text` with one more line behind its first.
pub(crate) fn with_line(text: &str, line: &str) -> String {
    match text.split_once('\n') {
        Some((first, rest)) => format!("{first}\n{line}\n{rest}"),
        None => format!("{text}\n{line}"),
    }
}

fn legacy(id: &str, finding: &Finding<'_>) -> String {
    let since = finding.entry.model.legacy;
    let since =
        since.map_or_else(|| "is legacy".to_owned(), |day| format!("is legacy since {day}"));
    let first = format!("{} {since}: it may be deprecated next", subject(id, finding));
    lines([Some(first), hearsay(finding.entry.model), Some(what_to_do(id, finding))])
}

fn deprecated(id: &str, finding: &Finding<'_>) -> String {
    let first = format!("{} {}", subject(id, finding), outlook(&finding.life, finding.as_of));
    lines([Some(first), hearsay(finding.entry.model), Some(what_to_do(id, finding))])
}

fn retired(id: &str, finding: &Finding<'_>) -> String {
    let first = format!("{} {}", subject(id, finding), end(&finding.life, finding.as_of));
    let keep = format!("help: to name it all the same, write model!(\"{id}\", unchecked)");
    lines([Some(first), Some(what_to_do(id, finding)), Some(keep)])
}

fn said_to_be_retired(id: &str, finding: &Finding<'_>) -> String {
    let first = format!("{} {}", subject(id, finding), end(&finding.life, finding.as_of));
    lines([Some(first), hearsay(finding.entry.model), Some(what_to_do(id, finding))])
}

fn elsewhere(id: &str, finding: &Finding<'_>) -> String {
    let model = finding.entry.model;
    let fate = match finding.life.state {
        State::Retired => end(&finding.life, finding.as_of),
        _ => outlook(&finding.life, finding.as_of),
    };
    let platform = &finding.entry.surface.name;
    let first = format!("`{id}` names `{}`, which on its provider's own API {fate}", model.id);
    let dates = format!("{platform} may set other dates, which are not known here");
    lines([Some(first), hearsay(model), Some(dates), Some(what_to_do(id, finding))])
}

fn unknown(id: &str, nearest: &[(&str, State)]) -> String {
    let named = |&(name, state): &(&str, State)| with_state(name, state);
    let nearest: Vec<String> = nearest.iter().map(named).collect();
    let near = (!nearest.is_empty()).then(|| format!("nearest: {}", nearest.join(", ")));
    let private = format!("help: for a model of your own, write model!(\"{id}\", unchecked)");
    lines([Some(format!("no known model is called `{id}`")), near, Some(private)])
}

fn what_to_do(id: &str, finding: &Finding<'_>) -> String {
    let model = finding.entry.model;
    let advice = lines([
        replacement(finding),
        model.replacement_text.as_ref().map(|text| format!("the provider's advice: {text}")),
        guide(finding),
    ]);
    let none = "the provider names no replacement".to_owned();
    lines([
        Some(if advice.is_empty() { none } else { advice }),
        (!model.source.is_empty()).then(|| format!("source: {}", model.source)),
        help(id, finding),
    ])
}

fn lines<const N: usize>(lines: [Option<String>; N]) -> String {
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

/// The name as written, with the full ID where that is another one, and whose days count where
/// they are not the provider's.
fn subject(id: &str, finding: &Finding<'_>) -> String {
    let entry = &finding.entry;
    let model = &entry.model.id;
    match entry.kind {
        Kind::Spelling => format!("`{id}` (`{model}` on {})", entry.surface.name),
        _ if model == id => format!("`{id}`"),
        _ => format!("`{id}` (`{model}`)"),
    }
}

/// What is announced for a model that is still served.
fn outlook(life: &Life, as_of: Date) -> String {
    let start = life
        .deprecated
        .map_or_else(|| "is deprecated".to_owned(), |day| format!("was deprecated on {day}"));
    match life.retires.filter(|_| life.deprecated.or(life.retires).is_some_and(|day| day <= as_of))
    {
        Some(day) => {
            let left = counted(day.days_since(as_of));
            format!("{start} and retires on {day} ({left} left)")
        }
        None => format!("{start}; its retirement date is not announced"),
    }
}

/// When a model ended that is no longer served.
fn end(life: &Life, as_of: Date) -> String {
    match life.retires.map(|day| (day, as_of.days_since(day))) {
        Some((day, 0)) => format!("is retired from today, {day}"),
        Some((day, ago)) => format!("was retired on {day}, {} ago", counted(ago)),
        None => "is retired".to_owned(),
    }
}

fn counted(days: i32) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

fn hearsay(model: &Model) -> Option<String> {
    let stated = model.basis == Basis::Stated;
    (!stated).then(|| "the provider itself has not published this date".to_owned())
}

/// What to use instead, as far as it is one known model.
fn replacement(finding: &Finding<'_>) -> Option<String> {
    if let Some(there) = finding.there {
        let platform = &finding.entry.surface.name;
        return Some(format!("replacement, as {platform} recommends: `{}`", there.id));
    }
    let chain = &finding.chain;
    let way = way(chain);
    match &chain.end {
        End::Active(target) if target.api != finding.entry.model.api => Some(format!(
            "replacement: {way}, which is called through another API ({} instead of {})",
            target.api, finding.entry.model.api
        )),
        End::Active(_) => Some(format!("replacement: {way}")),
        End::Unknown(_) => Some(format!("replacement: {way}, of which nothing is known here")),
        End::NotStated(model) if chain.hops.is_empty() => {
            let named = model.recommendation(finding.as_of)?;
            Some(format!("replacement, as others report it: `{}`", named.id))
        }
        // What others say about a model further on is left out; its state tells enough.
        End::NotStated(_) => Some(format!("replacement: {way}")),
        End::NoRecommendation(_) | End::Circle(_) if chain.hops.is_empty() => None,
        End::NoRecommendation(_) | End::Circle(_) => {
            Some(format!("replacement: {way}, which has none of its own"))
        }
    }
}

/// Each recommended model in turn, with the state of those that are not active.
fn way(chain: &Chain<'_>) -> String {
    let hops = chain.hops.iter().map(|hop| with_state(&hop.model.id, hop.state));
    let unknown = match &chain.end {
        End::Unknown(id) => Some(format!("`{id}`")),
        _ => None,
    };
    hops.chain(unknown).collect::<Vec<_>>().join(" -> ")
}

fn with_state(name: &str, state: State) -> String {
    if state == State::Active { format!("`{name}`") } else { format!("`{name}` ({state})") }
}

/// A provider's guide may name a newer model than its list of deprecations does.
fn guide(finding: &Finding<'_>) -> Option<String> {
    let guide = finding.entry.model.replacement_guide.as_ref()?;
    let same = finding.chain.replacement().is_some_and(|model| model.id == *guide);
    (!same).then(|| format!("the provider's migration guide: {guide}"))
}

/// The text to write instead. On a platform only if its spelling is known there, behind the
/// very prefixes: none is invented.
fn help(id: &str, finding: &Finding<'_>) -> Option<String> {
    let replacement = finding.there.or_else(|| finding.chain.replacement())?;
    let entry = &finding.entry;
    if replacement.api != entry.model.api || finding.dress.has_suffix {
        // Another name alone would not do; of a suffix it is not known whether it goes along.
        return None;
    }
    let core = match entry.kind {
        Kind::Id | Kind::Alias if finding.dress.prefixes.is_empty() => &replacement.id,
        Kind::Id | Kind::Alias if replacement.provider == entry.model.provider => &replacement.id,
        Kind::Id | Kind::Alias => return None,
        Kind::Spelling => {
            let here = |one: &&Spelling| one.surface == entry.surface.id;
            let spelling = replacement.spellings.iter().find(here)?;
            if !is_served_so(finding, replacement, spelling) {
                return None;
            }
            &spelling.text
        }
    };
    let before: String = finding.dress.prefixes.iter().map(|(_, text)| text.as_str()).collect();
    let text = format!("{before}{core}");
    let write = (text != id).then(|| format!("help: write model!(\"{text}\")"))?;
    Some(lines([Some(write), refusals(entry.model, replacement)]))
}

/// What requests have to do without when `new` takes the place of `old`: the name alone compiles,
/// and the call fails.
fn refusals(old: &Model, new: &Model) -> Option<String> {
    let is_new = |one: &Refusal<'_>| old.refusals().all(|known| known != *one);
    let refused: Vec<String> = new.refusals().filter(is_new).map(|one| one.to_string()).collect();
    let list = refused.join(", ");
    (!refused.is_empty()).then(|| format!("help: its requests may not have {list}"))
}

/// Whether the platform serves the replacement behind what stands before the old name.
fn is_served_so(finding: &Finding<'_>, replacement: &Model, spelling: &Spelling) -> bool {
    let here = &finding.entry.surface.id;
    let own = finding.dress.prefixes.iter().filter(|(surface, _)| surface.id == *here);
    let mut profiles = own.map(|(_, text)| text.strip_suffix('.')).peekable();
    if spelling.needs_profile && profiles.peek().is_none() {
        return false;
    }
    let is_known =
        |name: &str| replacement.profiles.iter().any(|(on, one)| on == here && one == name);
    profiles.all(|profile| profile.is_some_and(is_known))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{TODAY, known};
    use crate::known::Known;
    use crate::verdict::verdict;
    use std::borrow::Cow;

    fn on(id: &str, day: Date) -> Message {
        message(id, &verdict(&known(), id, day))
    }

    #[track_caller]
    fn warns(id: &str, lines: &[&str]) {
        assert_eq!(on(id, TODAY), Message::Warning(lines.join("\n")));
    }

    #[track_caller]
    fn fails(id: &str, lines: &[&str]) {
        assert_eq!(on(id, TODAY), Message::Error(lines.join("\n")));
    }

    #[test]
    fn nothing_for_what_stands() {
        assert_eq!(on("acme-new", TODAY), Message::None);
    }

    #[test]
    fn deprecated_by_alias() {
        warns(
            "acme-going",
            &[
                "`acme-going` (`acme-going-20250101`) was deprecated on 2026-09-30 and \
                 retires on 2026-11-30 (7 days left)",
                "replacement: `acme-new`",
                "source: https://acme.example/models",
                "help: write model!(\"acme-new\")",
            ],
        );
    }

    #[test]
    fn deprecated_without_a_date_and_a_replacement() {
        warns(
            "acme-undated",
            &[
                "`acme-undated` was deprecated on 2026-09-30; its retirement date is not \
                 announced",
                "the provider names no replacement",
                "source: https://acme.example/models",
            ],
        );
    }

    #[test]
    fn retired() {
        fails(
            "acme-old",
            &[
                "`acme-old` was retired on 2026-01-05, 322 days ago",
                "replacement: `acme-new`",
                "source: https://acme.example/models",
                "help: write model!(\"acme-new\")",
                "help: to name it all the same, write model!(\"acme-old\", unchecked)",
            ],
        );
    }

    #[test]
    fn what_the_replacement_refuses_and_the_old_model_took() {
        let refuses = |own: &'static [&'static str]| {
            let own = own.iter().map(|one| Cow::Borrowed(*one)).collect();
            Model { refuses: own, ..known().find("acme-new").unwrap().model.clone() }
        };
        let (none, one) = (refuses(&[]), refuses(&["top_k"]));
        let new = refuses(&["temperature != 1", "top_k"]);
        let all = "help: its requests may not have temperature (except 1), top_k";
        assert_eq!(refusals(&none, &new).as_deref(), Some(all));
        let more = "help: its requests may not have temperature (except 1)";
        assert_eq!(refusals(&one, &new).as_deref(), Some(more));
        assert_eq!((refusals(&new, &one), refusals(&one, &none)), (None, None));
    }

    #[test]
    fn days_are_counted_in_words_that_fit() {
        let first = |day| match on("acme-going-20250101", day) {
            Message::Warning(text) | Message::Error(text) => {
                text.lines().next().unwrap().to_owned()
            }
            Message::None => String::new(),
        };
        let before = first(Date::ymd(2026, 11, 29));
        assert!(before.ends_with("retires on 2026-11-30 (1 day left)"), "{before}");
        assert_eq!(
            first(Date::ymd(2026, 11, 30)),
            "`acme-going-20250101` is retired from today, 2026-11-30"
        );
        assert_eq!(
            first(Date::ymd(2026, 12, 1)),
            "`acme-going-20250101` was retired on 2026-11-30, 1 day ago"
        );
    }

    #[test]
    fn hops_are_shown() {
        let Message::Error(text) = on("acme-older", TODAY) else { panic!("it is retired") };
        assert!(text.contains("\nreplacement: `acme-old` (retired) -> `acme-new`\n"), "{text}");
        assert!(text.contains("\nhelp: write model!(\"acme-new\")\n"), "{text}");
    }

    #[test]
    fn ways_that_lead_nowhere_are_told_and_give_no_help() {
        for (id, line) in [
            ("acme-lost", "replacement: `acme-undated` (deprecated), which has none of its own"),
            ("acme-sold", "replacement: `other-new`, of which nothing is known here"),
            (
                "acme-sold-first",
                "replacement: `acme-sold` (retired) -> `other-new`, of which nothing is known here",
            ),
            ("acme-named", "replacement: `acme-listed` (unpublished)"),
            ("acme-advised", "the provider's advice: use a newer model"),
        ] {
            let Message::Error(text) = on(id, TODAY) else { panic!("{id} is retired") };
            assert_eq!(text.lines().nth(1), Some(line), "{id}");
            assert_eq!(text.matches("help: write").count(), 0, "{id}");
        }
    }

    #[test]
    fn advice_in_words_is_passed_on() {
        let Message::Error(text) = on("acme-advised", TODAY) else { panic!("it is retired") };
        let lines: Vec<&str> = text.lines().skip(1).take(2).collect();
        assert_eq!(
            lines,
            [
                "the provider's advice: use a newer model",
                "the provider's migration guide: acme-next"
            ]
        );
    }

    #[test]
    fn hearsay_does_not_stop_a_build() {
        warns(
            "acme-rumoured",
            &[
                "`acme-rumoured` was retired on 2026-01-05, 322 days ago",
                "the provider itself has not published this date",
                "replacement, as others report it: `acme-new`",
                "source: https://acme.example/models",
            ],
        );
    }

    #[test]
    fn platforms_get_their_own_spelling() {
        warns(
            "acme.old",
            &[
                "`acme.old` names `acme-old`, which on its provider's own API was retired on \
                 2026-01-05, 322 days ago",
                "Some Cloud may set other dates, which are not known here",
                "replacement: `acme-new`",
                "source: https://acme.example/models",
                "help: write model!(\"acme.new\")",
            ],
        );
    }

    #[test]
    fn platforms_have_their_own_days_and_recommendations() {
        let day = Date::ymd(2026, 12, 31);
        let Message::Error(text) = on("us.acme.long", day) else { panic!("it is retired") };
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines,
            [
                "`us.acme.long` (`acme-long` on Some Cloud) is retired from today, 2026-12-31",
                "replacement, as Some Cloud recommends: `acme-apart`",
                "source: https://acme.example/models",
                "help: write model!(\"us.acme.apart\")",
                "help: to name it all the same, write model!(\"us.acme.long\", unchecked)",
            ]
        );
        // What is served behind a profile only is not to be written without one.
        let Message::Error(text) = on("acme.long", day) else { panic!("it is retired") };
        assert!(!text.contains("help: write"), "{text}");
    }

    #[test]
    fn prefixes_are_carried_over_where_they_are_known_to_serve() {
        for (id, help) in [
            ("us.acme.old", Some("us.acme.new")),
            ("eu.acme.old", None),
            ("cloud/us.acme.old", Some("cloud/us.acme.new")),
            ("acme/acme-old", Some("acme/acme-new")),
            ("us.acme.old-v1:0", None),
            ("arn:a:1:model/acme.old", None),
        ] {
            let (Message::Warning(text) | Message::Error(text)) = on(id, TODAY) else {
                panic!("{id} does not stand");
            };
            let line = text.lines().find_map(|line| line.strip_prefix("help: write "));
            assert_eq!(line, help.map(|help| format!("model!(\"{help}\")")).as_deref(), "{id}");
        }
    }

    #[test]
    fn help_for_any_known_name_is_to_write_one_that_stands() {
        let known = Known::default();
        let names = crate::table::table().names();
        for (name, years) in names.flat_map(|name| (0..5).map(move |years| (name, years))) {
            let day = Date::ymd(2024 + years, 7, 1);
            let ask = |id: &str| message(id, &verdict(&known, id, day));
            let (Message::Warning(text) | Message::Error(text)) = ask(name) else { continue };
            assert!(!text.contains("no known model"), "{text}");
            let help = text.lines().find_map(|line| line.strip_prefix("help: write model!(\""));
            if let Some(help) = help.and_then(|help| help.strip_suffix("\")")) {
                let then = ask(help);
                // What is legacy is passed over unless a project asks.
                let is_legacy =
                    matches!(&then, Message::Warning(text) if text.contains("is legacy"));
                assert!(then == Message::None || is_legacy, "{name} on {day}: {help}: {then:?}");
            }
        }
    }

    #[test]
    fn a_replacement_on_another_api_is_named_but_not_to_be_written_alone() {
        let known = Known::default();
        let verdict = verdict(&known, "tts-1", Date::ymd(2026, 11, 23));
        let Message::Warning(text) = message("tts-1", &verdict) else { panic!("no warning") };
        assert!(text.contains("called through another API (realtime instead of speech)"), "{text}");
        assert!(!text.contains("help: write"), "{text}");
    }

    #[test]
    fn unknown() {
        let nearest = [("acme-new", State::Active), ("acme-old", State::Retired)];
        assert_eq!(
            message("acme-nwe", &Verdict::Unknown(nearest.to_vec())),
            Message::Error(
                "no known model is called `acme-nwe`\nnearest: `acme-new`, `acme-old` (retired)\n\
                 help: for a model of your own, write model!(\"acme-nwe\", unchecked)"
                    .to_owned()
            )
        );
    }
}
