//! Models by the names that tables have for them.

use modelmod_catalog::{Catalog, Kind, Model};

/// The model of a name that may lack what platforms put before it (`claude-v2` is a part of
/// `anthropic.claude-v2`).
#[must_use]
pub fn named<'c>(catalog: &'c Catalog, text: &str) -> Option<&'c Model> {
    if let Some(entry) = catalog.find(text) {
        return Some(entry.model);
    }
    let is_part =
        |name: &str| name.strip_suffix(text).is_some_and(|before| before.ends_with(['.', '/']));
    let mut models = catalog
        .names()
        .iter()
        .filter(|name| name.kind == Kind::Spelling && is_part(&name.text))
        .map(|name| &catalog.models()[usize::from(name.model)]);
    let model = models.next()?;
    models.all(|other| std::ptr::eq(other, model)).then_some(model)
}
