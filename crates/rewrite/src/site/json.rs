//! Plain JSON: what stands around each name, as the grammar's tree would tell it.
//!
//! Price tables and lists of models are files of megabytes, and a tree of them takes fifty times
//! their memory. What is wanted of it, the names of keys and the items around a few strings, one
//! pass finds. Text that is anything but plain JSON is left to the grammar, which knows comments
//! and goes on behind errors.

use super::around::key_at_end;
use super::syntax::{Frame, LARGEST, Named, Place, Value};
use modelmod_edit::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// Deeper text is left to the grammar.
const DEPTH: usize = 200;
/// How many frames of a place are kept, from inside.
const FRAMES: usize = 24;
/// How many entries are asked for their names.
const SIBLINGS: usize = 60;
/// How much is kept of a text that is only looked at from its end.
const TAIL: usize = 200;

/// The places of `spans`, which are sorted, in `text`; as many, in their order. `None` where the
/// text is no plain JSON, or one of them stands in no string of it.
pub(super) fn places<'t>(text: &'t [u8], spans: &[Span]) -> Option<Vec<Place<'t>>> {
    if text.len() > LARGEST || std::str::from_utf8(text).is_err() {
        return None;
    }
    let mut reader = Reader { text, at: 0, spans, found: Vec::new(), nodes: Vec::new() };
    reader.space();
    reader.value(Role::Root, 0)?;
    reader.space();
    if reader.at < text.len() || reader.found.len() < spans.len() {
        return None;
    }
    let mut names = HashMap::new();
    Some(reader.found.iter().map(|found| reader.place(found, &mut names)).collect())
}

/// What a value is in the one around it, which is the node with this number.
#[derive(Clone, Copy)]
enum Role {
    Root,
    /// The key of an entry.
    Key {
        record: usize,
    },
    /// The value behind this key.
    Value {
        record: usize,
        key: Span,
    },
    /// An item, behind this one.
    Item {
        list: usize,
        before: Span,
    },
}

/// An object, with its first entries, or an array.
struct Node {
    role: Role,
    /// Keys and values, with their quotes.
    entries: Vec<(Span, Span)>,
}

/// A string in which a name stands.
struct Found {
    /// With its quotes.
    string: Span,
    name: Span,
    role: Role,
}

struct Reader<'t, 's> {
    text: &'t [u8],
    at: usize,
    /// All that are looked for; `found` are the first of them.
    spans: &'s [Span],
    found: Vec<Found>,
    nodes: Vec<Node>,
}

impl<'t> Reader<'t, '_> {
    fn value(&mut self, role: Role, depth: usize) -> Option<Span> {
        let start = self.at;
        match self.text.get(start)? {
            b'"' => return self.string(role),
            b'{' if depth < DEPTH => self.object(role, depth)?,
            b'[' if depth < DEPTH => self.array(role, depth)?,
            b't' => self.word(b"true")?,
            b'f' => self.word(b"false")?,
            b'n' => self.word(b"null")?,
            _ => self.number()?,
        }
        Some(Span::new(start, self.at))
    }

    fn object(&mut self, role: Role, depth: usize) -> Option<()> {
        let record = self.open(role);
        if self.eats(b'}') {
            return Some(());
        }
        loop {
            let key = self.string(Role::Key { record })?;
            self.space();
            self.eats(b':').then_some(())?;
            let value = self.value(Role::Value { record, key }, depth + 1)?;
            let entries = &mut self.nodes[record].entries;
            if entries.len() < SIBLINGS {
                entries.push((key, value));
            }
            self.space();
            if !self.eats(b',') {
                return self.eats(b'}').then_some(());
            }
        }
    }

    fn array(&mut self, role: Role, depth: usize) -> Option<()> {
        let list = self.open(role);
        if self.eats(b']') {
            return Some(());
        }
        let mut before = Span::new(0, 0);
        loop {
            before = self.value(Role::Item { list, before }, depth + 1)?;
            self.space();
            if !self.eats(b',') {
                return self.eats(b']').then_some(());
            }
        }
    }

    fn open(&mut self, role: Role) -> usize {
        self.at += 1;
        self.space();
        self.nodes.push(Node { role, entries: Vec::new() });
        self.nodes.len() - 1
    }

    fn string(&mut self, role: Role) -> Option<Span> {
        let start = self.at;
        self.eats_only(b'"').then_some(())?;
        loop {
            match *self.text.get(self.at)? {
                b'"' => break,
                b'\\' => {
                    let escaped = self.text.get(self.at + 1)?;
                    b"\"\\/bfnrtu".contains(escaped).then_some(())?;
                    self.at += 2;
                }
                0..0x20 => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        let string = Span::new(start, self.at);
        while let Some(&name) = self.spans.get(self.found.len()) {
            if name.start >= string.end {
                break;
            }
            // What stands between strings, or is no more than a part in one, is not seen here.
            Span::new(start + 1, self.at - 1).contains(name).then_some(())?;
            self.found.push(Found { string, name, role });
        }
        Some(string)
    }

    fn word(&mut self, word: &[u8]) -> Option<()> {
        self.text[self.at..].starts_with(word).then_some(())?;
        self.at += word.len();
        Some(())
    }

    fn number(&mut self) -> Option<()> {
        self.eats_only(b'-');
        let is_zero = self.text.get(self.at) == Some(&b'0');
        let digits = self.digits();
        if digits == 0 || is_zero && digits > 1 {
            return None;
        }
        if self.eats_only(b'.') && self.digits() == 0 {
            return None;
        }
        if self.eats_only(b'e') || self.eats_only(b'E') {
            let _signed = self.eats_only(b'+') || self.eats_only(b'-');
            return (self.digits() > 0).then_some(());
        }
        Some(())
    }

    fn digits(&mut self) -> usize {
        let count = self.text[self.at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        self.at += count;
        count
    }

    fn eats_only(&mut self, byte: u8) -> bool {
        let found = self.text.get(self.at) == Some(&byte);
        self.at += usize::from(found);
        found
    }

    /// The same, with the white space behind.
    fn eats(&mut self, byte: u8) -> bool {
        let found = self.eats_only(byte);
        if found {
            self.space();
        }
        found
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.text.get(self.at) {
            self.at += 1;
        }
    }

    fn place(&self, found: &Found, names: &mut Names<'t>) -> Place<'t> {
        let content = Span::new(found.string.start + 1, found.string.end - 1);
        Place {
            value: Some(found.string),
            content,
            is_comment: false,
            is_whole: content == found.name,
            is_sound: true,
            frames: self.frames(found.role, names),
        }
    }

    fn frames(&self, mut role: Role, names: &mut Names<'t>) -> Vec<Frame<'t>> {
        let mut frames = Vec::new();
        while frames.len() < FRAMES {
            let (around, frame) = match role {
                Role::Root => break,
                Role::Key { record } => (record, Frame::Key),
                Role::Item { list, before } => (list, Frame::Item { before: self.tail(before) }),
                Role::Value { record, key } => {
                    let beside = names.entry(record).or_insert_with(|| self.names_in(record));
                    let (name, beside) = (self.key(key), Rc::clone(beside));
                    let is_value = name.eq_ignore_ascii_case(b"value");
                    let called = if is_value { self.called(record) } else { &[] };
                    (record, Frame::Value(Value { name, kind: Named::Pair, beside, called }))
                }
            };
            frames.push(frame);
            role = self.nodes[around].role;
        }
        frames
    }

    fn names_in(&self, record: usize) -> Rc<[&'t [u8]]> {
        self.nodes[record].entries.iter().map(|(key, _)| self.key(*key)).collect()
    }

    /// The text that a record has under `name`.
    fn called(&self, record: usize) -> &'t [u8] {
        let is_name =
            |key: &[u8]| [&b"name"[..], b"key"].iter().any(|n| key.eq_ignore_ascii_case(n));
        let entry = self.nodes[record].entries.iter().find(|(key, _)| is_name(self.key(*key)));
        entry.map_or(&[], |(_, value)| key_at_end(self.tail(*value)))
    }

    fn key(&self, key: Span) -> &'t [u8] {
        key_at_end(self.tail(key))
    }

    fn tail(&self, span: Span) -> &'t [u8] {
        let text = &self.text[span.range()];
        &text[text.len().saturating_sub(TAIL)..]
    }
}

/// The names of the entries of records, by their numbers.
type Names<'t> = HashMap<usize, Rc<[&'t [u8]]>>;

