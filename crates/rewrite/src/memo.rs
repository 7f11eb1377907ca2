//! What is found out of a text once for each of a few keys.

use std::cell::RefCell;

/// Values by their keys, worked out when first asked for. Few keys are expected: they are compared
/// one by one.
pub(crate) struct Memo<K, V>(RefCell<Vec<(K, V)>>);

impl<K: PartialEq, V: Clone> Memo<K, V> {
    pub(crate) const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The value of `key`, which `make` tells the first time.
    pub(crate) fn get(&self, key: K, make: impl FnOnce() -> V) -> V {
        let known = self.0.borrow().iter().find(|(one, _)| *one == key).map(|(_, it)| it.clone());
        known.unwrap_or_else(|| {
            let value = make();
            self.0.borrow_mut().push((key, value.clone()));
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_made_once() {
        let memo = Memo::new();
        assert_eq!(memo.get("a", || 1), 1);
        assert_eq!(memo.get("b", || 2), 2);
        assert_eq!(memo.get("a", || 3), 1);
    }
}
