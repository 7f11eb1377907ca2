//! Damaged pages: never a panic, never a day that the page does not have; read as a whole or
//! refused.
//!
//! The small pages of `pages/` are mutated always; saved pages of providers, where
//! `MODELMOD_CAPTURES` has any, with `MODELMOD_MUTATIONS` as the number of mutations of all
//! together.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]
#![allow(clippy::print_stdout, reason = "a test that has nothing to test says so")]

use modelmod_catalog::Date;
use modelmod_import::{Page, Reading, read};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A generator of numbers that is the same everywhere (xorshift).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % (end.max(1) as u64)).unwrap()
    }
}

/// What a mutation may have done to days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Parts are missing or stand twice: what is read has to be said so by the whole page.
    Structure,
    /// Parts stand elsewhere, or bytes are changed: the page itself says something else now.
    Content,
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

fn char_at(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// Changes a page in one of many ways.
fn mutate(text: &str, dice: &mut Dice) -> (String, Kind, &'static str) {
    let mut all = lines(text);
    let at = dice.below(all.len());
    // Most lines of a page are prose: half of the mutations go for rows of tables.
    let rows: Vec<usize> =
        (0..all.len()).filter(|&at| all[at].contains('|') || all[at].contains("<t")).collect();
    let at = if dice.below(2) == 0 && !rows.is_empty() { rows[dice.below(rows.len())] } else { at };
    match dice.below(14) {
        0 => (text[..char_at(text, dice.below(text.len()))].to_owned(), Kind::Structure, "cut"),
        1 => (
            text[char_at(text, dice.below(text.len()))..].to_owned(),
            Kind::Structure,
            "cut in front",
        ),
        2 => {
            all.remove(at);
            (all.concat(), Kind::Structure, "a line less")
        }
        3 => {
            let end = (at + 1 + dice.below(12)).min(all.len());
            all.drain(at..end);
            (all.concat(), Kind::Structure, "lines less")
        }
        4 => {
            let line = all[at].clone();
            all.insert(at, line);
            (all.concat(), Kind::Structure, "a line twice")
        }
        5 => {
            all[at] = without_cell(&all[at], dice);
            (all.concat(), Kind::Structure, "a cell less")
        }
        6 => {
            let other = dice.below(all.len());
            all.swap(at, other);
            (all.concat(), Kind::Content, "lines swapped")
        }
        7 => {
            all[at] = cells_swapped(&all[at], dice);
            (all.concat(), Kind::Content, "cells swapped")
        }
        8 => {
            let (a, b) = (dice.below(all.len()), dice.below(all.len()));
            let (a, b) = (a.min(b), a.max(b));
            for one in (a + 1..b).rev() {
                let other = a + dice.below(one - a + 1);
                all.swap(one, other);
            }
            (all.concat(), Kind::Content, "lines shuffled")
        }
        9 => {
            let mut out = text.to_owned();
            const SCRAPS: &[&str] = &[
                "|",
                "`",
                "\n",
                "<",
                "</td>",
                "<tr>",
                "0",
                "-",
                " ",
                "\u{0}",
                "\u{202e}",
                "\\",
                "(",
                "2026-01-01",
                "```\n",
                "<!--",
                "&#x7c;",
                "[",
                "*",
                "{",
            ];
            for _ in 0..=dice.below(3) {
                let scrap = SCRAPS[dice.below(SCRAPS.len())];
                out.insert_str(char_at(&out, dice.below(out.len())), scrap);
            }
            (out, Kind::Content, "scraps put in")
        }
        10 => {
            let mut bytes = text.as_bytes().to_vec();
            for _ in 0..=dice.below(4) {
                let at = dice.below(bytes.len());
                bytes[at] = b' ' + u8::try_from(dice.below(95)).unwrap();
            }
            (String::from_utf8_lossy(&bytes).into_owned(), Kind::Content, "bytes changed")
        }
        11 => {
            let start = char_at(text, dice.below(text.len()));
            let end = char_at(text, start + dice.below(40));
            (format!("{}{}", &text[..start], &text[end.max(start)..]), Kind::Content, "bytes less")
        }
        12 => {
            // A whole part is missing in the middle, as when a download breaks and goes on.
            let start = char_at(text, dice.below(text.len()));
            let end = char_at(text, start + dice.below(text.len() - start));
            (format!("{}{}", &text[..start], &text[end.max(start)..]), Kind::Content, "a part less")
        }
        _ => (text.replace('|', ["", "||", "\\|", " "][dice.below(4)]), Kind::Content, "no bars"),
    }
}

fn without_cell(line: &str, dice: &mut Dice) -> String {
    let mut cells: Vec<&str> = line.split('|').collect();
    if cells.len() > 2 {
        cells.remove(dice.below(cells.len()));
        return cells.join("|");
    }
    // HTML: the cell that the line is.
    line.replace("<td>", "").replace("</td>", "")
}

fn cells_swapped(line: &str, dice: &mut Dice) -> String {
    let mut cells: Vec<&str> = line.split('|').collect();
    let (a, b) = (dice.below(cells.len()), dice.below(cells.len()));
    cells.swap(a, b);
    cells.join("|")
}

/// What a page says of each model: which days, under which key.
type Days = BTreeMap<String, BTreeSet<(&'static str, Date)>>;

fn days(page: &Page) -> Days {
    let mut out = Days::new();
    for fact in &page.facts {
        let version = fact.version.as_deref().unwrap_or_default();
        let own = out.entry(format!("{} {version}", fact.id)).or_default();
        let all = [
            ("released", fact.released),
            ("deprecated", fact.deprecated),
            ("retires", fact.retires),
            ("not before", fact.not_before),
        ];
        own.extend(all.into_iter().filter_map(|(key, day)| day.map(|day| (key, day))));
    }
    out
}

/// A day as pages write it.
fn written(day: Date) -> Vec<String> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let (year, month, number) = day.to_ymd();
    let name = MONTHS[month as usize - 1];
    let mut out = vec![
        format!("{year}-{month:02}-{number:02}"),
        format!("{year}/{month:02}/{number:02}"),
        format!("{month}/{number}/{year}"),
        format!("{month:02}/{number:02}/{year}"),
        format!("{month:02}/{number:02}/{:02}", year % 100),
        format!("{month}/{number}/{:02}", year % 100),
    ];
    for name in [name, &name[..3], "Sept"] {
        for (dot, end) in [("", ""), (".", ""), ("", "st"), ("", "nd"), ("", "rd"), ("", "th")] {
            for number in [format!("{number}"), format!("{number:02}")] {
                out.push(format!("{name}{dot} {number}{end}, {year}"));
                out.push(format!("{name}{dot} {number}{end} {year}"));
                out.push(format!("{number}{end} {name}{dot} {year}"));
            }
        }
    }
    out
}

/// The text with one blank between words and plain hyphens, for [`written`].
fn plain(text: &str) -> String {
    // A tag within a day leaves it what it is.
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        shown.push_str(&rest[..start]);
        let end = rest[start..].find('>').filter(|end| !rest[start..start + end].contains('\n'));
        match end.filter(|end| *end < 12) {
            Some(end) => rest = &rest[start + end + 1..],
            None => {
                shown.push('<');
                rest = &rest[start + 1..];
            }
        }
    }
    shown.push_str(rest);
    let text: String = shown
        .chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2013}' | '\u{2212}' => '-',
            '*' | '_' => ' ',
            other => other,
        })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Whether the nearest heading with a day above a mention of the model has this day.
