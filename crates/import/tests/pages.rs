//! One small page of each layout that is known, and what is read from it.
//!
//! `UPDATE=1 cargo test -p modelmod-import --test pages` writes the expectations anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_import::{Fact, Page, Reading, read};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")
}

fn reading(except: &[String]) -> Reading<'_> {
    Reading {
        captured: "2026-07-01".parse().unwrap(),
        except,
        known: &|name| name == "nova-9-preview",
    }
}

fn told(fact: &Fact) -> String {
    let mut out = format!("{}: {}", fact.line, fact.id);
    for name in &fact.others {
        write!(out, " = {name}").unwrap();
    }
    if let Some(version) = &fact.version {
        write!(out, " version {version}").unwrap();
    }
    for (key, day) in [
        ("released", fact.released),
        ("legacy", fact.legacy_from),
        ("deprecated", fact.deprecated),
        ("retires", fact.retires),
        ("not before", fact.not_before),
    ] {
        if let Some(day) = day {
            write!(out, ", {key} {day}").unwrap();
        }
    }
    if fact.unscheduled {
        out.push_str(", retires some day");
    }
    if let Some(printed) = fact.printed {
        write!(out, ", printed as {printed:?}").unwrap();
    }
    if fact.listed {
        out.push_str(", listed");
    }
    if let Some(advice) = &fact.advice {
        write!(out, " -> {}", advice.id.as_deref().unwrap_or("no ID")).unwrap();
        if let Some(text) = &advice.text {
            write!(out, " \"{text}\"").unwrap();
        }
    }
    out
}

fn text(page: &Page) -> String {
    let mut out = String::new();
    if let Some(address) = &page.address {
        writeln!(out, "address {address}").unwrap();
    }
    for table in &page.tables {
        let why = table
            .passed_over
            .as_ref()
            .map_or("read".to_owned(), |why| format!("passed over: {why}"));
        writeln!(out, "table in line {}, {} rows, {why}", table.line, table.rows).unwrap();
    }
    for fact in &page.facts {
        writeln!(out, "{}", told(fact)).unwrap();
    }
    for (line, words) in &page.unnamed {
        writeln!(out, "{line}: no ID \"{words}\"").unwrap();
    }
    for (line, words) in &page.remarks {
        writeln!(out, "{line}: {words}").unwrap();
    }
    out
}

#[test]
fn each_layout_is_read() {
    let mut pages: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end != "txt"))
        .collect();
    pages.sort();
    assert!(pages.len() > 10);
    for path in pages {
        let page = std::fs::read_to_string(&path).unwrap();
        let page = read(&page, &reading(&[])).unwrap_or_else(|refusals| {
            let lines: Vec<String> = refusals.iter().map(ToString::to_string).collect();
            panic!("{}: {}", path.display(), lines.join("\n"))
        });
        let found = text(&page);
        let file = path.with_extension(format!("{}.txt", path.extension().unwrap().display()));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &found).unwrap();
        }
        let wanted = std::fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(found, wanted, "{}", path.display());
    }
}

/// Where a page says no.
#[track_caller]
fn refuses(page: &str, line: usize, words: &[&str]) {
    let refusals =
        read(page, &reading(&[])).err().unwrap_or_else(|| panic!("it was read:\n{page}"));
    let all: Vec<String> = refusals.iter().map(ToString::to_string).collect();
    let found = refusals.iter().find(|one| {
        let shown = one.to_string();
        one.line == line && words.iter().all(|word| shown.contains(word))
    });
    assert!(found.is_some(), "no {words:?} in line {line}: {all:#?}");
    assert!(refusals.iter().all(|one| !one.remedy.is_empty()));
}

fn page_of(name: &str) -> String {
    std::fs::read_to_string(folder().join(name)).unwrap()
}

