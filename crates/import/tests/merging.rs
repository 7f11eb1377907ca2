//! What a page says, in the text of a pack.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_catalog::pack::{PackFile, format, read_onto};
use modelmod_catalog::{Catalog, Date};
use modelmod_import::{Merge, MergeError, Merged, NewPack, Reading, merge, read};

const SURFACES: &str = "[[surface]]\nid = \"nova-api\"\nname = \"Nova API\"\n\n[[surface]]\nid = \"cloud\"\nname = \"Cloud\"\n";

const PACK: &str = r#"# Models of Nova.

[provider]
id = "nova"
name = "Nova"
surface = "nova-api"
page = "https://docs.example.com/lifecycles"
checked = 2026-01-12

[[source]]
key = "list"
url = "https://docs.example.com/lifecycles"
title = "Lifecycles"

[[source]]
key = "sdk"
url = "https://example.com/sdk"
title = "SDK"

# The newest.
[[model]]
id = "nova-3"
released = 2026-01-01
retires_not_before = 2027-01-01
source = "list"
read = 2026-01-10
confirmed = 2026-01-12

[[model]]
id = "nova-2"
aliases = ["nova-2-latest"]
deprecated = 2025-12-01  # by mail
retires = 2026-12-01
replacements = [
  { since = 2025-12-01, id = "nova-1" },
]
# Cloud writes it so.
spellings = [
  { surface = "cloud", text = "cloud.nova-2" },
]
source = "list"
read = 2026-01-10
note = "Loud."

[[model]]
id = "nova-1"
retires_unscheduled = true
replacement_text = "ask us"
source = "sdk"
read = 2026-01-05

# Behind the last one.
"#;

const HEAD: &str =
    "| Model ID | State | Deprecated | Retirement date | Replacement |\n|---|---|---|---|---|\n";
const SAME: &str = "\
| nova-3 | Active | N/A | Not sooner than January 1, 2027 | |
| nova-2 | Deprecated | December 1, 2025 | December 1, 2026 | `nova-1` |
";

fn file(path: &str, text: &str) -> PackFile {
    PackFile { path: path.to_owned(), text: text.to_owned() }
}