#[cfg(test)]
mod tests {
    use super::super::language::Language;
    use super::super::syntax::Syntax;
    use super::*;

    /// What is said of the places of `NAME`, here and by the grammar.
    fn both(text: &str) -> (Option<String>, String) {
        let found = text.match_indices("NAME");
        let spans: Vec<Span> = found.map(|(at, name)| Span::new(at, at + name.len())).collect();
        let here = places(text.as_bytes(), &spans).map(|places| format!("{places:#?}"));
        let syntax = Syntax::new(Language::Json, text.as_bytes()).unwrap();
        assert!(here.is_none() || syntax.is_sound(), "{text}");
        (here, format!("{:#?}", syntax.places(&spans)))
    }

    #[test]
    fn says_what_the_grammar_says() {
        let many: String = (0..70).map(|at| format!("\"k{at}\": {at}, ")).collect();
        let deep = format!("{}\"NAME\"{}", "[{\"a\":".repeat(60), "}]".repeat(60));
        for text in [
            "\"NAME\"",
            " [1, \"x NAME\", [\"NAME\", \"NAME\"], {}, [], \"NAME\\n\"] ",
            "{\"model\": \"NAME\", \"price\": 1.5e-3, \"n\": null, \"t\": true, \"f\": -0}",
            "{\"NAME\": {\"in put\": [0, \"NAME\"], \"NAME/x\": \"a NAME\"}}",
            "{\"name\": \"MODEL\", \"value\": \"NAME\"}",
            "{\"Value\": \"NAME\", \"x\": {\"name\": \"NAME\"}, \"KEY\": [\"a.b\"]}",
            "{\"a:b\": \"NAME\", \"\": \"NAME\", \"u\\u00e9\\\"v\": {\"é\": \"NAME\"}}",
            &format!("{{{many}\"model\": \"NAME\", \"last\": \"NAME\"}}"),
            &deep,
        ] {
            let (here, there) = both(text);
            assert_eq!(here.unwrap_or_default(), there, "{text}");
        }
    }

    /// A number is no name, but who asks about one gets no answer for another.
    #[test]
    fn what_stands_in_no_string_is_left_to_the_grammar() {
        let text = b"[\"NAME\", 12]";
        let spans = [Span::new(2, 6), Span::new(9, 11)];
        assert_eq!(places(text, &spans[..1]).map(|places| places.len()), Some(1));
        assert!(places(text, &spans).is_none());
    }

    #[test]
    fn leaves_to_the_grammar_what_is_not_plain() {
        for text in [
            "// NAME\n{}",
            "{\"a\": \"NAME\",}",
            "{'a': \"NAME\"}",
            "[\"NAME\\d\"]",
            "[01, \"NAME\"]",
            "[-inf, \"NAME\"]",
            "[1., \"NAME\"]",
            "[\"NAME\"] []",
            "[\"NAME\"",
            "[\"NAME\t\"]",
            "[\"a\" \"NAME\"]",
            "[NAME]",
            "",
        ] {
            assert_eq!(both(text).0, None, "{text}");
        }
    }
}
