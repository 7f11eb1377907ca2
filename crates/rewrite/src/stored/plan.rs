//! The plan of a file in bytes.

use super::bytes::{Reader, Writer};
use crate::heard::Heard;
use crate::says::Says;
use crate::{Accepted, Applicability, Engine, FilePlan, Finding, Life, Notice, Problem, Site};
use modelmod_catalog::{Model, State};
use modelmod_edit::{Edit, EditSet, Position, Span};

const APPLICABILITIES: [Applicability; 3] =
    [Applicability::Safe, Applicability::Unsafe, Applicability::Display];
const PROBLEMS: [Problem; 3] = [Problem::Unused, Problem::Expired, Problem::Malformed];
const STATES: [State; 6] = [
    State::Unreleased,
    State::Unpublished,
    State::Active,
    State::Legacy,
    State::Deprecated,
    State::Retired,
];

/// Writes all of a plan but what was heard.
pub(super) fn write(out: &mut Writer, engine: &Engine<'_>, plan: &FilePlan<'_>) {
    let FilePlan { findings, edits, notices, accepted, heard: _, says, sited: _, is_dated } = plan;
    out.maybe(is_dated.then_some(&engine.request.as_of), |out, day| out.day(*day));
    out.flag(says.has_server);
    out.number(findings.len());
    for finding in findings {
        let is_made =
            finding.edit.as_ref().is_some_and(|edit| edits.as_slice().binary_search(edit).is_ok());
        write_finding(out, engine, finding);
        out.flag(is_made);
    }
    out.number(notices.len());
    for Notice { position, problem, message } in notices {
        write_position(out, *position);
        out.one_of(&PROBLEMS, problem);
        out.text(message);
    }
    out.number(accepted.len());
    for Accepted { model, found, allowed } in accepted {
        out.number(model_at(engine, model));
        out.number(*found);
        out.number(*allowed);
    }
}

/// Reads what [`write`] wrote; nothing where it is of another day than it may be.
pub(super) fn read<'c>(
    input: &mut Reader<'_>,
    engine: &Engine<'c>,
    heard: Heard,
) -> Option<FilePlan<'c>> {
    let day = input.maybe(Reader::day)?;
    if day.is_some_and(|day| day != engine.request.as_of) {
        return None;
    }
    let is_dated = day.is_some();
    let says = Says { has_server: input.flag()? };
    let mut edits = Vec::new();
    let findings = input.many(|input| {
        let finding = read_finding(input, engine)?;
        if input.flag()? {
            edits.push(finding.edit.clone()?);
        }
        Some(finding)
    })?;
    let end = edits.iter().map(|edit| edit.span.end).max().unwrap_or(0);
    let edits = EditSet::new(edits, end).ok()?;
    let notices = input.many(|input| {
        let position = read_position(input)?;
        let problem = input.one_of(&PROBLEMS)?;
        Some(Notice { position, problem, message: input.text()? })
    })?;
    let accepted = input.many(|input| {
        let model = engine.catalog.models().get(input.number()?)?;
        Some(Accepted { model, found: input.number()?, allowed: input.number()? })
    })?;
    let sited = None;
    Some(FilePlan { findings, edits, notices, accepted, heard, says, sited, is_dated })
}

fn write_finding(out: &mut Writer, engine: &Engine<'_>, finding: &Finding<'_>) {
    let surfaces = engine.catalog.surfaces();
    let surface = surfaces.iter().position(|one| std::ptr::eq(one, finding.surface));
    write_span(out, finding.span);
    write_position(out, finding.position);
    out.text(&finding.matched);
    out.number(model_at(engine, finding.model));
    out.number(surface.unwrap_or(surfaces.len()));
    let Life { state, deprecated, retires, is_borrowed } = finding.life;
    out.one_of(&STATES, &state);
    for day in [deprecated, retires] {
        out.maybe(day.as_ref(), |out, day| out.day(*day));
    }
    out.one_of(Site::ALL, &finding.site);
    out.one_of(&APPLICABILITIES, &finding.applicability);
    for flag in [
        is_borrowed,
        finding.suppressed,
        finding.is_fixed,
        finding.is_guess,
        finding.is_told_in_numbers,
        finding.may_state,
    ] {
        out.flag(flag);
    }
    out.text(&finding.reason);
    for text in [&finding.next_step, &finding.note, &finding.replacement, &finding.edit_text] {
        out.maybe(text.as_ref(), |out, text| out.text(text));
    }
    out.maybe(finding.edit.as_ref(), |out, edit| {
        write_span(out, edit.span);
        out.bytes(&edit.text);
    });
}

fn read_finding<'c>(input: &mut Reader<'_>, engine: &Engine<'c>) -> Option<Finding<'c>> {
    let span = read_span(input)?;
    let position = read_position(input)?;
    let matched = input.text()?;
    let model = engine.catalog.models().get(input.number()?)?;
    let surface = engine.catalog.surfaces().get(input.number()?)?;
    let state = input.one_of(&STATES)?;
    let (deprecated, retires) = (input.maybe(Reader::day)?, input.maybe(Reader::day)?);
    let site = input.one_of(Site::ALL)?;
    let applicability = input.one_of(&APPLICABILITIES)?;
    let life = Life { state, deprecated, retires, is_borrowed: input.flag()? };
    let (suppressed, is_fixed) = (input.flag()?, input.flag()?);
    let (is_guess, is_told_in_numbers) = (input.flag()?, input.flag()?);
    let may_state = input.flag()?;
    let reason = input.text()?;
    let mut text = || input.maybe(Reader::text);
    let (next_step, note, replacement, edit_text) = (text()?, text()?, text()?, text()?);
    let edit = input
        .maybe(|input| Some(Edit { span: read_span(input)?, text: input.bytes()?.to_vec() }))?;
    Some(Finding {
        span,
        position,
        matched,
        model,
        surface,
        life,
        site,
        suppressed,
        applicability,
        reason,
        next_step,
        note,
        replacement,
        edit,
        edit_text,
        is_fixed,
        is_guess,
        is_told_in_numbers,
        may_state,
    })
}

/// The place of a model in the catalogue, to which it belongs.
fn model_at(engine: &Engine<'_>, model: &Model) -> usize {
    let models = engine.catalog.models();
    let by_name = engine.catalog.position(&model.id);
    let by_name = by_name.map(|at| usize::from(engine.catalog.names()[at].model));
    match by_name.filter(|&at| std::ptr::eq(&models[at], model)) {
        Some(at) => at,
        None => {
            let found = models.iter().position(|one| std::ptr::eq(one, model));
            found.unwrap_or(models.len())
        }
    }
}

fn write_span(out: &mut Writer, span: Span) {
    out.number(span.start);
    out.number(span.len());
}

fn read_span(input: &mut Reader<'_>) -> Option<Span> {
    let start = input.number()?;
    Some(Span::new(start, start.checked_add(input.number()?)?))
}

fn write_position(out: &mut Writer, position: Position) {
    out.number(position.line);
    out.number(position.column);
}

fn read_position(input: &mut Reader<'_>) -> Option<Position> {
    Some(Position { line: input.number()?, column: input.number()? })
}
