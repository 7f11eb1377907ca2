//! Several rows about one model: which counts, and what contradicts.

use crate::notices::Notices;
use crate::page::{Fact, Page, Told};
use crate::refusal::Refusal;
use crate::words::Printed;
use modelmod_catalog::Date;

const REMEDY: &str = "compare with the page; if it says so, `--except` passes the model over";

/// Adds what was read from prose, for models that stand in no table.
pub(crate) fn notices(notices: Notices, told: &mut Vec<Told>, page: &mut Page) {
    let in_table = |told: &[Told], id: &str| {
        told.iter().any(|one| one.fact.id == id || one.fact.others.iter().any(|other| other == id))
    };
    let advised = |told: &[Told], id: &str| {
        let advice = told.iter().filter_map(|one| one.fact.advice.as_ref());
        advice.flat_map(|one| one.id.iter().chain(&one.text)).any(|text| text.contains(id))
    };
    let tables = told.len();
    for notice in notices.found {
        let at = told[..tables].iter().position(|one| one.fact.id == notice.id && !one.fact.listed);
        if let Some(at) = at {
            // A table without days: the sentence above it has them.
            let fact = &mut told[at].fact;
            let silent =
                fact.retires.is_none() && fact.not_before.is_none() && fact.deprecated.is_none();
            if silent && !fact.unscheduled {
                (fact.deprecated, fact.retires) = (notice.deprecated, notice.retires);
            }
            continue;
        }
        page.notices += 1;
        let fact = Fact {
            line: notice.line,
            id: notice.id,
            others: notice.others,
            printed: notice.retires.is_none().then_some(Printed::Deprecated),
            deprecated: notice.deprecated.filter(|day| Some(*day) != notice.retires),
            retires: notice.retires,
            ..Fact::default()
        };
        told.push(Told { notice: fact.deprecated, ..Told::alone(fact) });
    }
    for (line, words, ids) in notices.unclear {
        if ids.iter().any(|id| !in_table(told, id) && !advised(told, id)) {
            page.remarks
                .push((line, format!("not read, since prose can say anything: \"{words}\"")));
        }
    }
}

/// One fact for each model.
pub(crate) fn facts(
    told: Vec<Told>,
    captured: Date,
    remarks: &mut Vec<(usize, String)>,
    refusals: &mut Vec<Refusal>,
) -> Vec<Fact> {
    let mut groups: Vec<(String, Vec<Told>)> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for one in told {
        let name = key(&one.fact);
        let at = *places.entry(name.clone()).or_insert_with(|| {
            groups.push((name, Vec::new()));
            groups.len() - 1
        });
        groups[at].1.push(one);
    }
    let mut out = Vec::new();
    for (_, rows) in groups {
        let planned = rows.iter().any(|row| row.planned);
        if let Some(fact) = one(rows, remarks, refusals) {
            check(&fact, planned, captured, remarks, refusals);
            out.push(fact);
        }
    }
    out
}

/// Name and version: a name alone may stand for several models.
fn key(fact: &Fact) -> String {
    format!("{}\0{}", fact.id, fact.version.as_deref().unwrap_or_default())
}

fn one(
    mut rows: Vec<Told>,
    remarks: &mut Vec<(usize, String)>,
    refusals: &mut Vec<Refusal>,
) -> Option<Fact> {
    // A newer notice about the same model takes the place of an older one.
    let newest = rows.iter().filter_map(|row| row.notice).max();
    for row in &rows {
        if let (Some(notice), Some(newest)) = (row.notice, newest)
            && notice < newest
        {
            let day = row.fact.retires.or(row.fact.not_before);
            let day = day.map_or(String::new(), |day| format!(" ({day})"));
            let words = format!(
                "{}: the notice of {newest} counts, not that of {notice}{day}",
                row.fact.id
            );
            remarks.push((row.fact.line, words));
        }
    }
    rows.retain(|row| row.notice.is_none() || row.notice == newest);
    by_region(&mut rows, remarks);
    let mut rows = rows.into_iter();
    let mut fact = rows.next()?.fact;
    for row in rows {
        merge(&mut fact, row.fact, refusals);
    }
    Some(fact)
}

/// Where each row is about some regions, and their days differ, there is no day for all.
fn by_region(rows: &mut [Told], remarks: &mut Vec<(usize, String)>) {
    type Day = fn(&mut Fact) -> &mut Option<Date>;
    let days: [(&str, Day); 2] =
        [("deprecated", |fact| &mut fact.deprecated), ("retires", |fact| &mut fact.retires)];
    if rows.len() < 2 || !rows.iter().all(|row| row.regional) {
        return;
    }
    for (what, day) in days {
        let mut all = rows.iter_mut().map(|row| *day(&mut row.fact));
        let first = all.next().flatten();
        if all.all(|other| other == first) {
            continue;
        }
        for row in rows.iter_mut() {
            *day(&mut row.fact) = None;
        }
        if let Some(row) = rows.first() {
            let words = format!("{}: `{what}` differs by region, and is left out", row.fact.id);
            remarks.push((row.fact.line, words));
        }
    }
}

