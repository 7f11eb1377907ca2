//! What a request has besides the name that the new model refuses: `temperature=0.2`.
//!
//! Looked for beside the name: in the innermost brackets around it, and in the lines next to it
//! that are indented alike. Where none is found there, the rest of a program is looked through: a
//! request may be put together far from the name, or be one for another model.

use crate::Engine;
use crate::matcher::Occurrence;
use crate::memo::Memo;
use crate::settings::{LONGEST_LINE, Setting, Settings, read};
use crate::site::Source;
use crate::taken_out::{self, Gone};
use modelmod_catalog::{Model, Refusal, Str};
use modelmod_edit::{LineIndex, Span};

/// Of how many lines a request is, where it takes one of two parameters.
const REQUEST: usize = 10;

/// What the model that is to be written refuses.
#[derive(Clone, Debug)]
pub(crate) struct Refused {
    /// As a sentence without a full stop.
    pub(crate) note: String,
    /// It stands in the same request as the name.
    pub(crate) is_beside: bool,
    /// Where that may be taken out: what goes.
    pub(crate) gone: Option<Gone>,
}

/// The requests of one text.
pub(crate) struct Requests<'r, 't> {
    source: &'r Source<'t>,
    occurrences: &'r [Occurrence],
    /// What is set anywhere in the text that a model refuses, by its ID.
    anywhere: Memo<Str, Option<String>>,
}

impl Engine<'_> {
    /// What the model that is to be written refuses of the request around the name.
    pub(crate) fn refused(
        &self,
        requests: &Requests<'_, '_>,
        occurrence: &Occurrence,
        advice: Option<&Result<String, String>>,
    ) -> Option<Refused> {
        let target = self.target(occurrence, advice)?;
        let model = self.catalog.find(target)?.model;
        requests.refused(occurrence.span, occurrence.core, model)
    }
}

impl<'r, 't> Requests<'r, 't> {
    /// Those of `source`, in which the names of `occurrences` stand.
    pub(crate) const fn new(source: &'r Source<'t>, occurrences: &'r [Occurrence]) -> Self {
        Self { source, occurrences, anywhere: Memo::new() }
    }

    fn refused(&self, name: Span, core: Span, model: &Model) -> Option<Refused> {
        if model.refuses.is_empty() {
            return None;
        }
        let text = self.source.text;
        let settings = Settings::around(text, self.source.lines(), name);
        if let Some(found) = beside(&settings, model) {
            let gone = taken_out::of(self.source, self.occurrences, core, &found.alone);
            let note = found.said(model, gone.is_some());
            return Some(Refused { note, is_beside: true, gone });
        }
        // What stands far from a name counts in a program, whose parts have to do with each other.
        if self.source.is_document() {
            return None;
        }
        let anywhere = || anywhere(text, self.source.lines(), model);
        let note = self.anywhere.get(model.id.clone(), anywhere)?;
        Some(Refused { note, is_beside: false, gone: None })
    }
}

/// What a model refuses of one request.
struct Found<'m> {
    /// Parameters that it refuses as they are.
    alone: Vec<&'m str>,
    /// Two of which it takes one.
    together: Option<(&'m str, &'m str)>,
}

/// What `model` refuses of the request with these settings, if anything.
fn beside<'m>(settings: &Settings<'_>, model: &'m Model) -> Option<Found<'m>> {
    let mut found = Found { alone: Vec::new(), together: None };
    for Refusal { parameter, unless, beside } in model.refusals() {
        match (settings.get(parameter), beside) {
            (Some(set), None) if unless.is_none_or(|value| !set.is(value)) => {
                found.alone.push(parameter);
            }
            (Some(_), Some(other)) if settings.get(other).is_some() => {
                found.together = found.together.or(Some((parameter, other)));
            }
            _ => {}
        }
    }
    found.alone.dedup();
    (!found.alone.is_empty() || found.together.is_some()).then_some(found)
}

impl Found<'_> {
    /// As a sentence; `is_gone`: what is refused is taken out.
    fn said(&self, model: &Model, is_gone: bool) -> String {
        let list = match (self.alone.as_slice(), self.together) {
            ([], Some((one, other))) => {
                return format!("{} takes {one} or {other}, not both: leave out one", model.id);
            }
            ([one], _) => (*one).to_owned(),
            ([most @ .., last], _) => format!("{} and {last}", most.join(", ")),
            ([], None) => String::new(),
        };
        let what = if is_gone { "taken out here" } else { "leave out what is refused" };
        format!("{} refuses {list}, set beside it: {what}", model.id)
    }
}

