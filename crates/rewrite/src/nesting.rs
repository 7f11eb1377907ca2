//! Brackets around a place, by counting: strings and comments are not told from code.

/// How far it is to the bracket that a place stands in, of bytes that go outwards from there: the
/// first of the brackets `out` that none of `deeper` has opened on the way.
pub(crate) fn unmatched<'b>(
    mut bytes: impl Iterator<Item = &'b u8>,
    deeper: &[u8],
    out: &[u8],
) -> Option<usize> {
    let mut depth = 0_usize;
    // They are few: to compare each is quicker than to search.
    let is_any = |byte: &u8, these: &[u8]| these.iter().any(|one| one == byte);
    bytes.position(|byte| {
        if is_any(byte, deeper) {
            depth += 1;
        } else if is_any(byte, out) {
            if depth == 0 {
                return true;
            }
            depth -= 1;
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_on_the_way_is_passed_over() {
        let text = b"f(a, g(b), {c: [";
        assert_eq!(unmatched(text[..10].iter().rev(), b")", b"("), Some(8));
        assert_eq!(unmatched(text.iter().rev(), b")}]", b"({["), Some(0));
        assert_eq!(unmatched(b"x] } )".iter(), b"({", b")}"), Some(3));
        assert_eq!(unmatched(b"(x) ".iter(), b"(", b")"), None);
    }
}
