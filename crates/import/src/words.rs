//! What the words in headers and cells mean: the only place that knows any.
//!
//! A page is understood by these words and by nothing else, neither by its address nor by the
//! order of its columns. A word that is missing here makes the page one that is refused.

/// What a column tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    /// IDs of models, certainly.
    Id,
    /// Models, by ID or by name.
    Model,
    /// The version that belongs to the name in [`Column::Model`].
    Version,
    /// The state, as a word.
    State,
    /// The first day on which a model could be called.
    Released,
    /// The first day as legacy.
    Legacy,
    /// The day of the announcement.
    Deprecated,
    /// The first day on which requests fail.
    Retires,
    /// A day before which a model does not retire.
    Floor,
    /// What to use instead, by ID.
    AdviceId,
    /// What to use instead, by ID or in words.
    Advice,
    /// Where what the row says holds.
    Region,
    /// Nothing about the lives of models.
    Other,
    /// A price or a property, as lists of models that can be called have it.
    Property,
    /// Something that is no model: a table with such a column is about other things.
    Subject,
    /// Days of fine-tuned copies of a model, which are not those of the model.
    FineTuned,
    /// Which version a name stands for, and since when: nothing ends with it.
    Default,
}

/// Headers as they are published, in lower case. The same words in another case, with marks of
/// emphasis or a colon are the same header.
const HEADERS: &[(Column, &[&str])] = &[
    (
        Column::Id,
        &[
            "model id",
            "api model name",
            "api name",
            "api",
            "api id",
            "api model id",
            "model identifier",
            "api endpoint",
            "api endpoints",
            "model api name",
            "model ids",
            "model string",
            "model code",
            "model slug",
            "api string",
            "api model names",
        ],
    ),
    (
        Column::Model,
        &[
            "model",
            "models",
            "model name",
            "deprecated model",
            "deprecated models",
            "legacy model",
            "affected model",
            "affected models",
            "model snapshot",
            "model / system",
            "model / snapshot",
            "model family / snapshot",
            "model / family",
            "model family",
            "model version",
            "model being retired",
            "models being retired",
            "retired model",
            "retired models",
            "retiring model",
            "snapshot",
            "model or system",
            "model/system",
        ],
    ),
    (Column::Version, &["version"]),
    (
        Column::State,
        &[
            "current state",
            "state",
            "status",
            "current status",
            "lifecycle",
            "lifecycle stage",
            "lifecycle status",
            "lifecycle state",
            "stage",
            "model status",
        ],
    ),
    (
        Column::Released,
        &[
            "release date",
            "released",
            "launch date",
            "launched",
            "date released",
            "availability date",
            "ga date",
            "general availability date",
            "initial release date",
            "launched on",
            "released on",
        ],
    ),
    (
        Column::Deprecated,
        &[
            "deprecation on date",
            "deprecated",
            "deprecation",
            "deprecation date",
            "deprecated on",
            "deprecated date",
            "date deprecated",
            "notice date",
            "announcement date",
            "announced",
            "announced on",
            "date announced",
            "deprecation announced",
            "deprecation notice",
            "deprecation notice date",
            "notification date",
            "date of notice",
            "deprecation date (no new customers)",
            "deprecation announcement",
        ],
    ),
    (Column::Legacy, &["legacy date"]),
    (
        Column::Retires,
        &[
            "retirement on date",
            "retired",
            "retirement",
            "retirement date",
            "tentative retirement date",
            "retires",
            "retired on",
            "retires on",
            "planned retirement date",
            "shutdown date",
            "shut down date",
            "shut-down date",
            "shutdown",
            "shutdown on",
            "eol",
            "eol date",
            "end of life",
            "end-of-life",
            "end of life date",
            "end-of-life date",
            "sunset date",
            "sunset",
            "removal date",
            "discontinuation date",
            "discontinued",
            "discontinued on",
            "scheduled retirement date",
            "scheduled shutdown date",
            "planned shutdown date",
            "expected retirement date",
            "shut down on",
            "shutdown time",
            "date of retirement",
            "retirement day",
        ],
    ),
    (
        Column::Floor,
        &[
            "guaranteed available until",
            "available until at least",
            "earliest retirement date",
            "earliest shutdown date",
            "not retired before",
        ],
    ),
    (Column::Default, &["current default version", "new default version", "default upgrade date"]),
    (
        Column::AdviceId,
        &[
            "recommended model id",
            "recommended replacement model id",
            "replacement model id",
            "recommended replacement id",
            "replacement id",
        ],
    ),
    (
        Column::Advice,
        &[
            "recommended replacement",
            "recommended replacements",
            "replacement",
            "replacements",
            "replacement model",
            "replacement models",
            "substitute model",
            "substitute",
            "alternative",
            "alternatives",
            "recommended alternative",
            "recommended alternatives",
            "alternative model",
            "recommended upgrade",
            "suggested replacement",
            "suggested replacements",
            "suggested replacement models",
            "suggested alternative",
            "recommended successor",
            "recommended migration",
            "migration target",
            "use instead",
            "upgrade to",
            "recommended replacement model",
            "recommended replacement base model",
            "recommended model version replacement",
            "recommended model",
            "migrate to",
            "successor",
            "replaced by",
            "suggested replacement model",
            "redirect target",
            "redirects to",
        ],
    ),
    (
        Column::Other,
        &[
            "provider",
            "public extended access date",
            "public extended access start date",
            "model provider",
            "weight availability",
            "available via api",
            "deprecated model price",
            "legacy model price",
            "usage price",
            "display name",
            "model family name",
            "type of model",
            "model type",
            "type",
            "notes",
            "note",
            "description",
            "comments",
        ],
    ),
    (Column::Region, &["regions supported", "regions", "region"]),
    (
        Column::Property,
        &[
            "modalities",
            "capabilities",
            "context",
            "context window",
            "rate limits",
            "pricing",
            "price",
            "input modalities",
            "output modalities",
            "input",
            "output",
            "max output",
            "input price",
            "output price",
            "knowledge cutoff",
            "max tokens",
        ],
    ),
    (
        Column::Subject,
        &[
            "system",
            "systems",
            "parameter",
            "parameters",
            "tool",
            "item",
            "feature",
            "endpoint",
            "endpoints",
            "update",
            "product",
            "affected feature",
            "affected features",
            "affected endpoint",
            "affected endpoints",
            "affected system",
            "affected api",
            "feature / endpoint",
            "beta header",
            "header",
        ],
    ),
    (
        Column::FineTuned,
        &[
            "training retirement date",
            "deployment retirement date",
            "training price",
            "fine-tuned model",
        ],
    ),
];

