//! Which bracket is open at a place.

use super::lexer::Lexeme;

/// An open bracket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bracket {
    /// `(`, `[` or `{`.
    pub(crate) byte: u8,
    /// Its offset.
    pub(crate) at: usize,
}

/// The brackets of a text, those in comments and strings aside. Built in one pass, so that
/// each of thousands of places on one line can ask.
#[derive(Debug, Default)]
pub(crate) struct Brackets {
    /// Behind which offset which bracket (an index into `opened`) is the innermost open one.
    innermost: Vec<(usize, Option<usize>)>,
    /// Every opening bracket, with the index of the one around it.
    opened: Vec<(Bracket, Option<usize>)>,
}

impl Brackets {
    pub(crate) fn new(text: &[u8], lexemes: &[Lexeme]) -> Self {
        let mut brackets = Self::default();
        let mut open = None;
        let mut lexemes = lexemes.iter().peekable();
        let mut at = 0;
        while at < text.len() {
            if let Some(lexeme) = lexemes.next_if(|lexeme| lexeme.span.start <= at) {
                at = at.max(lexeme.span.end);
                continue;
            }
            let byte = text[at];
            match byte {
                b'(' | b'[' | b'{' => {
                    brackets.opened.push((Bracket { byte, at }, open));
                    open = Some(brackets.opened.len() - 1);
                    brackets.innermost.push((at + 1, open));
                }
                // Which kind it closes is not checked: the file may be in the middle of an edit.
                b')' | b']' | b'}' => {
                    open = open.and_then(|index| brackets.opened[index].1);
                    brackets.innermost.push((at + 1, open));
                }
                _ => {}
            }
            at += 1;
        }
        brackets
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
    use super::super::lexer::lex;
    use super::*;

    #[test]
    fn the_innermost_comes_first() {
        let text = b"f(a, [1, \")\", {x}, y # )\n], z)";
        let brackets = Brackets::new(text, &lex(text, &Language::Python.syntax()));
        let around = |byte: u8| {
            let at = text.iter().position(|&b| b == byte).unwrap();
            brackets.around(at).map(|bracket| bracket.byte).collect::<Vec<u8>>()
        };
        assert_eq!(around(b'f'), b"");
        assert_eq!(around(b'a'), b"(");
        assert_eq!(around(b'x'), b"{[(");
        assert_eq!(around(b'y'), b"[(");
        assert_eq!(around(b'z'), b"(");
    }
}