/// Adds to `fact` what another row about the same model says.
fn merge(fact: &mut Fact, other: Fact, refusals: &mut Vec<Refusal>) {
    let line = other.line;
    let mut differ = |what: &str, a: String, b: String| {
        let reason = format!("`{what}` is {a} in line {} and {b} here", fact.line);
        refusals.push(Refusal::new(line, &other.id, reason, REMEDY));
    };
    let mut day = |what: &str, ours: &mut Option<Date>, theirs: Option<Date>| match (*ours, theirs)
    {
        (Some(a), Some(b)) if a != b => differ(what, a.to_string(), b.to_string()),
        (None, Some(_)) => *ours = theirs,
        _ => {}
    };
    fact.listed &= other.listed;
    // Where rows are about one region each, a model is there from the first on, and what is
    // promised everywhere is the least.
    fact.released = earliest(fact.released, other.released);
    day("legacy", &mut fact.legacy_from, other.legacy_from);
    day("deprecated", &mut fact.deprecated, other.deprecated);
    day("retires", &mut fact.retires, other.retires);
    fact.not_before = earliest(fact.not_before, other.not_before);
    fact.unscheduled |= other.unscheduled;
    match (fact.printed, other.printed) {
        (Some(a), Some(b)) if a != b => differ("state", format!("{a:?}"), format!("{b:?}")),
        (None, printed) => fact.printed = printed,
        _ => {}
    }
    match (&fact.advice, &other.advice) {
        (Some(a), Some(b)) if a != b && *b != Default::default() => {
            if *a == Default::default() {
                fact.advice = other.advice;
            } else {
                let words = |advice: &crate::Advice| {
                    advice.text.clone().or_else(|| advice.id.clone()).unwrap_or_default()
                };
                let (a, b) = (words(a), words(b));
                differ("replacement", a, b);
            }
        }
        (None, Some(_)) => fact.advice = other.advice,
        _ => {}
    }
    for name in other.others {
        if !fact.others.contains(&name) {
            fact.others.push(name);
        }
    }
}

fn earliest(a: Option<Date>, b: Option<Date>) -> Option<Date> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Days that contradict one another or the state that is printed.
fn check(
    fact: &Fact,
    planned: bool,
    captured: Date,
    remarks: &mut Vec<(usize, String)>,
    refusals: &mut Vec<Refusal>,
) {
    let mut refuse = |reason: String| {
        refusals.push(Refusal::new(fact.line, &fact.id, reason, REMEDY));
    };
    let days =
        [("released", fact.released), ("deprecated", fact.deprecated), ("retires", fact.retires)];
    let days: Vec<_> =
        days.into_iter().filter_map(|(key, day)| day.map(|day| (key, day))).collect();
    for pair in days.windows(2) {
        let [(first, before), (second, after)] = pair else { continue };
        if before > after {
            refuse(format!("`{second}` ({after}) is before `{first}` ({before})"));
        }
    }
    if fact.unscheduled && fact.retires.is_some() {
        refuse(
            "the retirement has a day in one place and is to be announced in another".to_owned(),
        );
    }
    if let (Some(floor), Some(retires)) = (fact.not_before, fact.retires)
        && retires < floor
    {
        refuse(format!("it retires on {retires}, and not before {floor}"));
    }
    if let Some(retires) = fact.retires.or(fact.not_before)
        && fact.advice.as_ref().and_then(|advice| advice.id.as_deref()) == Some(&fact.id)
    {
        refuse(format!("it retires on {retires}, and is its own replacement"));
    }
    // A day later may have begun where the page was written.
    let future = |day: Option<Date>| day.is_some_and(|day| day > captured.plus_days(1));
    // Without a day of retirement the page says that something will be deprecated.
    if !planned && future(fact.deprecated) && fact.retires.is_some() {
        refuse(format!(
            "the announcement is of a day after {captured}, on which the page was saved"
        ));
    }
    match fact.printed {
        Some(Printed::Retired) if future(fact.retires) || fact.not_before.is_some() => {
            refuse("it is printed as retired, and its retirement is still to come".to_owned());
        }
        Some(Printed::Active) if fact.deprecated.is_some_and(|day| day <= captured) => {
            refuse("it is printed as active, and has a day of deprecation".to_owned());
        }
        Some(Printed::Deprecated) if fact.retires.is_some_and(|day| day <= captured) => {
            let words =
                "printed as deprecated, though its day of retirement had come: the page was behind";
            remarks.push((fact.line, format!("{}: {words}", fact.id)));
        }
        _ => {}
    }
}
