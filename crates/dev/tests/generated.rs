//! What is committed is what would be generated.

use modelmod_catalog::{Catalog, builtin, pack};
use std::collections::BTreeSet;

#[test]
fn nothing_generated_is_stale() {
    for one in modelmod_dev::all().unwrap() {
        let run = "run: cargo run -p modelmod-dev -- generate";
        assert!(!one.is_stale(), "{} is stale; {run}", one.path);
    }
}

#[test]
fn the_builtin_catalogue_is_the_packs() {
    let read = modelmod_dev::packs::read().unwrap_or_else(|message| panic!("{message}"));
    let (ours, theirs): (&Catalog, &Catalog) = (builtin::catalog(), &read.catalog);
    assert_eq!(ours.providers(), theirs.providers());
    assert_eq!(ours.surfaces(), theirs.surfaces());
    assert_eq!(ours.models(), theirs.models());
    assert_eq!(ours.names(), theirs.names());
}

#[test]
fn packs_are_in_normal_form() {
    for file in modelmod_dev::packs::files().unwrap() {
        if let Some(found) = pack::check_format(&file) {
            panic!("{}run: cargo run -p modelmod-dev -- format", pack::render(&[found], false));
        }
    }
}

/// Rows of which the provider itself says something that leads nowhere, each known and left.
#[test]
fn packs_warn_of_nothing_new() {
    let read = modelmod_dev::packs::read().unwrap_or_else(|message| panic!("{message}"));
    let warnings: BTreeSet<&str> =
        read.warnings.iter().map(|one| one.message.split('`').nth(1).unwrap()).collect();
    assert!(read.warnings.iter().all(|one| one.code == "dead-end"));
    let known = [
        // Recommended before they were retired in their turn, by their own platform's page.
        "amazon.nova-canvas-v1:0",
        "llama-3.3-70b-specdec",
        "llama-3.3-70b-versatile",
        "meta-llama/llama-4-scout-17b-16e-instruct",
        // Gone by a day that only others have.
        "MAI-Image-2.5",
        "MAI-Image-2.5-Flash",
        "veo-3.1-fast-generate-preview",
        "veo-3.1-generate-preview",
        "gpt-4o-mini-transcribe-2025-12-15",
    ];
    assert_eq!(warnings, BTreeSet::from(known));
}
