//! Which profile a model on Amazon Bedrock is called through, by the settings of the project.

#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{
    Applicability, Engine, PlannedFile, RegionSettings, Request, may_set_regions,
};
use std::path::PathBuf;

const APP: (&str, &str) = ("api/app.py", "MODEL = \"anthropic.claude-3-sonnet-20240229-v1:0\"\n");

/// What `APP` becomes, and whether that is a safe edit, in a project with these files too.
fn beside(others: &[(&str, &str)]) -> (String, Applicability) {
    let request = Request { level: Applicability::Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
    let engine = Engine::new(builtin::catalog(), &request).unwrap();
    let all = || others.iter().copied().chain([APP]);
    let settings: Vec<RegionSettings> = all()
        .filter(|(path, _)| may_set_regions(path.as_bytes()))
        .filter_map(|(path, text)| engine.region_settings(path.as_bytes(), text.as_bytes()))
        .collect();
    let planned = |(path, text): (&str, &str)| {
        let before = text.as_bytes().to_vec();
        let plan = engine.scan(path, &before).unwrap()?;
        let (target, path) = (PathBuf::from(path), path.as_bytes().to_vec());
        Some(PlannedFile { target, path, before, plan, failed: None })
    };
    let mut files: Vec<PlannedFile<'_>> = all().filter_map(planned).collect();
    assert!(engine.asks_for_regions(&files));
    engine.hear_regions(&mut files, &settings);
    engine.follow(&mut files);
    let file = files.iter().find(|file| file.path == APP.0.as_bytes()).unwrap();
    let after = String::from_utf8(file.after()).unwrap();
    let name = after.trim_start_matches("MODEL = \"").trim_end_matches("\"\n").to_owned();
    (name, file.plan.findings[0].applicability)
}

fn check(others: &[(&str, &str)], profile: &str, applicability: Applicability) {
    let name = format!("{profile}.anthropic.claude-sonnet-4-6");
    assert_eq!(beside(others), (name, applicability), "{others:?}");
}

#[test]
fn settings_of_one_geography_choose_its_profile() {
    use Applicability::Safe;
    for (file, profile) in [
        (("infra/main.tf", "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n"), "eu"),
        ((".env", "AWS_DEFAULT_REGION=us-west-2\n"), "us"),
        (("Dockerfile", "FROM x\nENV AWS_REGION=eu-north-1\n"), "eu"),
        ((".github/workflows/ci.yml", "env:\n  AWS_REGION: us-east-1\n"), "us"),
        (
            ("api/client.py", "c = boto3.client(\"bedrock-runtime\", region_name=\"eu-west-3\")\n"),
            "eu",
        ),
        (("bin/app.ts", "new Stack(app, 'X', { env: { region: 'us-east-2' } });\n"), "us"),
    ] {
        check(&[file], profile, Safe);
    }
    let two = [("a.tf", "region = \"eu-west-1\"\n"), ("b.tf", "region = \"eu-central-1\"\n")];
    check(&two, "eu", Safe);
}

#[test]
fn contradictions_leave_the_choice_to_people() {
    let two = [("a.tf", "region = \"eu-west-1\"\n"), ("b.tf", "region = \"us-east-1\"\n")];
    check(&two, "global", Applicability::Unsafe);
    // The government's regions are not served with the others.
    let apart = [("a.tf", "region = \"us-gov-west-1\"\n"), ("b.tf", "region = \"ap-south-1\"\n")];
    check(&apart, "global", Applicability::Unsafe);
}

#[test]
fn a_region_without_a_profile_of_its_own_is_served_with_all() {
    check(&[("a.tf", "region = \"ap-south-1\"\n")], "global", Applicability::Safe);
    let two = [("a.tf", "region = \"ap-south-1\"\n"), ("b.tf", "region = \"us-east-1\"\n")];
    check(&two, "global", Applicability::Safe);
}

/// The old name is retired, and a call of it fails already.
#[test]
fn where_no_region_is_named_all_are_served() {
    use Applicability::Safe;
    check(&[], "global", Safe);
    // What tests and documents say is no setting of the project.
    check(&[("tests/a.py", "region = \"us-east-1\"\n")], "global", Safe);
    check(&[("README.md", "Set the region: us-east-1\n")], "global", Safe);
}

#[test]
fn the_nearest_folder_wins() {
    let near = [("api/.env", "AWS_REGION=us-east-1\n"), ("web/.env", "AWS_REGION=eu-west-1\n")];
    check(&near, "us", Applicability::Safe);
}

#[test]
fn a_region_without_a_profile_of_the_model_is_told() {
    let (name, applicability) = beside(&[("a.tf", "region = \"us-gov-west-1\"\n")]);
    assert_eq!(name, "anthropic.claude-3-sonnet-20240229-v1:0");
    assert_eq!(applicability, Applicability::Display);
}

/// What hears of the regions is looked at once more, and its text is needed for that, also where
/// nothing is rewritten: in recordings and in prose.
#[test]
fn who_asks_for_regions_needs_its_text() {
    let engine = Engine::new(builtin::catalog(), &Request::new(Date::ymd(2026, 11, 23))).unwrap();
    let name = "anthropic.claude-3-sonnet-20240229-v1:0";
    let mut asking = 0;
    for (path, text) in [
        ("a.py", format!("MODEL = \"{name}\"\n")),
        ("docs/a.md", format!("We used {name} before.\n")),
        ("CHANGELOG.md", format!("- 2024-05-01: moved to `{name}`\n")),
        ("tests/cassettes/a.yaml", format!("body: '{{\"model\": \"{name}\"}}'\n")),
    ] {
        let before = text.into_bytes();
        let plan = engine.scan(path, &before).unwrap().unwrap();
        let (target, name) = (PathBuf::from(path), path.as_bytes().to_vec());
        let file = PlannedFile { target, path: name, before, plan, failed: None };
        if engine.asks_for_regions(std::slice::from_ref(&file)) {
            asking += 1;
            assert!(file.plan.needs_text(), "{path}");
        }
    }
    assert_eq!(asking, 4);
}
