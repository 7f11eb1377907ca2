//! A file of JSON stays what it is: no member and no element is lost, and nothing but texts
//! changes.

use crate::engines::{PROMOTED, USUAL};
use crate::{first_line, scan};
use serde_json::Value;

pub(crate) fn check(data: &[u8]) {
    let (path, file) = first_line(data);
    let path = format!("{}.json", String::from_utf8_lossy(path));
    for engine in [&*USUAL, &*PROMOTED] {
        stays(file, &scan::one(engine, &path, file));
    }
}

/// Checks that what was JSON is JSON of the same shape.
pub(crate) fn stays(before: &[u8], after: &[u8]) {
    let Ok(old) = serde_json::from_slice::<Value>(before) else { return };
    let new = serde_json::from_slice::<Value>(after).expect("what was JSON is JSON");
    same_shape(&old, &new);
}

fn same_shape(old: &Value, new: &Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            // Two keys that became one would be one member less.
            assert_eq!(old.len(), new.len(), "a member is lost, or new");
        }
        // A list of what is allowed gains the new name.
        (Value::Array(old), Value::Array(new)) => {
            assert!(new.len() >= old.len(), "an element is lost");
            if old.len() == new.len() {
                old.iter().zip(new).for_each(|(old, new)| same_shape(old, new));
            }
        }
        (Value::String(_), Value::String(_)) => {}
        _ => assert_eq!(old, new, "something else than a text has changed"),
    }
}
