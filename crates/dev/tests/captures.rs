//! Saved pages of providers, where there are any: what is read from each, and that the states
//! that follow are those that the pages print. Without the pages there is nothing to test.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]
#![allow(clippy::print_stdout, reason = "a test that has nothing to test says so")]

use modelmod_catalog::pack::{PackFile, read_onto};
use modelmod_catalog::{Catalog, State};
use modelmod_dev::captures::{BY_HAND, Capture, all, folder};
use modelmod_import::{Merge, MergeError, NewPack, Page, Printed, merge};
use std::collections::BTreeSet;

fn captures() -> Vec<Capture> {
    if folder().is_none() {
        println!("skipped: there are no captures");
    }
    all().unwrap()
}

fn page(capture: &Capture) -> Option<Page> {
    capture.read(&capture.except()).ok()
}

#[test]
fn rows_are_as_many_as_a_person_counted() {
    let captures = captures();
    for (name, rows, _) in BY_HAND {
        let Some(capture) = captures.iter().find(|one| one.name == *name) else { continue };
        let page = page(capture).unwrap_or_else(|| panic!("{name} is refused"));
        assert_eq!(page.rows_read(), *rows, "{name}");
    }
}

#[test]
fn only_pages_that_are_cut_or_contradict_themselves_are_refused() {
    let captures = captures();
    let refused: Vec<&str> =
        captures.iter().filter(|one| one.read(&[]).is_err()).map(|one| one.name.as_str()).collect();
    if !captures.is_empty() {
        assert_eq!(
            refused,
            [
                "anthropic/2025-10-20_tomnagengast_1761609_db28.md",
                "openai/2026-11_new-layout_excerpt.md"
            ]
        );
    }
}

/// Rows of which a page prints another state than its own days give, each with its cause.
const BEHIND: &[(&str, &str)] = &[
    // The page was changed a day after the models retired.
    ("anthropic/2026-02-19", "claude-3-7-sonnet-20250219"),
    ("anthropic/2026-02-19", "claude-3-5-haiku-20241022"),
    // The copy is older than the day of the commit that holds it.
    ("anthropic/2026-02-23", "claude-3-7-sonnet-20250219"),
    ("anthropic/2026-02-23", "claude-3-5-haiku-20241022"),
];

fn is_printed(state: State, printed: Printed) -> bool {
    matches!(
        (state, printed),
        (State::Active, Printed::Active)
            | (State::Legacy, Printed::Legacy)
            | (State::Deprecated, Printed::Deprecated)
            | (State::Retired, Printed::Retired)
    )
}

/// Models of which a page and the pages before it say what cannot both be, each with its cause:
/// a person has to decide, and passes them over here.
const CONFLICTS: &[(&str, &str)] = &[
    // The copy is older than its day: it has one model active that was deprecated meanwhile, and
    // recommends for the others what was recommended before.
    ("anthropic/2026-02-23", "claude-2.0"),
    ("anthropic/2026-02-23", "claude-2.1"),
    ("anthropic/2026-02-23", "claude-3-5-sonnet-20240620"),
    ("anthropic/2026-02-23", "claude-3-5-sonnet-20241022"),
    ("anthropic/2026-02-23", "claude-3-7-sonnet-20250219"),
    ("anthropic/2026-02-23", "claude-3-haiku-20240307"),
    ("anthropic/2026-02-23", "claude-3-opus-20240229"),
    ("anthropic/2026-02-23", "claude-3-sonnet-20240229"),
    // The page of 2026-07-20 retires it on July 21; later ones have it deprecated, without a day.
    ("anthropic/2026-07-24", "claude-mythos-preview"),
    ("anthropic/2026-08-21", "claude-mythos-preview"),
];

/// A pack of pages alone.
struct Packs {
    base: Catalog,
    surfaces: [PackFile; 1],
    new: NewPack,
}

impl Packs {
    fn merge(
        &self,
        page: &Page,
        capture: &Capture,
        pack: Option<&PackFile>,
    ) -> Result<PackFile, MergeError> {
        let request = Merge {
            page,
            captured: capture.captured,
            provider: "anthropic",
            pack,
            new: Some(&self.new),
            others: &self.surfaces,
            base: &self.base,
        };
        let text = merge(&request)?.after;
        Ok(PackFile { path: self.new.path.clone(), text })
    }

    fn catalog(&self, pack: &PackFile) -> Catalog {
        read_onto(&self.base, &[pack.clone(), self.surfaces[0].clone()]).unwrap().catalog
    }

