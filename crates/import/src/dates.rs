//! Days in every form in which they are published. What is none is refused, never guessed.

use crate::words;
use modelmod_catalog::Date;

/// What a cell says about a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Nothing.
    Nothing,
    /// This day.
    On(Date),
    /// Not before this day.
    NotBefore(Date),
    /// That it will be announced.
    Open,
    /// A month, without a day.
    Month,
    /// Several days, for several regions: the earliest of them.
    Several(Date),
}

/// What a page shows about its order of day and month in `1/6/25`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Order {
    /// A date is on the page whose second number can only be a day.
    pub(crate) month_first: bool,
    /// A date is on the page whose first number can only be a day.
    pub(crate) day_first: bool,
}

impl Order {
    /// Takes the dates of a cell into account.
    pub(crate) fn learn(&mut self, cell: &str) {
        for word in cell.split(|c: char| !c.is_ascii_digit() && c != '/') {
            if let Some([first, second, _]) = slashed(word) {
                self.month_first |= first <= 12 && second > 12;
                self.day_first |= first > 12;
            }
        }
    }
}

/// Reads a cell that is to hold a day.
pub(crate) fn when(cell: &str, order: Order) -> Result<When, String> {
    let mut found: Option<When> = None;
    for line in cell.split(['\n', ';']) {
        let line = normal(line);
        if line.is_empty() || words::is_about_upgrades(&line) {
            continue;
        }
        let next = one(&line, order)?;
        found = Some(match found {
            None => next,
            Some(before) if before == next => before,
            Some(When::On(a) | When::Several(a)) => match next {
                When::On(b) | When::Several(b) => When::Several(a.min(b)),
                _ => return Err("the cell says two things about one day".to_owned()),
            },
            Some(_) => return Err("the cell says two things about one day".to_owned()),
        });
    }
    Ok(found.unwrap_or(When::Nothing))
}

fn one(text: &str, order: Order) -> Result<When, String> {
    if words::is_nothing(text) {
        return Ok(When::Nothing);
    }
    if words::is_to_be_announced(text) {
        return Ok(When::Open);
    }
    let (text, floor) = match words::upgrade_starts(text) {
        Some(start) => (floor(start).0, true),
        None => floor(without_regions(text)?),
    };
    match day(text, order)? {
        Some(day) if floor => Ok(When::NotBefore(day)),
        Some(day) => Ok(When::On(day)),
        None => Ok(When::Month),
    }
}

/// The text without words like "not sooner than", and whether there were any.
fn floor(text: &str) -> (&str, bool) {
    let lower = text.to_ascii_lowercase();
    let before = words::FLOOR_BEFORE
        .iter()
        .find(|words| lower.strip_prefix(**words).is_some_and(|rest| rest.starts_with(' ')));
    if let Some(words) = before {
        return (text[words.len()..].trim(), true);
    }
    let behind = words::FLOOR_BEHIND
        .iter()
        .find(|words| lower.strip_suffix(**words).is_some_and(|rest| rest.ends_with([' ', ','])));
    behind.map_or((text, false), |words| {
        (text[..text.len() - words.len()].trim_end_matches([' ', ',']), true)
    })
}

/// The text without a remark about regions in brackets. Any other remark is not understood.
fn without_regions(text: &str) -> Result<&str, String> {
    let Some(open) = text.find('(') else { return Ok(text) };
    let Some(inside) = text[open + 1..].strip_suffix(')') else {
        return Err("a bracket is left open, or something stands behind it".to_owned());
    };
    let inside = inside.to_lowercase();
    let region = |word: &str| {
        let word = word.trim_matches(',');
        word.starts_with("region")
            || word.matches('-').count() >= 2 && word.ends_with(|c: char| c.is_ascii_digit())
    };
    if inside.contains('(') || !inside.split_whitespace().any(region) {
        return Err("the remark in brackets is not understood".to_owned());
    }
    Ok(text[..open].trim())
}

/// One blank between words, plain hyphens, no marks of footnotes.
fn normal(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            '\u{a0}' | '\u{202f}' => ' ',
            other => other,
        })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    words.join(" ").trim_matches(|c| matches!(c, '*' | '†' | '‡' | '_')).trim().to_owned()
}

