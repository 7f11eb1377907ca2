//! A file of a pack: models, surfaces, rules, or cases.

use modelmod_catalog::builtin;
use modelmod_catalog::pack::{self, Diagnostic, PackFile};
use modelmod_rewrite::{Engine, Request};

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let file = PackFile { path: "p\u{1b}[31m\u{9b}.toml".to_owned(), text };
    match pack::read_onto(builtin::catalog(), std::slice::from_ref(&file)) {
        Err(found) => shown(&found),
        Ok(packs) => {
            // What is sound can be searched with.
            let request = Request::new(crate::engines::DAY);
            let _ = packs.catalog.names_by_rules(data);
            if let Ok(engine) = Engine::new(&packs.catalog, &request) {
                let _ = crate::scan::one(&engine, "a.py", data);
            }
        }
    }
    if let Err(found) = pack::read(std::slice::from_ref(&file)) {
        shown(&found);
    }
    if let Err(found) = pack::read_cases(&file) {
        shown(&found);
    }
    let _ = pack::provider_of(&file);
    match pack::format(&file) {
        Err(found) => shown(&found),
        Ok(once) => {
            let again = PackFile { text: once.clone(), ..file };
            assert_eq!(pack::format(&again).as_ref(), Ok(&once), "normal form is final");
            assert_eq!(pack::check_format(&again), None);
        }
    }
}

/// What is refused is refused with a reason, which can be shown and does nothing to a terminal.
pub(crate) fn shown(found: &[Diagnostic]) {
    assert!(!found.is_empty(), "refused without a reason");
    let _ = pack::render(found, true);
    let plain = pack::render(found, false);
    let is_odd = |letter: char| letter.is_control() && letter != '\n';
    assert!(!plain.contains(is_odd), "a control character in {plain:?}");
}