    /// Rows of which the pack has another state on the day of the page than the page prints.
    fn behind(&self, page: &Page, capture: &Capture, pack: &PackFile) -> (usize, Vec<String>) {
        let known = self.catalog(pack);
        let printed = page.facts.iter().filter_map(|fact| Some((fact, fact.printed?)));
        let mut rows = 0;
        let mut out = Vec::new();
        for (fact, printed) in printed {
            rows += 1;
            let state = known.find(&fact.id).unwrap().model.state(capture.captured);
            if !is_printed(state, printed) {
                out.push(fact.id.clone());
            }
        }
        (rows, out)
    }
}

/// Imports the pages in the order of their days into a new pack. After each the states are
/// those on the page, a second import changes nothing, and at the end the history is there.
#[test]
fn pages_of_anthropic_in_their_order() {
    let packs = Packs {
        base: Catalog::new(Vec::new(), Vec::new(), Vec::new()).unwrap(),
        surfaces: [PackFile {
            path: "surfaces.toml".to_owned(),
            text: "[[surface]]\nid = \"anthropic-api\"\nname = \"Claude API\"\n".to_owned(),
        }],
        new: NewPack {
            path: "anthropic/models.toml".to_owned(),
            page: "https://platform.claude.com/docs/en/about-claude/model-deprecations".to_owned(),
        },
    };
    let mut pack: Option<PackFile> = None;
    let (mut rows, mut behind, mut conflicts) = (0, Vec::new(), Vec::new());
    let captures = captures();
    for capture in captures.iter().filter(|one| one.provider() == "anthropic") {
        let whole = page(capture).unwrap();
        // The page by itself, and after those before it.
        let alone = packs.merge(&whole, capture, None).unwrap();
        let (count, odd) = packs.behind(&whole, capture, &alone);
        rows += count;
        behind.extend(odd.into_iter().map(|id| (capture.name[..20].to_owned(), id)));
        let mut except = capture.except();
        except.extend(refused(packs.merge(&whole, capture, pack.as_ref())));
        conflicts.extend(
            except[capture.except().len()..]
                .iter()
                .map(|id| (capture.name[..20].to_owned(), id.clone())),
        );
        let page = capture.read(&except).unwrap();
        let after = packs.merge(&page, capture, pack.as_ref()).unwrap();
        for id in packs.behind(&page, capture, &after).1 {
            assert!(BEHIND.contains(&(&capture.name[..20], &id)), "{}: {id}", capture.name);
        }
        let again = packs.merge(&page, capture, Some(&after)).unwrap();
        assert_eq!(again.text, after.text, "{}: a second import", capture.name);
        pack = Some(after);
    }
    let Some(pack) = pack else { return };
    let listed = |all: &[(&str, &str)]| {
        let all = all.iter().map(|(page, id)| ((*page).to_owned(), (*id).to_owned()));
        all.collect::<BTreeSet<_>>()
    };
    assert_eq!(behind.into_iter().collect::<BTreeSet<_>>(), listed(BEHIND));
    assert_eq!(conflicts.into_iter().collect::<BTreeSet<_>>(), listed(CONFLICTS));
    println!("{rows} printed states");
    assert!(rows > 250, "{rows}");
    history(&packs.catalog(&pack));
}

/// IDs of the models about which a page is refused.
fn refused(result: Result<PackFile, MergeError>) -> BTreeSet<String> {
    match result {
        Ok(_) => BTreeSet::new(),
        Err(MergeError::Conflicts(all)) => all.into_iter().map(|one| one.cell).collect(),
        Err(other) => panic!("{other}"),
    }
}

/// What the pack in the repository has from these pages, the imported one has too.
fn history(imported: &Catalog) {
    let ours = modelmod_catalog::builtin::catalog();
    let mut differ = Vec::new();
    for model in imported.models() {
        let known = ours.find(&model.id).unwrap().model;
        let days = |model: &modelmod_catalog::Model| (model.deprecated, model.retires);
        // What was decided about it is told above.
        if days(model) != days(known) && model.id != "claude-mythos-preview" {
            differ.push(format!("{}: {:?} {:?}", model.id, days(model), days(known)));
        }
        let ids = |model: &modelmod_catalog::Model| {
            model.replacements.iter().map(|one| one.id.to_string()).collect::<Vec<_>>()
        };
        // Later pages than these may have said more.
        if !ids(known).starts_with(&ids(model)) {
            differ.push(format!("{}: {:?} {:?}", model.id, ids(model), ids(known)));
        }
        for (one, known) in model.replacements.iter().zip(known.replacements.iter()) {
            // Pages in between, which the pack was made from too, may have said it sooner.
            if one.since < known.since {
                differ.push(format!("{}: {} since {}", model.id, one.id, one.since));
            }
        }
    }
    assert_eq!(differ, [""; 0]);
}