fn empty() -> Catalog {
    Catalog::new(Vec::new(), Vec::new(), Vec::new()).unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn import_text(pack: &str, page: &str, captured: &str) -> Result<Merged, MergeError> {
    let captured = day(captured);
    let page = read(page, &Reading { captured, except: &[], known: &|_| false }).unwrap();
    let other = "[provider]\nid = \"other\"\nname = \"Other\"\nsurface = \"cloud\"\npage = \"https://other.example\"\nchecked = 2026-01-01\n\n[[source]]\nkey = \"page\"\nurl = \"https://other.example\"\ntitle = \"Page\"\n\n[[model]]\nid = \"foreign-1\"\nretires = 2027-01-01\nsource = \"page\"\nread = 2026-01-01\n";
    let others = [file("surfaces.toml", SURFACES), file("other/models.toml", other)];
    let own = file("nova/models.toml", pack);
    let base = empty();
    let merged = merge(&Merge {
        page: &page,
        captured,
        provider: "nova",
        pack: Some(&own),
        new: None,
        others: &others,
        base: &base,
    })?;
    let after = file("nova/models.toml", &merged.after);
    assert_eq!(format(&after).unwrap(), merged.after, "normal form");
    assert_eq!(merged.edits.apply(pack.as_bytes()), merged.after.as_bytes());
    Ok(merged)
}

#[track_caller]
fn import(pack: &str, rows: &str, captured: &str) -> Merged {
    import_text(pack, &format!("{HEAD}{rows}"), captured).unwrap_or_else(|error| panic!("{error}"))
}

/// Lines that go and lines that come, each once.
fn changed(before: &str, after: &str) -> Vec<String> {
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let gone = before.iter().filter(|line| !after.contains(line)).map(|line| format!("-{line}"));
    let come = after.iter().filter(|line| !before.contains(line)).map(|line| format!("+{line}"));
    let mut out: Vec<String> = Vec::new();
    for line in gone.chain(come) {
        if !out.contains(&line) {
            out.push(line);
        }
    }
    out
}

#[track_caller]
fn conflicts(rows: &str, words: &str) {
    match import_text(PACK, &format!("{HEAD}{rows}"), "2026-02-01") {
        Err(MergeError::Conflicts(refusals)) => {
            assert!(refusals.iter().any(|one| one.to_string().contains(words)), "{refusals:#?}");
        }
        other => panic!("no conflict: {other:?}"),
    }
}

#[test]
fn a_page_that_says_nothing_new_only_moves_the_days_of_reading() {
    let merged = import(PACK, SAME, "2026-02-01");
    assert_eq!(merged.changes, []);
    assert_eq!(merged.agree, 2);
    assert_eq!(
        changed(PACK, &merged.after),
        [
            "-checked = 2026-01-12",
            "-read = 2026-01-10",
            "-confirmed = 2026-01-12",
            "+checked = 2026-02-01",
            "+read = 2026-02-01",
            "+confirmed = 2026-02-01"
        ]
    );
    let again = import(&merged.after, SAME, "2026-02-01");
    assert_eq!(again.after, merged.after, "importing twice changes nothing");
    assert!(again.edits.is_empty());
}

#[test]
fn what_is_new_is_entered_and_what_was_there_stays() {
    let rows = "\
| nova-4 | Active | N/A | Not sooner than March 1, 2027 | |
| nova-3 | Deprecated | January 20, 2026 | To be announced | `nova-4` |
| nova-2 | Deprecated | December 1, 2025 | October 1, 2026 | `nova-4` |
| nova-1 | Retired | August 1, 2025 | January 15, 2026 | `nova-4` |
| foreign-1 | Retired | N/A | January 15, 2026 | |
";
    let merged = import(PACK, rows, "2026-02-01");
    assert_eq!(
        changed(PACK, &merged.after),
        [
            "-checked = 2026-01-12",
            "-read = 2026-01-10",
            "-confirmed = 2026-01-12",
            "-retires = 2026-12-01",
            "-note = \"Loud.\"",
            "-replacement_text = \"ask us\"",
            "-source = \"sdk\"",
            "-read = 2026-01-05",
            "+checked = 2026-02-01",
            "+deprecated = 2026-01-20",
            "+  { since = 2026-02-01, id = \"nova-4\" },",
            "+read = 2026-02-01",
            "+confirmed = 2026-02-01",
            "+retires = 2026-10-01",
            "+note = \"Loud. `retires` was 2026-12-01 before.\"",
            "+deprecated = 2025-08-01",
            "+retires = 2026-01-15",
            "+note = \"Before 2026-02-01 the advice was: ask us.\"",
            "+id = \"nova-4\"",
            "+retires_not_before = 2027-03-01",
        ]
    );
    assert!(merged.after.contains(
        "  { since = 2025-12-01, id = \"nova-1\" },\n  { since = 2026-02-01, id = \"nova-4\" },\n"
    ));
    for comment in [
        "# Models of Nova.",
        "# The newest.",
        "  # by mail",
        "# Cloud writes it so.",
        "# Behind the last one.",
    ] {
        assert!(merged.after.contains(comment), "{comment}");
    }
    assert_eq!(merged.elsewhere.len(), 1);
    assert!(
        merged.elsewhere[0].2.contains("`retires` is 2026-01-15 on the page and 2027-01-01 there")
    );
    let again = import(&merged.after, rows, "2026-02-01");
    assert!(again.edits.is_empty(), "{:?}", again.changes);
}

#[test]
fn an_older_page_changes_nothing() {
    let rows = SAME.replace("December 1, 2026", "June 1, 2026").replace("`nova-1`", "`nova-3`");
    let merged = import(PACK, &rows, "2025-12-24");
    assert_eq!(merged.newer, 2);
    assert!(merged.edits.is_empty());
}

#[test]
fn rows_that_vanish_are_kept_and_marked_until_they_are_back() {
    let rows = SAME.lines().next().unwrap().to_owned() + "\n";
    let merged = import(PACK, &rows, "2026-02-01");
    assert!(merged.after.contains("note = \"Loud. Gone from the page by 2026-02-01.\""));
    assert!(merged.after.contains("id = \"nova-2\""));
    // A row that somebody else states is none of the page's.
    assert_eq!(merged.after.matches("Gone from").count(), 1);
    let later = import(&merged.after, &rows, "2026-03-01");
    assert!(later.after.contains("note = \"Loud. Gone from the page by 2026-02-01.\""));
    let back = import(&later.after, SAME, "2026-04-01");
    assert!(back.after.contains("note = \"Loud.\""));
    assert!(!back.after.contains("Gone from"));
}

#[test]
fn another_page_marks_nothing_as_gone() {
    let merged = import(PACK, "| nova-9 | Active | N/A | N/A | |\n", "2026-02-01");
    assert!(!merged.after.contains("Gone from"));
    assert!(merged.remarks[0].contains("not marked"), "{:?}", merged.remarks);
}

#[test]
fn where_the_page_takes_something_back_a_person_decides() {
    let keep = "| nova-3 | Active | N/A | N/A | |\n";
    conflicts(
        &format!("{keep}| nova-2 | Active | N/A | Not sooner than May 1, 2027 | |\n"),
        "only says not before",
    );
    conflicts(&format!("{keep}| nova-2 | Active | N/A | N/A | |\n"), "prints it as active");
    conflicts(
        &format!("{keep}| nova-2 | Deprecated | N/A | To be announced | |\n"),
        "takes the day back",
    );
    conflicts(
        "| nova-3 | Deprecated | January 20, 2026 | December 1, 2026 | |\n",
        "promised not before",
    );
}

#[test]
fn a_page_that_is_older_than_its_day_shows() {
    let moved = import(PACK, &SAME.replace("`nova-1`", "`nova-3`"), "2026-02-01").after;
    let late =
        |rows: &str, words: &str| match import_text(&moved, &format!("{HEAD}{rows}"), "2027-01-01")
        {
            Err(MergeError::Conflicts(refusals)) => {
                assert!(
                    refusals.iter().any(|one| one.to_string().contains(words)),
                    "{refusals:#?}"
                );
            }
            other => panic!("no conflict: {other:?}"),
        };
    late(SAME, "nova-3 instead of it since 2026-02-01");
    late("| nova-2 | Deprecated | N/A | N/A | |\n", "retired since 2026-12-01");
}

#[test]
fn what_the_page_is_silent_about_stays() {
    let rows = SAME.replace("December 1, 2026 | `nova-1`", "N/A | ---");
    let merged = import(PACK, &rows, "2026-02-01");
    assert_eq!(merged.changes, []);
    assert!(merged.after.contains("retires = 2026-12-01"));
    assert!(merged.after.contains("id = \"nova-1\" }"));
}

#[test]
fn a_state_without_a_day_counts_from_when_it_was_seen() {
    let rows = format!("{SAME}| nova-1 | Deprecated | N/A | N/A | |\n");
    let merged = import(PACK, &rows, "2026-02-01");
    assert!(merged.after.contains("deprecated = 2026-02-01\nretires_unscheduled = true"));
    assert!(
        merged.after.contains("First seen as deprecated on 2026-02-01; the page gives no day.")
    );
    let later = import(&merged.after, &rows, "2026-03-01");
    assert!(later.after.contains("deprecated = 2026-02-01"), "the first day stays");
}

#[test]
fn a_target_that_no_pack_has_is_words_until_one_has_it() {
    let rows = SAME.replace("`nova-1`", "`nova-7`");
    let merged = import(PACK, &rows, "2026-02-01");
    assert_eq!(merged.unknown, ["nova-7"]);
    assert!(merged.after.contains("replacement_text = \"nova-7\""));
    let known = format!("{rows}| nova-7 | Active | N/A | N/A | |\n");
    let merged = import(&merged.after, &known, "2026-03-01");
    assert!(merged.after.contains("{ since = 2026-03-01, id = \"nova-7\" }"));
    assert!(!merged.after.contains("replacement_text = \"nova-7\""));
    assert!(merged.after.contains("Before 2026-03-01 the advice was: nova-7."));
}

#[test]
fn advice_that_is_no_single_id_is_kept_in_its_words() {
    let rows = SAME.replace("`nova-1`", "`nova-3` or the \"new\" one's kin");
    let merged = import(PACK, &rows, "2026-02-01");
    assert!(merged.after.contains(r#"replacement_text = "nova-3 or the \"new\" one's kin""#));
    let rows = SAME.replace("`nova-1`", "`nova-3` with `low` effort");
    let merged = import(PACK, &rows, "2026-02-01");
    assert!(merged.after.contains("{ since = 2026-02-01, id = \"nova-3\" }"));
    assert!(merged.after.contains("replacement_text = \"nova-3 with low effort\""));
}

#[test]
fn a_listing_adds_its_own_source_and_no_advice() {
    let json = r#"{"data": [
        {"id": "nova-3", "lifecycle": "active", "deprecated_at": null, "retires_at": null},
        {"id": "nova-2", "lifecycle": "deprecated", "deprecated_at": "2025-12-01T00:00:00Z", "retires_at": "2026-11-01T00:00:00Z"}
    ], "has_more": false}"#;
    let merged = import_text(PACK, json, "2026-02-01").unwrap();
    assert_eq!(
        changed(PACK, &merged.after),
        [
            "-checked = 2026-01-12",
            "-confirmed = 2026-01-12",
            "-retires = 2026-12-01",
            "-note = \"Loud.\"",
            "+checked = 2026-02-01",
            "+key = \"models-api\"",
            "+title = \"Models API: list of models\"",
            "+confirmed = 2026-02-01",
            "+retires = 2026-11-01",
            "+source = \"models-api\"",
            "+read = 2026-02-01",
            "+note = \"Loud. `retires` was 2026-12-01 before.\"",
        ]
    );
}

#[test]
fn a_provider_without_a_pack_gets_one() {
    let captured = day("2026-02-01");
    let page = format!("{HEAD}{SAME}| word | Legacy | N/A | N/A | |\n");
    let page = read(&page, &Reading { captured, except: &[], known: &|_| false }).unwrap();
    let new = NewPack {
        path: "nova/models.toml".to_owned(),
        page: "https://docs.example.com".to_owned(),
    };
    let base = empty();
    let request = Merge {
        page: &page,
        captured,
        provider: "nova",
        pack: None,
        new: Some(&new),
        others: &[],
        base: &base,
    };
    let merged = merge(&request).unwrap();
    assert!(merged.after.contains("common_word = true\nlegacy = 2026-02-01\n"));
    // A target that the page itself does not have is not invented.
    assert!(merged.after.contains("replacement_text = \"nova-1\""));
    let files = [
        file("nova/models.toml", &merged.after),
        file("surfaces.toml", "[[surface]]\nid = \"nova-api\"\nname = \"Nova\"\n"),
    ];
    assert_eq!(format(&files[0]).unwrap(), merged.after);
    let read = read_onto(&base, &files).unwrap();
    assert_eq!(read.catalog.models().len(), 3);
}

#[test]
fn unsound_packs_are_left_alone() {
    let bad = PACK.replace("source = \"sdk\"", "source = \"nowhere\"");
    assert!(matches!(
        import_text(&bad, &format!("{HEAD}{SAME}"), "2026-02-01"),
        Err(MergeError::Unsound { before: true, .. })
    ));
    // nova-1 -> nova-2 -> nova-1 would be a circle.
    let rows = format!("{SAME}| nova-1 | Deprecated | July 1, 2025 | July 1, 2026 | `nova-2` |\n");
    assert!(matches!(
        import_text(PACK, &format!("{HEAD}{rows}"), "2026-02-01"),
        Err(MergeError::Unsound { before: false, .. })
    ));
}

/// A platform that serves models of Nova under names and days of its own.
const CLOUD: &str = r#"[provider]
id = "cloud"
name = "Cloud"
surface = "cloud"
page = "https://cloud.example/models"
checked = 2026-01-10

[[source]]
key = "page"
url = "https://cloud.example/models"
title = "Models"

[[model]]
id = "cloud-own-1"
retires = 2027-01-01
source = "page"
read = 2026-01-10
"#;

const SPELLED: &str = r#"spellings = [
  { surface = "cloud", text = "nova-two", version = "2025", retires = 2027-06-01 },
  # The first one.
  { surface = "cloud", text = "nova-two", version = "2024", deprecated = 2025-10-01, retires = 2026-12-01, needs_profile = true },
  { surface = "nova-api", text = "nova-two-here", retires = 2027-01-01 },
]
"#;