/// What a header means, if it is known.
pub(crate) fn column(header: &str) -> Option<Column> {
    let header = plain(header);
    // "Retirement date (UTC)": all days of the packs are.
    let header = header.strip_suffix(" (utc)").unwrap_or(&header);
    let found = HEADERS.iter().find(|(_, headers)| headers.contains(&header));
    // "Redirect target after May 15": the day is told elsewhere on the page.
    let redirect = || header.starts_with("redirect target").then_some(Column::Advice);
    // "Gemini 1.0 Pro model", above the versions of one family.
    const ADVICE: &[&str] = &[
        "replac",
        "recommend",
        "upgrade",
        "new",
        "migrat",
        "suggest",
        "alternat",
        "target",
        "successor",
    ];
    let family = || {
        let models = header.ends_with(" model") || header.ends_with(" models");
        (models && !ADVICE.iter().any(|word| header.contains(word))).then_some(Column::Model)
    };
    found.map(|(column, _)| *column).or_else(redirect).or_else(family)
}

/// All headers, each with the number of its words, longest first.
pub(crate) fn headers() -> Vec<(usize, &'static str, Column)> {
    let each = |(column, words): &'static (Column, &'static [&'static str])| {
        words.iter().map(move |text| (text.split(' ').count(), *text, *column))
    };
    let mut all: Vec<_> = HEADERS.iter().flat_map(each).collect();
    all.sort_by_key(|(count, _, _)| std::cmp::Reverse(*count));
    all
}

/// Whether the days below a header of [`Column::Deprecated`] may be still to come: those of a
/// plan, where others are days on which something was announced.
pub(crate) fn is_plan(header: &str) -> bool {
    let header = plain(header);
    header.starts_with("deprecation") && !header.contains("announce") || header == "legacy date"
}

/// Whether a header names the version of a model: of its name, where another column has that.
pub(crate) fn is_version_of_a_name(header: &str) -> bool {
    plain(header) == "model version"
}

/// The state that a page prints for a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Printed {
    /// Served, and nothing is announced.
    Active,
    /// Served, no longer updated.
    Legacy,
    /// Its retirement is announced.
    Deprecated,
    /// Requests fail.
    Retired,
}