fn stands_under(page: &str, id: &str, day: Date) -> bool {
    let id = id.split(' ').next().unwrap_or_default();
    let forms: Vec<String> = written(day).iter().map(|form| form.to_lowercase()).collect();
    let mut under = false;
    for written in page.lines() {
        // A short tag is not in the plain text.
        let is_html = written.trim_start().starts_with("<h2");
        let line = plain(written);
        let text = line.trim_start_matches(['#', ' ']);
        let heading = line.starts_with('#') || is_html || text.contains(": ");
        if heading && text.chars().any(|c| c.is_ascii_digit()) && !text.starts_with('|') {
            under = forms.iter().any(|form| text.contains(form.as_str()));
        }
        if under && line.contains(&id.to_lowercase()) {
            return true;
        }
    }
    false
}

struct Sample {
    name: String,
    text: String,
    captured: Date,
    /// Everything that the page as it is says of each model, also where another row counts more.
    says: Days,
}

fn known(name: &str) -> bool {
    name == "nova-9-preview" || name == "claude-mythos-preview"
}

fn reading<'a>(captured: Date, except: &'a [String]) -> Reading<'a> {
    Reading { captured, except, known: &known }
}

/// All days that any part of the page gives to a model: of the page cut off behind each line,
/// and of its single tables, each of which is a page of its own.
fn all_days(text: &str, captured: Date) -> Days {
    let mut out = Days::new();
    let mut add = |page: &str| {
        if let Ok(page) = read(page, &reading(captured, &[])) {
            for (id, days) in days(&page) {
                out.entry(id).or_default().extend(days);
            }
        }
    };
    add(text);
    let all = lines(text);
    let heads: Vec<usize> = (0..all.len())
        .filter(|&at| {
            all[at].starts_with('#') || all[at].contains("<h2") || all[at].contains("<h3")
        })
        .chain([0, all.len()])
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let first = "Deprecations, with the most recent announcements at the top.\n\n";
    let dated = text.to_lowercase().contains("most recent announcements");
    for pair in heads.windows(2) {
        let part = all[pair[0]..pair[1]].concat();
        add(&part);
        if dated {
            add(&format!("{first}{part}"));
        }
    }
    out
}