fn onto_platform(
    cloud: &str,
    nova: &str,
    rows: &str,
    captured: &str,
) -> Result<Merged, MergeError> {
    let head = "| Model | Version | Lifecycle | Retirement date |\n|---|---|---|---|\n";
    let captured = day(captured);
    let text = format!("{head}{rows}");
    let page = read(&text, &Reading { captured, except: &[], known: &|_| false }).unwrap();
    let others = [file("surfaces.toml", SURFACES), file("nova/models.toml", nova)];
    let own = file("cloud/models.toml", cloud);
    merge(&Merge {
        page: &page,
        captured,
        provider: "cloud",
        pack: Some(&own),
        new: None,
        others: &others,
        base: &empty(),
    })
}

#[test]
fn days_of_a_platform_go_into_the_spellings_that_other_packs_have_for_it() {
    let nova = PACK.replace(
        "spellings = [\n  { surface = \"cloud\", text = \"cloud.nova-2\" },\n]\n",
        &SPELLED.replace("  # The first one.\n", ""),
    );
    let rows = "\
| cloud-own-1 | — | GA | 2027-01-01 |
| nova-two | 2024 | Deprecated | 2027-09-01 |
| nova-two | 2025 | Deprecated | 2027-06-01 |
| nova-two-here | — | Retired | 2026-01-02 |
";
    let merged = onto_platform(CLOUD, &nova, rows, "2026-02-01").unwrap();
    let what: Vec<String> =
        merged.changes.iter().map(|one| format!("{}: {}", one.id, one.what)).collect();
    assert_eq!(
        what,
        [
            "nova-two 2024 (nova-2 in nova): retires 2026-12-01 -> 2027-09-01",
            "nova-two 2025 (nova-2 in nova): deprecated 2026-02-01",
        ]
    );
    let [beside] = &merged.beside[..] else { panic!("{:?}", merged.beside) };
    assert_eq!((beside.path.as_str(), &beside.before), ("nova/models.toml", &nova));
    // The one that lives longest comes first; the provider's own surface is not the platform's.
    assert_eq!(
        changed(&nova, &beside.after),
        [
            "-  { surface = \"cloud\", text = \"nova-two\", version = \"2025\", retires = 2027-06-01 },",
            "-  { surface = \"cloud\", text = \"nova-two\", version = \"2024\", deprecated = 2025-10-01, retires = 2026-12-01, needs_profile = true },",
            "-note = \"Loud.\"",
            "+  { surface = \"cloud\", text = \"nova-two\", version = \"2024\", deprecated = 2025-10-01, retires = 2027-09-01, needs_profile = true },",
            "+  { surface = \"cloud\", text = \"nova-two\", version = \"2025\", deprecated = 2026-02-01, retires = 2027-06-01 },",
            "+note = \"Loud. nova-two 2025: first seen as deprecated on 2026-02-01; the page gives no day.\"",
        ]
    );
    let after = file("nova/models.toml", &beside.after);
    assert_eq!(format(&after).unwrap(), beside.after, "normal form");
    let again = onto_platform(&merged.after, &beside.after, rows, "2026-02-01").unwrap();
    assert_eq!(again.changes, []);
    assert!(again.beside.is_empty() && again.edits.is_empty());
    // A page that is older than the last reading of the platform's changes nothing.
    let older = rows.replace("2027-09-01", "2026-08-01");
    let older = onto_platform(&merged.after, &beside.after, &older, "2026-01-31").unwrap();
    assert!(older.beside.is_empty() && older.edits.is_empty(), "{:?}", older.changes);
    // What takes a day back is for a person to decide.
    let rows = rows.replace("2027-09-01", "Not sooner than 2027-12-01");
    let error = onto_platform(&merged.after, &beside.after, &rows, "2026-03-01").unwrap_err();
    assert!(error.to_string().contains("retire there on 2027-09-01"), "{error}");
}

#[test]
fn a_version_alone_on_the_page_is_what_the_name_stands_for() {
    let one = "| cloud-own-1 | 001 | Deprecated | 2027-03-01 |\n";
    let merged = onto_platform(CLOUD, PACK, one, "2026-02-01").unwrap();
    assert!(merged.after.contains("retires = 2027-03-01"), "{}", merged.after);
    assert_eq!(merged.after.matches("[[model]]").count(), 1);
    let two = format!("{one}| cloud-own-1 | 002 | GA | 2028-03-01 |\n");
    let merged = onto_platform(CLOUD, PACK, &two, "2026-02-01").unwrap();
    assert!(merged.changes.is_empty(), "{:?}", merged.changes);
    assert!(
        merged.remarks.iter().any(|one| one.contains("several versions")),
        "{:?}",
        merged.remarks
    );
}
