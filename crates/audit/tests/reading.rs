//! Reading exports: shapes as they occur, bad rows, and what holds for any bytes.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_audit::{
    Amount, Audit, Days, Delimiter, Measure, ReadError, Reason, Totals, Usage, Wanted, read,
};
use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Names, Request};
use proptest::prelude::*;
use std::sync::OnceLock;

const DAY: Date = Date::ymd(2026, 11, 23);

fn usage(text: impl AsRef<[u8]>) -> Usage {
    read(text.as_ref(), &Wanted::default()).unwrap()
}

fn audit(usage: &Usage) -> Audit<'static> {
    static NAMES: OnceLock<Names<'static>> = OnceLock::new();
    let names = || Names::new(builtin::catalog(), &Request::new(DAY)).unwrap();
    Audit::new(usage, NAMES.get_or_init(names), DAY, None)
}

/// Workspace, key, model and sum.
type Summed = (String, String, String, String);

fn rows(audit: &Audit<'_>) -> Vec<Summed> {
    let row = |row: &modelmod_audit::AuditRow<'_>| {
        let sum = audit.measure.of(&row.totals).to_string();
        (row.workspace.clone(), row.key.clone(), row.name.clone(), sum)
    };
    audit.rows.iter().map(row).collect()
}

#[test]
fn rows_are_added_by_key_and_model() {
    let usage = usage(
        "date,api_key,model,tokens\n\
         2026-11-02,b,claude-2.1,1\n2026-11-01,a,claude-2.1,10\n2026-11-03,a,claude-2.1,100\n\
         2026-11-01,a,claude-opus-4-8,889\n",
    );
    let audit = audit(&usage);
    let row = |key: &str, model: &str, sum: &str| {
        (String::new(), key.to_owned(), model.to_owned(), sum.to_owned())
    };
    assert_eq!(
        rows(&audit),
        [
            row("a", "claude-2.1", "110"),
            row("b", "claude-2.1", "1"),
            row("a", "claude-opus-4-8", "889")
        ]
    );
    assert_eq!(audit.rows[0].span, Some((Date::ymd(2026, 11, 1), Date::ymd(2026, 11, 3))));
    assert_eq!(audit.rows[0].share, 0.11);
    assert_eq!(audit.due().count(), 2);
    assert_eq!(audit.rows[0].days_left(DAY), Some(-490));
}

#[test]
fn delimiters_marks_quotes_and_letters() {
    for text in [
        "\u{FEFF}Model;API Key;Tokens\r\nclaude-2.1;\"a;b\";\"1.234\"\r\n",
        "sep=;\r\nModel;API Key;Tokens\r\nclaude-2.1;\"a;b\";1,234\r\n",
        "Model\tAPI Key\tTokens\nclaude-2.1\ta;b\t1,234\n",
        "\n\nModel,API Key,Tokens\n\n\"claude-2.1\",a;b,\"1,234\"",
        "Model,API Key,Tokens\rclaude-2.1,a;b,1234\r",
    ] {
        let found = audit(&usage(text));
        let key = ("a;b".to_owned(), "claude-2.1".to_owned(), "1234".to_owned());
        assert_eq!(rows(&found), [(String::new(), key.0, key.1, key.2)], "{text:?}");
    }
    let latin = usage(b"model,key,tokens\nclaude-2.1,B\xFCro,1\n");
    assert!(latin.is_latin);
    assert_eq!(audit(&latin).rows[0].key, "Büro");
    let quoted = usage("model,key,tokens\nclaude-2.1,\"a \"\"b\"\"\nc\",1\n");
    assert_eq!(audit(&quoted).rows[0].key, "a \"b\" c");
    assert_eq!(usage("model;key\na;b\n").delimiter, Delimiter::Semicolon);
}