/// A day, or `None` where the text is a month with a year.
pub(crate) fn day(text: &str, order: Order) -> Result<Option<Date>, String> {
    let unreadable = || Err("this is no day in a form that is known".to_owned());
    if text.is_empty() {
        return unreadable();
    }
    if let Some([year, month, day]) = year_first(text) {
        return checked(year, month, day).map(Some);
    }
    if text.contains('/') {
        let Some([first, second, year]) = slashed(text) else { return unreadable() };
        let year = if year < 100 { 2000 + year } else { year };
        return match (order.month_first, order.day_first) {
            (true, false) => checked(year, first, second).map(Some),
            (false, true) => checked(year, second, first).map(Some),
            (true, true) => Err("the page writes both day/month and month/day".to_owned()),
            (false, false) => {
                Err("nothing on the page tells whether the day or the month comes first".to_owned())
            }
        };
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('-') {
        return match text.parse::<Date>() {
            Ok(date) => {
                let (year, month, day) = date.to_ymd();
                checked(year.unsigned_abs(), month, day).map(Some)
            }
            Err(error) => Err(error.to_string()),
        };
    }
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    match words[..] {
        [a, b, c] => {
            let (month, day) = match (month(a), month(b)) {
                (Some(month), None) => (month, b),
                (None, Some(month)) => (month, a),
                _ => return unreadable(),
            };
            let (Some(day), Some(year)) = (ordinal(day), digits(c, 4..=4)) else {
                return unreadable();
            };
            checked(year, month, day).map(Some)
        }
        [a, b] if month(a).is_some() => match digits(b, 4..=4) {
            Some(year) => checked(year, 1, 1).map(|_| None),
            None => unreadable(),
        },
        _ => unreadable(),
    }
}

/// Years in which models live. Anything else is a slip of somebody's pen.
fn checked(year: u32, month: u32, day: u32) -> Result<Date, String> {
    if !(2018..=2045).contains(&year) {
        return Err(format!("the year {year} is out of the question"));
    }
    let year = i32::try_from(year).unwrap_or_default();
    Date::from_ymd(year, month, day).ok_or_else(|| "the calendar has no such day".to_owned())
}

/// Three numbers with slashes: as long as months, days and years are.
fn slashed(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('/');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    let year = digits(c, 2..=2).or_else(|| digits(c, 4..=4))?;
    parts.next().is_none().then_some([digits(a, 1..=2)?, digits(b, 1..=2)?, year])
}

/// `2024/11/30`: with the year first there is one way to read it.
fn year_first(text: &str) -> Option<[u32; 3]> {
    let mut parts = text.split('/');
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    parts.next().is_none().then_some([digits(a, 4..=4)?, digits(b, 2..=2)?, digits(c, 2..=2)?])
}

fn digits(text: &str, len: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let fits = len.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// `15`, `15th`.
fn ordinal(text: &str) -> Option<u32> {
    let number = ["st", "nd", "rd", "th"].iter().find_map(|end| text.strip_suffix(end));
    digits(number.unwrap_or(text), 1..=2)
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The number of a month by its name, in full or shortened to three or four letters.
pub(crate) fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    if word.len() < 3 {
        return None;
    }
    let short = word.len() == 3 || word == "sept";
    let at = MONTHS.iter().position(|name| *name == word || short && name.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

/// All days in a sentence that are written out in full, each with the bytes it takes.
pub(crate) fn in_prose(text: &str) -> Vec<(std::ops::Range<usize>, Date)> {
    let mut words: Vec<(usize, &str)> = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || matches!(c, '-' | '.' | '\u{2010}'..='\u{2013}');
        match start {
            None if inside => start = Some(at),
            Some(from) if !inside => {
                words.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (count, date) = prose_day(text, &words[at..]);
        if let Some(date) = date {
            let (last, word) = words[at + count - 1];
            out.push((words[at].0..last + word.trim_end_matches('.').len(), date));
            at += count;
        } else {
            at += 1;
        }
    }
    out
}

fn prose_day(text: &str, words: &[(usize, &str)]) -> (usize, Option<Date>) {
    let bare = |word: &str| normal(word.trim_end_matches('.'));
    let word = |at: usize| words.get(at).map(|(_, word)| bare(word));
    let first = word(0).unwrap_or_default();
    if first.len() == 10
        && let Ok(Some(date)) = day(&first, Order::default())
    {
        return (1, Some(date));
    }
    // Nothing but blanks and commas parts the words of a day.
    let beside = |at: usize| {
        let (Some((start, word)), Some((next, _))) = (words.get(at), words.get(at + 1)) else {
            return false;
        };
        text[start + word.len()..*next].chars().all(|c| c.is_whitespace() || c == ',')
    };
    if let (Some(second), Some(third)) = (word(1), word(2))
        && beside(0)
        && beside(1)
        && (month(&first).is_some() || month(&second).is_some())
    {
        let text = format!("{first} {second} {third}");
        return (3, day(&text, Order::default()).ok().flatten());
    }
    (1, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    const US: Order = Order { month_first: true, day_first: false };

    fn on(text: &str) -> When {
        When::On(text.parse().unwrap())
    }

    #[test]
    fn each_published_form() {
        for (cell, want) in [
            ("October 22, 2025", on("2025-10-22")),
            ("Oct 22, 2025", on("2025-10-22")),
            ("Sept. 3, 2025", on("2025-09-03")),
            ("July 15th, 2025 (all Regions)", on("2025-07-15")),
            ("22 October 2025", on("2025-10-22")),
            ("2025-10-22", on("2025-10-22")),
            ("2025\u{2011}10\u{2011}22", on("2025-10-22")),
            ("5/22/2026", on("2026-05-22")),
            ("08/16/26", on("2026-08-16")),
            ("1/6/25", on("2025-01-06")),
            ("May 20, 2025 (us-east-1 and us-west-2)", on("2025-05-20")),
            ("12/4/2024\n12/4/2024\n", on("2024-12-04")),
            ("12/4/2024\n3/4/2025\n", When::Several("2024-12-04".parse().unwrap())),
            ("Not sooner than June 9, 2027", When::NotBefore("2027-06-09".parse().unwrap())),
            ("No sooner than 9/23/2025", When::NotBefore("2025-09-23".parse().unwrap())),
            ("at earliest 2024-06-13", When::NotBefore("2024-06-13".parse().unwrap())),
            ("July 21, 2027 or later", When::NotBefore("2027-07-21".parse().unwrap())),
            ("To be announced", When::Open),
            ("N/A", When::Nothing),
            ("---", When::Nothing),
            ("—", When::Nothing),
            ("", When::Nothing),
            ("No shutdown date announced", When::Nothing),
            ("May 2023", When::Month),
            ("2024/11/30", on("2024-11-30")),
            ("Coming soon", When::Open),
            ("No Auto-upgrades \nJuly 14, 2025", on("2025-07-14")),
            (
                "February 13, 2025\n\n Deployments set to Auto-update to default will be \
                 automatically upgraded to version: 0125, starting on January 13, 2025.",
                on("2025-02-13"),
            ),
            (
                "To be upgraded to nova version: turbo-2024-04-09, starting no sooner than \
                 January 27, 2025 ",
                When::NotBefore("2025-01-27".parse().unwrap()),
            ),
            (
                "To be upgraded to nova version: turbo-2024-04-09, starting on August 15, 2024, or later",
                When::NotBefore("2024-08-15".parse().unwrap()),
            ),
            (
                "No retirement scheduled. Will not retire before April 15, 2027",
                When::NotBefore("2027-04-15".parse().unwrap()),
            ),
        ] {
            assert_eq!(when(cell, US), Ok(want), "{cell}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for cell in [
            "soon",
            "October 2",
            "October 32, 2025",
            "February 30, 2025",
            "2025-13-01",
            "2025-1-1",
            "202-10-22",
            "20255-10-22",
            "October 22, 202",
            "October 22, 20255",
            "Octber 22, 2025",
            "October 22 2025 or so",
            "13/13/2025",
            "1/2/3",
            "1/2/2025/4",
            "Q3 2025",
            "July 15, 2025 (perhaps)",
            "July 15, 2025 (all Regions",
            "2025-10-22 2025-10-23",
            "Not sooner than",
            "Not sooner than soon",
            "June 1, 1999",
            "June 1, 2099",
            "2025-10-22\nTo be announced",
            "2024/13/30",
            "2525/06/06",
            "2024/1/30",
            "2025-02-13\nDeployments upgrade on January 13, 2025",
            "To be upgraded to nova version: turbo-2024-04-09",
            "To be upgraded to nova, starting no sooner than soon",
            "Standard deployments retire on 2026-03-31, all others on 2026-10-01.",
        ] {
            assert!(when(cell, US).is_err(), "{cell}: {:?}", when(cell, US));
        }
    }

    #[test]
    fn the_order_of_day_and_month_is_never_guessed() {
        assert!(when("1/6/25", Order::default()).is_err());
        let mut order = Order::default();
        order.learn("1/6/25");
        assert_eq!(order, Order::default());
        order.learn("12/4/2024\n10/28/24");
        assert_eq!(order, US);
        assert_eq!(when("1/6/25", order), Ok(on("2025-01-06")));
        order.learn("28/10/24");
        assert!(when("1/6/25", order).is_err());
    }

    #[test]
    fn days_in_prose() {
        let text = "On June 17, 2026, we emailed users; \u{2018}x\u{2019} ends 2026-08-16. May 15 is no day.";
        let found: Vec<String> =
            in_prose(text).into_iter().map(|(range, _)| text[range].to_owned()).collect();
        assert_eq!(found, ["June 17, 2026", "2026-08-16"]);
    }
}
