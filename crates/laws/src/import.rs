//! A provider's page, and its merging into a pack.

use crate::engines::DAY;
use modelmod_catalog::builtin;
use modelmod_catalog::pack::{self, PackFile};
use modelmod_import::{Merge, NewPack, Reading, merge, read};
use std::sync::LazyLock;

const PACK: &str = r#"[provider]
id = "acme"
name = "Acme"
surface = "acme-api"
checked = 2026-01-01

[[surface]]
id = "acme-api"
name = "Acme API"

[[source]]
key = "deprecations"
url = "https://acme.example/deprecations"
title = "Deprecations"
read = 2026-01-01

[[model]]
id = "acme-1"
source = "deprecations"
deprecated = 2025-06-01
retires = 2026-06-01
"#;

static ACME: LazyLock<PackFile> =
    LazyLock::new(|| PackFile { path: "acme/models.toml".to_owned(), text: PACK.to_owned() });

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let known = |word: &str| builtin::catalog().find(word).is_some();
    let reading = Reading { captured: DAY, except: &[], known: &known };
    let page = match read(&text, &reading) {
        Err(refusals) => {
            assert!(!refusals.is_empty(), "refused without a reason");
            for refusal in refusals {
                let _ = refusal.to_string();
            }
            return;
        }
        Ok(page) => page,
    };
    let new = NewPack {
        path: "acme/models.toml".to_owned(),
        page: "https://acme.example/deprecations".to_owned(),
    };
    let request = Merge {
        page: &page,
        captured: DAY,
        provider: "acme",
        pack: Some(&ACME),
        new: None,
        others: &[],
        base: builtin::catalog(),
    };
    for request in [Merge { pack: None, new: Some(&new), ..request }, request] {
        match merge(&request) {
            Err(error) => drop(error.to_string()),
            Ok(merged) => {
                // What is written is a pack in normal form, and importing again changes nothing.
                let file = PackFile { path: new.path.clone(), text: merged.after };
                assert_eq!(pack::check_format(&file), None, "{}", file.text);
                let again = merge(&Merge { pack: Some(&file), new: None, ..request });
                if let Ok(again) = again {
                    assert_eq!(again.after, file.text, "a second import changes the pack");
                }
            }
        }
    }
}
