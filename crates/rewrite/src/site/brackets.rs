//! Which bracket is open at a place.

/// An open bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// `(`, `[` or `{`.
    pub(crate) byte: u8,
    /// Its offset.
    pub(crate) at: usize,
}

/// The brackets of a text, those in comments and strings aside. Met one by one, so that
/// each of thousands of places on one line can ask.
///
/// There may be as many as bytes: places and numbers are kept in four bytes each, which is enough
/// for any text that is [looked at](super::source::LARGEST).
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Behind which offset which bracket (an index into `opened`) is the innermost open one.
    innermost: Vec<(u32, u32)>,
    /// Every opening bracket.
    opened: Vec<Opened>,
}

/// An opening bracket among the others of its text.
#[derive(Debug)]
struct Opened {
    byte: u8,
    at: u32,
    /// The index of the one around it.
    around: u32,
    /// Where it is closed.
    closed: u32,
}

/// No bracket, and no place: behind all of them.
const NONE: u32 = u32::MAX;

fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

impl Brackets {
    /// Takes note of a bracket behind all others.
    pub(crate) fn met(&mut self, at: usize, byte: u8) {
        let mut open = self.innermost.last().map_or(NONE, |(_, open)| *open);
        if matches!(byte, b'(' | b'[' | b'{') {
            let opened = Opened { byte, at: short(at), around: open, closed: NONE };
            open = short(self.opened.len());
            self.opened.push(opened);
        } else if let Some(one) = self.opened.get_mut(open as usize) {
            // Which kind it closes is not checked: the file may be in the middle of an edit.
            one.closed = short(at);
            open = one.around;
        }
        self.innermost.push((short(at + 1), open));
    }

    fn opened_at(&self, bracket: usize) -> Option<&Opened> {
        let index = self.opened.binary_search_by_key(&short(bracket), |one| one.at).ok()?;
        self.opened.get(index)
    }

    /// Whether the place `at` is in the bracket that opens at `bracket`, at any depth.
    pub(crate) fn is_in(&self, bracket: usize, at: usize) -> bool {
        let one = self.opened_at(bracket);
        one.is_some_and(|one| bracket < at && short(at) <= one.closed)
    }

    /// Where the bracket that opens at `bracket` is closed; `None` where it is not.
    pub(crate) fn end_of(&self, bracket: usize) -> Option<usize> {
        let closed = self.opened_at(bracket)?.closed;
        (closed != NONE).then_some(closed as usize)
    }

    /// The brackets that are open at `at`, the innermost first.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = Bracket> {
        let before = self.innermost.partition_point(|&(from, _)| from <= short(at));
        let innermost = before.checked_sub(1).map_or(NONE, |last| self.innermost[last].1);
        let innermost = self.opened.get(innermost as usize);
        std::iter::successors(innermost, |one| self.opened.get(one.around as usize))
            .map(|one| Bracket { byte: one.byte, at: one.at as usize })
    }
}

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::super::lexer::Lexed;

    #[test]
    fn the_innermost_comes_first() {
        let text = b"f(a, [1, \")\", {x}, y # )\n], z)";
        let brackets = Lexed::new(text, &Language::Python.syntax()).brackets;
        let around = |byte: u8| {
            let at = text.iter().position(|&b| b == byte).unwrap();
            brackets.around(at).map(|bracket| bracket.byte).collect::<Vec<u8>>()
        };
        assert!(brackets.is_in(5, 13) && brackets.is_in(1, 13) && !brackets.is_in(5, 29));
        assert_eq!(around(b'f'), b"");
        assert_eq!(around(b'a'), b"(");
        assert_eq!(around(b'x'), b"{[(");
        assert_eq!(around(b'y'), b"[(");
        assert_eq!(around(b'z'), b"(");
    }
}
