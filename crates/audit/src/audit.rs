//! What becomes of the models that an export names.

use crate::number::Amount;
use crate::read::Usage;
use crate::secret::shortened;
use crate::totals::{Days, Totals};
use modelmod_catalog::{Date, State};
use modelmod_rewrite::{Named, Names, Reading};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// What traffic is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Tokens.
    Tokens,
    /// Requests.
    Requests,
    /// Cost.
    Cost,
    /// Rows: the export counts nothing else.
    Rows,
}

impl Measure {
    /// The word for it in reports.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Tokens => "tokens",
            Self::Requests => "requests",
            Self::Cost => "cost",
            Self::Rows => "rows",
        }
    }

    /// How much of it there is.
    #[must_use]
    pub const fn of(self, totals: &Totals) -> Amount {
        match self {
            Self::Tokens => totals.tokens,
            Self::Requests => totals.requests,
            Self::Cost => totals.cost,
            Self::Rows => Amount::whole(totals.rows),
        }
    }
}

/// An export with what becomes of each model in it.
#[derive(Clone, Debug)]
pub struct Audit<'c> {
    /// The day for which states and recommendations were taken.
    pub as_of: Date,
    /// What traffic is counted in.
    pub measure: Measure,
    /// All rows that were read, with those of unknown names and without a model.
    pub total: Totals,
    /// Keys and models, the most urgent first.
    pub rows: Vec<AuditRow<'c>>,
    /// Names that no model is known by, the most used first.
    pub unknown: Vec<UnknownName>,
    /// How the days of the export are written.
    pub days: Days,
}

/// A key and a model.
#[derive(Clone, Debug)]
pub struct AuditRow<'c> {
    /// The workspace or project, where the export tells.
    pub workspace: String,
    /// The key as it may be shown.
    pub key: String,
    /// The model's name in the export, as it may be shown.
    pub name: String,
    /// What it stands for.
    pub named: Named<'c>,
    /// Its sums.
    pub totals: Totals,
    /// Its part of all traffic, from 0 to 1.
    pub share: f64,
    /// First and last day of use.
    pub span: Option<(Date, Date)>,
    /// It is due, sees traffic, and is the very model that is due.
    pub is_due: bool,
}

/// A name that no model is known by.
#[derive(Clone, Debug)]
pub struct UnknownName {
    /// The name, as it may be shown.
    pub name: String,
    /// How many keys use it.
    pub keys: usize,
    /// Its sums.
    pub totals: Totals,
    /// Its part of all traffic, from 0 to 1.
    pub share: f64,
}

impl<'c> Audit<'c> {
    /// Finds out what becomes of each model of `usage`. With `within`, only what is retired or
    /// retires within so many days is due.
    #[must_use]
    pub fn new(usage: &Usage, names: &Names<'c>, as_of: Date, within: Option<u32>) -> Self {
        let measure = measure(usage);
        let mut total = usage.unnamed;
        usage.groups.values().for_each(|totals| total.add(totals));
        let share = |totals: &Totals| measure.of(totals).share_of(measure.of(&total));
        let mut known: HashMap<&str, Option<Named<'c>>> = HashMap::new();
        let mut labels = Labels::default();
        let (mut rows, mut unknown) = (Vec::new(), BTreeMap::<&str, (usize, Totals)>::new());
        for ([workspace, key, name], totals) in &usage.groups {
            let key = labels.of(workspace, key);
            let Some(named) = known.entry(name).or_insert_with(|| names.find(name)).clone() else {
                let (keys, sums) = unknown.entry(name).or_default();
                *keys += 1;
                sums.add(totals);
                continue;
            };
            let is_due = is_due(&named, as_of, within) && totals.is_used();
            rows.push(AuditRow {
                workspace: shortened(workspace),
                key,
                name: shortened(name),
                named,
                totals: *totals,
                share: share(totals),
                span: totals.span(usage.days),
                is_due,
            });
        }
        rows.sort_by_cached_key(|row| urgency(row, measure));
        let mut unknown: Vec<UnknownName> = unknown
            .into_iter()
            .map(|(name, (keys, totals))| UnknownName {
                name: shortened(name),
                keys,
                totals,
                share: share(&totals),
            })
            .collect();
        unknown.sort_by_key(|one| Reverse(measure.of(&one.totals)));
        Self { as_of, measure, total, rows, unknown, days: usage.days }
    }

    /// Keys and models that are due and see traffic.
    pub fn due(&self) -> impl Iterator<Item = &AuditRow<'c>> {
        self.rows.iter().filter(|row| row.is_due)
    }

    /// The part of all traffic that some rows have, from 0 to 1.
    #[must_use]
    pub fn share_of<'r>(&self, rows: impl Iterator<Item = &'r AuditRow<'c>>) -> f64
    where
        'c: 'r,
    {
        let mut sum = Totals::default();
        rows.for_each(|row| sum.add(&row.totals));
        self.measure.of(&sum).share_of(self.measure.of(&self.total))
    }
}

impl AuditRow<'_> {
    /// Days until the model retires, negative since it has; where the day is announced.
    #[must_use]
    pub fn days_left(&self, as_of: Date) -> Option<i32> {
        Some(self.named.life.announced_retirement(as_of)?.days_since(as_of))
    }
}

/// Keys as they may be shown: two of a workspace that look alike are told apart by a number.
#[derive(Default)]
struct Labels {
    shown: HashMap<(String, String), String>,
    counts: HashMap<(String, String), usize>,
}

impl Labels {
    fn of(&mut self, workspace: &str, key: &str) -> String {
        let own = (workspace.to_owned(), key.to_owned());
        if let Some(known) = self.shown.get(&own) {
            return known.clone();
        }
        let short = shortened(key);
        let count = self.counts.entry((shortened(workspace), short.clone())).or_default();
        *count += 1;
        let label = if *count == 1 { short } else { format!("{short} ({count})") };
        self.shown.insert(own, label.clone());
        label
    }
}

/// The first of these that the export counts.
fn measure(usage: &Usage) -> Measure {
    let columns = &usage.columns;
    if !columns.tokens.is_empty() {
        Measure::Tokens
    } else if columns.requests.is_some() {
        Measure::Requests
    } else if columns.cost.is_some() {
        Measure::Cost
    } else {
        Measure::Rows
    }
}

fn is_due(named: &Named<'_>, as_of: Date, within: Option<u32>) -> bool {
    let life = &named.life;
    // Of what was made from a base nobody said that it ends with it.
    life.state.is_due() && life.is_over_within(as_of, within) && named.reading != Reading::TunedFrom
}

type Urgency = (bool, Reverse<State>, Date, Reverse<Amount>, [String; 3]);

/// What is due first, by the day on which it ends.
fn urgency(row: &AuditRow<'_>, measure: Measure) -> Urgency {
    let life = &row.named.life;
    let day = life.retires.filter(|_| life.state.is_due()).unwrap_or(Date::ymd(9999, 12, 31));
    let names = [&row.workspace, &row.key, &row.name].map(Clone::clone);
    (!row.is_due, Reverse(life.state), day, Reverse(measure.of(&row.totals)), names)
}