#[test]
fn bad_rows_are_named_and_left_out() {
    let usage = usage(
        "date,api_key,model,tokens\n\
         2026-11-01,a,claude-2.1,1\n\
         2026-11-01,a,claude-2.1\n\
         2026-11-01,a,claude-2.1,many\n\
         soon,a,claude-2.1,2\n\
         2026-11-01,a,,4\n\
         2026-11-01,\"a,claude-2.1,1\n2026-11-01,a,claude-2.1,1\n",
    );
    assert_eq!((usage.rows, usage.left_out, usage.partly_read), (6, 2, 2));
    let told: Vec<(u64, String)> =
        usage.problems.iter().map(|one| (one.line, one.reason.to_string())).collect();
    assert_eq!(
        told,
        [
            (3, "3 fields instead of 4".to_owned()),
            (4, "`tokens` is no number: `many`".to_owned()),
            (5, "`date` is no day: `soon`".to_owned()),
            (7, "2 fields instead of 4 over 2 lines: is a quote not closed?".to_owned()),
        ]
    );
    assert!(matches!(usage.problems[0].reason, Reason::Fields { .. }));
    let audit = audit(&usage);
    assert_eq!(audit.rows[0].totals.rows, 3);
    assert_eq!(usage.unnamed.tokens, Amount::whole(4));
    assert_eq!(audit.total.tokens, Amount::whole(7), "a row without a model is traffic too");
}

#[test]
fn what_is_no_export() {
    let refuse = |bytes: &[u8]| read(bytes, &Wanted::default()).unwrap_err();
    assert_eq!(refuse(b""), ReadError::Empty);
    assert_eq!(refuse(b"\xEF\xBB\xBF\n\n"), ReadError::Empty);
    assert!(matches!(refuse(b"PK\x03\x04"), ReadError::NotText(_)));
    assert!(matches!(refuse(b"\xFF\xFEm\0"), ReadError::NotText(_)));
    assert_eq!(
        refuse(b"a,b\n1,2\n").to_string(),
        "none of its columns holds models: there are `a`, `b`; name the column with \
         --model-column NAME (and --key-column NAME for that of API keys)"
    );
}

#[test]
fn a_quote_that_is_never_closed_does_not_fill_the_memory() {
    let mut text = b"model,key\nclaude-2.1,\"".to_vec();
    text.extend(std::iter::repeat_n(b"x,y\n".as_slice(), 3 << 20).flatten());
    let error = read(&text[..], &Wanted::default()).unwrap_err();
    assert_eq!(error, ReadError::LongRow { line: 2 });
}

#[test]
fn days_that_can_be_read_in_two_ways() {
    let days = |rows: &[&str]| {
        let text = format!("model,date\nclaude-2.1,{}\n", rows.join("\nclaude-2.1,"));
        let usage = usage(text);
        let span = audit(&usage).rows[0].span;
        (usage.days, span.map(|(first, last)| (first.to_string(), last.to_string())))
    };
    let span = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
    assert_eq!(days(&["03/04/2026", "05/06/2026"]), (Days::Unclear, None));
    let month = days(&["03/04/2026", "05/26/2026"]);
    assert_eq!(month, (Days::MonthFirst, span("2026-03-04", "2026-05-26")));
    let day = days(&["03/04/2026", "26/05/2026"]);
    assert_eq!(day, (Days::DayFirst, span("2026-04-03", "2026-05-26")));
    assert_eq!(days(&["05/26/2026", "26/05/2026"]), (Days::Mixed, None));
    assert_eq!(days(&["2026-05-26"]), (Days::Sure, span("2026-05-26", "2026-05-26")));
    assert_eq!(days(&["soon"]), (Days::Unknown, None));
    assert_eq!(days(&["03/03/2026"]), (Days::Sure, span("2026-03-03", "2026-03-03")));
}

#[test]
fn what_counts_as_traffic() {
    let due = |text: &str| audit(&usage(text)).due().count();
    assert_eq!(due("model,tokens\nclaude-2.1,1\n"), 1);
    assert_eq!(due("model,tokens\nclaude-2.1,0\n"), 0);
    assert_eq!(due("model,tokens,requests\nclaude-2.1,0,3\n"), 1);
    assert_eq!(due("model,tokens\nclaude-2.1,many\n"), 1, "it may be anything");
    assert_eq!(due("model\nclaude-2.1\n"), 1, "a row is all that is counted");
    assert_eq!(due("model,tokens\nclaude-opus-4-8,1\n"), 0);
    assert_eq!(due("model,tokens\nft:gpt-3.5-turbo-0613:acme::1,1\n"), 0, "not its base");
    assert_eq!(due("model,tokens\nft:gpt-3.5-turbo:acme::1,1\n"), 1, "the provider says so");
}