#[test]
fn what_is_not_understood_is_refused_with_its_place() {
    let status = page_of("status.md");
    let with = |old: &str, new: &str| {
        assert!(status.contains(old), "{old}");
        status.replacen(old, new, 1)
    };
    refuses(
        &with("Tentative Retirement Date ", "Tentative Ending Day "),
        14,
        &["header", "Tentative Ending Day"],
    );
    refuses(&with("May 2, 2026 ", "May 2 "), 17, &["no day in a form", "May 2"]);
    refuses(&with("May 2, 2026 ", "May 32, 2026 "), 17, &["no such day"]);
    refuses(
        &with("| Deprecated    | March", "| Ailing    | March"),
        18,
        &["state is not known", "Ailing"],
    );
    refuses(&with("| September 3, 2026              |", "|"), 18, &["3 cells", "header 4"]);
    refuses(
        &with("| September 3, 2026 | `nova", "| October 3, 2026 | `nova"),
        31,
        &["`retires` is 2026-09-03 in line 18 and 2026-10-03"],
    );
    refuses(
        &with("### 2026-03-03: Nova 1", "### 2026-03-04: Nova 1"),
        27,
        &["2026-03-04", "2026-03-03"],
    );
    refuses(
        &with("retired December 4, 2025", "retired December 5, 2025"),
        43,
        &["2025-12-05", "2025-12-04"],
    );
    refuses(
        &with("| Active        | N/A  ", "| Active        | May 1, 2026"),
        16,
        &["printed as active"],
    );
    refuses(
        &with(
            "| Retired       | June 4, 2025    | December 4, 2025 ",
            "| Retired       | June 4, 2025    | December 4, 2026 ",
        ),
        19,
        &["still to come"],
    );
    refuses(
        &with("June 4, 2025    | December 4, 2025", "December 4, 2025    | June 4, 2025"),
        19,
        &["is before"],
    );
    refuses(
        &with(
            "| :----------------- | :------------ | :-------------- | :----------------------------- |\n",
            "",
        ),
        15,
        &["no header"],
    );
    let cut = &status[..status.find("`nova-0-20220101` | `nova").unwrap() + 25];
    refuses(cut, 43, &["cut off"]);
    let cut = &status[..status.find("| `nova-0-20220101` | `nova").unwrap()];
    refuses(cut, 43, &["1 cells"]);
    refuses("# Models\n\nNothing here.\n", 1, &["no table"]);
    refuses("", 1, &["no table"]);
}

#[test]
fn other_layouts_refuse_too() {
    let html = page_of("regions.html");
    refuses(
        &html[..html.find("</tbody>").or(html.find("Amber Old")).unwrap()],
        10,
        &["ends inside of a table"],
    );
    refuses(
        &html.replace("<table><thead><tr><th>Provider", "<thead><tr><th>Provider"),
        3,
        &["outside of any table"],
    );
    let slashes = page_of("slashes.md");
    // Only dates with a day above 12 tell what comes first.
    refuses(&slashes.replace("08/16/26", "08/06/26"), 7, &["day or the month comes first"]);
    let flat = page_of("flat.md");
    refuses(
        &flat.replace("Current State Deprecated", "Current State Deprcated"),
        6,
        &["no header"],
    );
    refuses(
        &flat.replace("September 3, 2026\nDep", "September 3\nDep"),
        7,
        &["cannot be taken apart"],
    );
    let broken = page_of("broken.md");
    refuses(&broken[..broken.find("omega-6").unwrap() + 3], 7, &["4 cells"]);
    let records = page_of("records.md");
    let cut = records.find("  - **EOL date:** August").unwrap();
    refuses(&records[..cut], 14, &["last entry", "cut off"]);
    refuses(
        &records.replace("EOL date:** August 19", "EOL date:** Augus 19"),
        14,
        &["no day", "Augus"],
    );
    let json = page_of("first-api.json");
    refuses(&json.replace("\"has_more\": false", "\"has_more\": true"), 1, &["goes on"]);
    refuses(&json.replace("2027-09-03T", "2027-9-03T"), 4, &["no day"]);
    refuses(&json[..200], 4, &["no JSON"]);
}

#[test]
fn a_model_can_be_passed_over() {
    let status = page_of("status.md").replacen(
        "| September 3, 2026 | `nova",
        "| October 3, 2026 | `nova",
        1,
    );
    let except = ["nova-1-20230101".to_owned()];
    let page = read(&status, &reading(&except)).unwrap();
    assert!(page.facts.iter().all(|fact| fact.id != except[0]));
    assert_eq!(page.facts.len(), 4);
    assert_eq!(page.excepted, except);
}