fn check(sample: &Sample, mutated: &str, kind: Kind, how: &str) -> bool {
    let Ok(page) = read(mutated, &reading(sample.captured, &[])) else { return false };
    let text = plain(mutated);
    for (id, found) in days(&page) {
        for (key, day) in found {
            let place = || format!("{}: {how}: {id} {key} {day}\n{mutated}", sample.name);
            // Where a part that ends at a heading is missing, the page itself puts what follows
            // under the heading before.
            let heads = key == "deprecated" && stands_under(mutated, &id, day);
            if kind == Kind::Structure && !heads {
                let says = sample.says.get(&id).is_some_and(|days| days.contains(&(key, day)));
                assert!(says, "a day that the whole page does not have: {}", place());
            }
            let said = written(day).iter().any(|form| text.contains(&form.to_lowercase()));
            assert!(said, "a day that stands nowhere: {}", place());
        }
    }
    true
}

/// Runs `count` mutations over the pages; gives how many were read and how many refused.
fn run(samples: &[Sample], count: usize, seed: u64) -> (usize, usize) {
    let mut dice = Dice(seed);
    let mut read = 0;
    for at in 0..count {
        let sample = &samples[at % samples.len()];
        let (mut text, mut kind, mut how) = mutate(&sample.text, &mut dice);
        // Some pages are damaged twice.
        if dice.below(5) == 0 && !text.is_empty() {
            let (again, other, second) = mutate(&text, &mut dice);
            if other == Kind::Content || kind == Kind::Structure {
                (kind, how) = (other, second);
            }
            text = again;
        }
        read += usize::from(check(sample, &text, kind, how));
    }
    (read, count - read)
}

fn sample(path: &Path) -> Option<Sample> {
    let text = std::fs::read_to_string(path).ok()?;
    let name = path.file_name()?.to_string_lossy().into_owned();
    let captured = name.get(..10).and_then(|day| day.parse().ok());
    let captured = captured.unwrap_or("2026-07-01".parse().unwrap());
    read(&text, &reading(captured, &[])).ok()?;
    let says = all_days(&text, captured);
    Some(Sample { name, text, captured, says })
}

/// Every `step`th page of a folder.
fn samples(folder: &Path, step: usize) -> Vec<Sample> {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end != "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    paths.iter().step_by(step).filter_map(|path| sample(path)).collect()
}

#[test]
fn small_pages() {
    let samples = samples(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages"), 1);
    assert!(samples.len() > 10);
    let (read, refused) = run(&samples, 3000, 0x5EED);
    assert!(read > 300 && refused > 300, "{read} read, {refused} refused");
}

#[test]
fn saved_pages_of_providers() {
    let Some(folder) = std::env::var_os("MODELMOD_CAPTURES").map(PathBuf::from) else {
        println!("skipped: MODELMOD_CAPTURES is not set");
        return;
    };
    // To look at all pages takes its time: that is for those who ask for a number.
    let asked = std::env::var("MODELMOD_MUTATIONS").ok().and_then(|n| n.parse().ok());
    let count = asked.unwrap_or(100);
    let samples = samples(&folder, if asked.is_some() { 1 } else { 5 });
    assert!(!samples.is_empty(), "no page in {}", folder.display());
    let (read, refused) = run(&samples, count, 0xC0FFEE);
    println!("{count} mutations of {} pages: {read} read, {refused} refused", samples.len());
}