#[test]
fn what_traffic_is_counted_in() {
    let measure = |header: &str| audit(&usage(format!("{header}\n"))).measure;
    assert_eq!(measure("model,requests,cost,input_tokens"), Measure::Tokens);
    assert_eq!(measure("model,requests,cost"), Measure::Requests);
    assert_eq!(measure("model,cost"), Measure::Cost);
    assert_eq!(measure("model"), Measure::Rows);
}

#[test]
fn keys_that_look_alike_stay_apart() {
    let key = |middle: &str| format!("sk-ant-api03-abc{middle}0000000000000000000xyz");
    let text = format!("model,key\nclaude-2.1,{}\nclaude-2.1,{}\n", key("1"), key("2"));
    let keys: Vec<String> = audit(&usage(text)).rows.into_iter().map(|row| row.key).collect();
    assert_eq!(keys, ["sk-ant-api03-abc...xyz", "sk-ant-api03-abc...xyz (2)"]);
}

#[test]
fn unknown_names_stand_apart() {
    let usage = usage("model,key,tokens\nmy-model,a,1\nmy-model,b,2\nother,a,5\nclaude-2.1,a,2\n");
    let audit = audit(&usage);
    let names: Vec<(&str, usize, f64)> =
        audit.unknown.iter().map(|one| (one.name.as_str(), one.keys, one.share)).collect();
    assert_eq!(names, [("other", 1, 0.5), ("my-model", 2, 0.3)]);
}

/// Rows that are fine, odd or bad.
fn row() -> impl Strategy<Value = String> {
    let cell = prop_oneof![
        Just("claude-2.1".to_owned()),
        Just("gpt-4o".to_owned()),
        Just("sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789".to_owned()),
        Just("03/04/2026".to_owned()),
        Just("2026-11-01".to_owned()),
        Just(String::new()),
        "[0-9]{1,9}(\\.[0-9]{1,14})?",
        "[a-z ]{0,8}",
    ];
    proptest::collection::vec(cell, 3..6).prop_map(|cells| cells.join(","))
}

fn sums(rows: &[String]) -> (u64, u64, u64, Totals, Vec<Summed>) {
    let usage = usage(format!("date,model,key,tokens,cost\n{}\n", rows.join("\n")));
    let audit = audit(&usage);
    (usage.rows, usage.left_out, usage.partly_read, audit.total, self::rows(&audit))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..Default::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes[..], &Wanted::default());
        let with_header = [b"model,api_key,date,tokens,cost\n", &bytes[..]].concat();
        if let Ok(usage) = read(&with_header[..], &Wanted::default()) {
            let audit = audit(&usage);
            prop_assert!(audit.total.rows + usage.left_out == usage.rows);
        }
    }

    #[test]
    fn any_signs(text in "[a-c,;\"\t\r\n'=\\-0-9.]{0,200}") {
        let _ = read(format!("model{text}").as_bytes(), &Wanted::default());
        let _ = read(format!("model,key,date,tokens,cost\n{text}").as_bytes(), &Wanted::default());
    }

    #[test]
    fn the_order_of_rows_makes_no_difference(
        (rows, shuffled) in proptest::collection::vec(row(), 0..40)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        prop_assert_eq!(sums(&rows), sums(&shuffled));
    }

    #[test]
    fn no_key_is_shown_in_full(secret in "sk-ant-api03-[A-Za-z0-9_-]{40,90}AA") {
        for header in ["model,api_key,date,tokens", "api_key,model,date,tokens", "date,tokens,model,api_key"] {
            let text = format!("{header}\n{secret},{secret},{secret},{secret}\n{secret}\n");
            let usage = usage(&text);
            let audit = audit(&usage);
            let told = format!("{:?} {:?} {:?}", audit, usage.problems, usage.columns);
            prop_assert!(!told.contains(&secret), "{}", told);
        }
        let error = read(secret.as_bytes(), &Wanted::default()).unwrap_err();
        let told = error.to_string();
        prop_assert!(!told.contains(&secret), "{}", told);
    }
}