/// A stage (`preview`) is none of the states: a model in it may be deprecated already.
const STATES: &[(&str, Option<Printed>)] = &[
    ("active", Some(Printed::Active)),
    ("ga", None),
    ("generally available", None),
    ("stable", None),
    ("live", None),
    ("available", None),
    ("current", None),
    ("preview", None),
    ("public preview", None),
    ("legacy", Some(Printed::Legacy)),
    ("deprecated", Some(Printed::Deprecated)),
    ("retired", Some(Printed::Retired)),
    ("shutdown", Some(Printed::Retired)),
    ("shut down", Some(Printed::Retired)),
    ("eol", Some(Printed::Retired)),
    ("end of life", Some(Printed::Retired)),
];

/// The state that a cell names, and none for a stage; the outer `None` if the word is unknown.
pub(crate) fn state(cell: &str) -> Option<Option<Printed>> {
    let cell = plain(cell);
    STATES.iter().find(|(word, _)| *word == cell).map(|(_, state)| *state)
}

/// Whether a cell says that there is nothing to say.
pub(crate) fn is_nothing(cell: &str) -> bool {
    const NOTHING: &[&str] = &[
        "",
        "n/a",
        "na",
        "none",
        "not announced",
        "no shutdown date announced",
        "no retirement date announced",
        "not applicable",
        "not available",
        "not deprecated",
    ];
    let cell = plain(cell);
    cell.chars().all(|c| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}'))
        || NOTHING.contains(&cell.as_str())
}

/// Whether a cell says that a day will be told.
pub(crate) fn is_to_be_announced(cell: &str) -> bool {
    const OPEN: &[&str] = &["to be announced", "tba", "tbd", "to be determined", "coming soon"];
    OPEN.contains(&plain(cell).as_str())
}

/// Words before a day (or behind it) that make it the earliest possible one.
pub(crate) const FLOOR_BEFORE: &[&str] = &[
    "not sooner than",
    "no sooner than",
    "no retirement scheduled. will not retire before",
    "will not retire before",
    "not before",
    "not earlier than",
    "no earlier than",
    "at the earliest",
    "at earliest",
    "earliest",
];
/// See [`FLOOR_BEFORE`].
pub(crate) const FLOOR_BEHIND: &[&str] = &["or later", "at the earliest", "at earliest"];

/// Whether a line beside a day says what becomes of deployments that are upgraded by
/// themselves: that is no day of the model's life.
pub(crate) fn is_about_upgrades(line: &str) -> bool {
    const UPGRADES: &[&str] = &["no auto-upgrades", "deployments set to auto-update to default "];
    let line = plain(line);
    UPGRADES.iter().any(|words| line == words.trim_end() || line.starts_with(words))
}

/// Of `To be upgraded to x version: y, starting no sooner than June 9, 2027` what stands behind
/// "starting": deployments of the model are upgraded from then on, one region after the other.
pub(crate) fn upgrade_starts(line: &str) -> Option<&str> {
    let lower = line.to_ascii_lowercase();
    let at = lower.strip_prefix("to be upgraded to ")?.rfind(", starting ")?;
    let start = line.get("to be upgraded to ".len() + at + ", starting ".len()..)?;
    Some(start.strip_prefix("on ").unwrap_or(start))
}

/// Whether a row without any other cell is the title of the rows below: "Preview models".
pub(crate) fn is_title_of_rows(cell: &str) -> bool {
    plain(cell).ends_with(" models")
}

/// Lower case, one blank between words, no marks of emphasis or footnotes, no colon at the end.
pub(crate) fn plain(text: &str) -> String {
    let text: String = text.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect();
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ").to_lowercase();
    text.trim_matches(|c| matches!(c, '*' | '_' | '†' | '‡' | ':' | ' ')).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_header_has_two_meanings() {
        let mut seen = std::collections::HashSet::new();
        for (_, text, _) in headers() {
            assert!(seen.insert(text), "{text}");
            assert_eq!(plain(text), text);
        }
    }

    #[test]
    fn case_emphasis_and_colons_make_no_difference() {
        assert_eq!(column("**Shutdown  Date**:"), Some(Column::Retires));
        assert_eq!(column("Shutdwn date"), None);
        assert_eq!(column("Gemini 1.0 Pro model"), Some(Column::Model));
        assert_eq!(column("Newest Gemini model"), None);
        assert_eq!(column("Retirement date (UTC)"), Some(Column::Retires));
        assert_eq!(state(" GA "), Some(None));
        assert_eq!(state("*Active*"), Some(Some(Printed::Active)));
        assert_eq!(state("Retierd"), None);
        assert!(is_nothing("—") && is_nothing("---") && is_nothing("N/A") && !is_nothing("soon"));
    }
}
