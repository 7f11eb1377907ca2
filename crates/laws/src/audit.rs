//! An export of usage.

use crate::engines::DAY;
use modelmod_audit::{Audit, Usage, Wanted, read, shortened};
use modelmod_catalog::builtin;
use modelmod_report::{Styles, audit_csv, audit_human, audit_json};
use modelmod_rewrite::{Names, Request};
use std::sync::LazyLock;

static NAMES: LazyLock<Names<'static>> =
    LazyLock::new(|| Names::new(builtin::catalog(), &Request::new(DAY)).unwrap());

pub(crate) fn check(data: &[u8]) {
    let usage = match read(data, &Wanted::default()) {
        Err(error) => return drop(error.to_string()),
        Ok(usage) => usage,
    };
    let audit = Audit::new(&usage, &NAMES, DAY, None);
    let _ = shortened(&String::from_utf8_lossy(data));
    reports(&audit, &usage);
}

/// Reports can be read by those that they are for, and do nothing to them.
fn reports(audit: &Audit<'_>, usage: &Usage) {
    let (mut json, mut csv, mut text) = (Vec::new(), Vec::new(), Vec::new());
    audit_json(audit, usage, None, &mut json).unwrap();
    serde_json::from_slice::<serde_json::Value>(&json).expect("JSON");
    audit_csv(audit, &mut csv).unwrap();
    String::from_utf8(csv).expect("UTF-8");
    audit_human(audit, usage, None, &Styles::plain(), &mut text).unwrap();
    let text = String::from_utf8(text).expect("UTF-8");
    let is_odd = |letter: char| letter.is_control() && letter != '\n';
    assert!(!text.contains(is_odd), "a control character in {text:?}");
}