/// What `model` refuses of anything that `text` sets, with the first line that does.
fn anywhere(text: &[u8], lines: &LineIndex, model: &Model) -> Option<String> {
    let settings = set_anywhere(text, lines, model);
    let of = |parameter| settings.iter().filter(move |(_, one)| one.is_of(parameter));
    model.refusals().find_map(|Refusal { parameter, unless, beside }| match beside {
        None => {
            let is_refused =
                |one: &&(usize, Setting<'_>)| unless.is_none_or(|value| !one.1.is(value));
            let line = of(parameter).find(is_refused)?.0 + 1;
            Some(format!(
                "{} refuses {parameter}, which line {line} sets: leave it out if it is sent to it",
                model.id
            ))
        }
        Some(other) => {
            let is_near = |line: usize| of(other).any(|(at, _)| at.abs_diff(line) <= REQUEST);
            let line = of(parameter).find(|(line, _)| is_near(*line))?.0 + 1;
            Some(format!(
                "{} takes {parameter} or {other}, and line {line} sets both: leave out one if they are sent to it",
                model.id
            ))
        }
    })
}

/// Each parameter that `model` may refuse, where the text sets it to anything, with its line.
fn set_anywhere<'t>(text: &'t [u8], lines: &LineIndex, model: &Model) -> Vec<(usize, Setting<'t>)> {
    let names = model.refusals().flat_map(|one| [Some(one.parameter), one.beside]).flatten();
    // `top_p`, `topP` and `TopP` end alike.
    let end = |name: &str| name.get(1..).unwrap_or(name).to_owned();
    let ends = names.flat_map(|name| [end(name), end(&camel(name))]);
    let mut found: Vec<usize> = ends
        .flat_map(|end| {
            let places = memchr::memmem::find_iter(text, &end).map(|at| lines.line_of(at));
            places.collect::<Vec<_>>()
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
        .into_iter()
        .filter_map(|number| {
            let line = &text[lines.span(number).range()];
            let bare = line.trim_ascii_start();
            let is_comment = [&b"#"[..], b"//", b"*", b"--"].iter().any(|it| bare.starts_with(it));
            (!is_comment && line.len() <= LONGEST_LINE).then_some((number, line))
        })
        .flat_map(|(number, line)| read(line).map(move |one| (number, one)))
        .filter(|(_, one)| one.is_sent())
        .collect()
}

/// `top_p` as `topP`.
fn camel(name: &str) -> String {
    let mut parts = name.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        let (head, tail) = part.split_at(part.len().min(1));
        all + &head.to_ascii_uppercase() + tail
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    fn find(id: &str, text: &str) -> Option<String> {
        let catalog = modelmod_catalog::builtin::catalog();
        let model = catalog.find(id).unwrap().model;
        let start = text.find("NAME").unwrap();
        let source = Source::new("app.conf", text.as_bytes());
        let span = Span::new(start, start + 4);
        let requests = Requests::new(&source, &[]);
        let refused = requests.refused(span, span, model)?;
        assert_eq!(refused.is_beside, !refused.note.contains("line"), "{text}");
        Some(refused.note)
    }

    #[test]
    fn what_is_set_in_the_same_request() {
        let all = "claude-opus-4-8 refuses temperature, set beside it: leave out what is refused";
        for text in [
            "ask(model=\"NAME\", temperature=0.2)",
            "ask(temperature = t, max_tokens=5,\n    model=\"NAME\")",
            "const body = { model: 'NAME', temperature: 0 };",
            "\"body = json.dumps({\\\"temperature\\\": 0.2, \\\"model\\\": \\\"NAME\\\"})\\n\"",
            "model: NAME\nmax_tokens: 5\ntemperature: 0.7\n",
            "llm:\n  temperature: 0.7\n  headers:\n    a: b\n  model: NAME\n",
        ] {
            assert_eq!(find("claude-opus-4-8", text).as_deref(), Some(all), "{text}");
        }
        let two = "claude-opus-4-8 refuses temperature and top_k, set beside it: leave out what is refused";
        let go = "Request{Model: \"NAME\", Temperature: 0.5, TopK: 4}";
        assert_eq!(find("claude-opus-4-8", go).as_deref(), Some(two));
        let both = "claude-sonnet-4-6 takes temperature or top_p, not both: leave out one";
        let text = "ask(model=\"NAME\", temperature=0.2, top_p=0.5)";
        assert_eq!(find("claude-sonnet-4-6", text).as_deref(), Some(both));
    }

    #[test]
    fn what_a_program_sets_elsewhere() {
        let line_1 = "claude-opus-4-8 refuses temperature, which line 1 sets: leave it out if it is sent to it";
        for text in [
            "ask(model=\"NAME\"); other(temperature=0.2)",
            "a = { model: 'NAME' }; b = { temperature: 0 };",
            "def ask(temperature=0.2):\n    pass\n\nMODEL = 'NAME'\n",
            "body = { temperature: settings.heat }\n\nconst MODEL = 'NAME'\n",
        ] {
            assert_eq!(find("claude-opus-4-8", text).as_deref(), Some(line_1), "{text}");
        }
        let both = "claude-sonnet-4-6 takes temperature or top_p, and line 3 sets both: leave out one if they are sent to it";
        let text =
            "model = 'NAME'\n\n    \"temperature\": 0.2,\n    \"top_k\": 4,\n    \"top_p\": 1,\n";
        assert_eq!(find("claude-sonnet-4-6", text).as_deref(), Some(both));
        for text in [
            "# temperature: 0.2\n\nMODEL = 'NAME'\n",
            "\"temperature\": { \"type\": \"number\" }\n\nMODEL = 'NAME'\n",
            "float temperature;\nheat(temperature == 0)\n\nMODEL = 'NAME'\n",
            "temperature: float | None = None\n\nMODEL = 'NAME'\n",
            "temperature = 1\n\nMODEL = 'NAME'\n",
        ] {
            assert_eq!(find("claude-opus-4-8", text), None, "{text}");
        }
    }

    #[test]
    fn what_is_none_of_it() {
        for text in [
            "ask(model=\"NAME\", temperature=1.0)",
            "ask(model=\"NAME\", temperature=None)",
            "if temperature == 0: ask(model=\"NAME\")",
            "NAME",
        ] {
            assert_eq!(find("claude-opus-4-8", text), None, "{text}");
        }
        let one = "ask(model=\"NAME\", temperature=0.2)";
        assert_eq!(find("claude-sonnet-4-6", one), None);
        assert_eq!(find("claude-3-opus-20240229", one), None, "nothing is known of it");
    }
}
