//! How many there are of something.

use std::fmt::Display;

/// `1 file`, `3 files`: of what gets an `s` where there are several.
#[must_use]
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, what: &str) -> String {
    if count == N::from(1) { format!("1 {what}") } else { format!("{count} {what}s") }
}

#[cfg(test)]
mod tests {
    use super::counted;

    #[test]
    fn one_and_others() {
        assert_eq!(counted(1_usize, "file"), "1 file");
        assert_eq!([0_u64, 2].map(|count| counted(count, "file")), ["0 files", "2 files"]);
    }
}
