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
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Behind which offset which bracket (an index into `opened`) is the innermost open one.
    innermost: Vec<(usize, Option<usize>)>,
    /// Every opening bracket, with the index of the one around it.
    opened: Vec<(Bracket, Option<usize>)>,
    /// Where each of `opened` is closed; behind the text, where it is not.
    closed: Vec<usize>,
    /// The innermost of `opened` that is open behind all that were met.
    open: Option<usize>,
}

impl Brackets {
    /// Takes note of a bracket behind all others.
    pub(crate) fn met(&mut self, at: usize, byte: u8) {
        if matches!(byte, b'(' | b'[' | b'{') {
            self.opened.push((Bracket { byte, at }, self.open));
            self.closed.push(usize::MAX);
            self.open = Some(self.opened.len() - 1);
        } else if let Some(index) = self.open {
            // Which kind it closes is not checked: the file may be in the middle of an edit.
            self.closed[index] = at;
            self.open = self.opened[index].1;
        }
        self.innermost.push((at + 1, self.open));
    }

    /// Whether the place `at` is in the bracket that opens at `bracket`, at any depth.
    pub(crate) fn is_in(&self, bracket: usize, at: usize) -> bool {
        let index = self.opened.binary_search_by_key(&bracket, |(opened, _)| opened.at);
        index.is_ok_and(|index| bracket < at && at <= self.closed[index])
    }

    /// Where the bracket that opens at `bracket` is closed; `None` where it is not.
    pub(crate) fn end_of(&self, bracket: usize) -> Option<usize> {
        let index = self.opened.binary_search_by_key(&bracket, |(opened, _)| opened.at).ok()?;
        Some(self.closed[index]).filter(|&end| end != usize::MAX)
    }

    /// The brackets that are open at `at`, the innermost first.
    pub(crate) fn around(&self, at: usize) -> impl Iterator<Item = Bracket> {
        let before = self.innermost.partition_point(|&(from, _)| from <= at);
        let innermost = before.checked_sub(1).and_then(|last| self.innermost[last].1);
        std::iter::successors(innermost, |&index| self.opened[index].1)
            .map(|index| self.opened[index].0)
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
