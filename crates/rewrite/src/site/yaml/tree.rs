//! From the events of a YAML parser to places.

use super::super::names;
use super::super::syntax::{Frame, Named, Place, Value};
use crate::matcher::Occurrence;
use granit_parser::{Event, Parser, ScalarStyle};
use modelmod_edit::Span;
use std::collections::HashMap;
use std::rc::Rc;

/// Larger files are not parsed: the tree takes many times the memory of its text.
const LARGEST: usize = 8 << 20;
/// How many frames of a place are kept, from inside.
const FRAMES: usize = 24;
/// How many entries of a record are looked at.
const SIBLINGS: usize = 60;
/// How much of an item is kept for the one behind it.
const TAIL: usize = 200;
/// Names of the entry that says what a record is called, in YAML's many dialects.
const HEADS: [&[u8]; 5] = [b"name", b"key", b"id", b"slug", b"title"];

/// Where a name stands.
pub(super) struct Found<'t> {
    pub(super) place: Place<'t>,
    /// The scalar that holds it, by its number.
    pub(super) scalar: Option<usize>,
    /// The scalar is a block: `|`, `>`.
    pub(super) is_block: bool,
    /// Its lines are folded to one.
    pub(super) is_folded: bool,
}

/// What a node is in the collection around it.
#[derive(Clone, Copy)]
enum Role {
    Root,
    Key,
    /// The value of the key that is this node.
    Value(usize),
    /// An item, behind the one that is this node.
    Item(Option<usize>),
}

struct Node {
    parent: usize,
    role: Role,
    kind: Kind,
}

enum Kind {
    /// With the places of its first keys.
    Record(Vec<usize>),
    List,
    Alias,
    /// With its quotes.
    Scalar(Span, ScalarStyle),
}

/// A parsed text, all documents of it.
pub(super) struct Tree<'t> {
    text: &'t [u8],
    nodes: Vec<Node>,
    /// The nodes that are scalars, by position.
    scalars: Vec<usize>,
}

/// Whether all of `text` can be parsed.
pub(super) fn parses(text: &[u8]) -> bool {
    text.len() <= LARGEST
        && std::str::from_utf8(text)
            .is_ok_and(|text| Parser::new_from_str(text).all(|event| event.is_ok()))
}

/// An open collection: its node, and its last child.
struct Open {
    node: usize,
    last: Option<usize>,
    /// The last child is a key without its value yet.
    is_keyed: bool,
}

impl<'t> Tree<'t> {
    /// Parses `text`; `None` where any of it is no YAML.
    pub(super) fn new(text: &'t [u8]) -> Option<Self> {
        if text.len() > LARGEST {
            return None;
        }
        let mut tree = Self { text, nodes: Vec::new(), scalars: Vec::new() };
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(std::str::from_utf8(text).ok()?) {
            let (event, span) = event.ok()?;
            let kind = match event {
                Event::Scalar(_, style, ..) => {
                    let range = span.byte_range().filter(|range| range.end <= text.len())?;
                    tree.scalars.push(tree.nodes.len());
                    Kind::Scalar(Span::new(range.start, range.end.max(range.start)), style)
                }
                Event::Alias(_) => Kind::Alias,
                Event::MappingStart(..) => Kind::Record(Vec::new()),
                Event::SequenceStart(..) => Kind::List,
                Event::MappingEnd | Event::SequenceEnd => {
                    open.pop();
                    continue;
                }
                _ => continue,
            };
            let is_open = matches!(kind, Kind::Record(_) | Kind::List);
            let at = tree.add(kind, open.last_mut());
            if is_open {
                open.push(Open { node: at, last: None, is_keyed: false });
            }
        }
        Some(tree)
    }

    fn add(&mut self, kind: Kind, around: Option<&mut Open>) -> usize {
        let at = self.nodes.len();
        let (parent, role) = match around {
            None => (at, Role::Root),
            Some(around) => {
                let role = match (&mut self.nodes[around.node].kind, around.last) {
                    (Kind::Record(_), Some(key)) if around.is_keyed => Role::Value(key),
                    (Kind::Record(keys), _) => {
                        if keys.len() < SIBLINGS {
                            keys.push(at);
                        }
                        Role::Key
                    }
                    (_, last) => Role::Item(last),
                };
                around.is_keyed = matches!(role, Role::Key);
                around.last = Some(at);
                (around.node, role)
            }
        };
        self.nodes.push(Node { parent, role, kind });
        at
    }

    /// The places of `occurrences`, which are sorted; as many, in their order.
    pub(super) fn places(&self, occurrences: &[Occurrence]) -> Vec<Found<'t>> {
        let mut records = HashMap::new();
        occurrences.iter().map(|occurrence| self.found(occurrence.span, &mut records)).collect()
    }

    fn found(&self, name: Span, records: &mut Records<'t>) -> Found<'t> {
        let after = self.scalars.partition_point(|&at| self.span(at).start <= name.start);
        let scalar =
            self.scalars[..after].last().copied().filter(|&at| self.span(at).contains(name));
        let Some(at) = scalar else { return self.outside(name) };
        let (value, content) = (self.span(at), self.content(at));
        let style = self.style(at);
        let place = Place {
            value: Some(value),
            content,
            is_comment: false,
            is_whole: content == name,
            is_sound: true,
            frames: self.frames(at, records),
        };
        let is_folded = style != Some(ScalarStyle::Literal);
        let is_block = matches!(style, Some(ScalarStyle::Literal | ScalarStyle::Folded));
        Found { place, scalar, is_block, is_folded }
    }

    /// The place of a name in no scalar: a comment, or the name of an anchor or a tag.
    fn outside(&self, name: Span) -> Found<'t> {
        let start = memchr::memrchr(b'\n', &self.text[..name.start]).map_or(0, |lf| lf + 1);
        let hash = memchr::memchr(b'#', &self.text[start..name.start]);
        let end = memchr::memchr(b'\n', &self.text[name.end..]);
        let end = end.map_or(self.text.len(), |len| name.end + len);
        let place = Place {
            value: hash.map(|hash| Span::new(start + hash, end)),
            content: name,
            is_comment: hash.is_some(),
            is_whole: false,
            is_sound: true,
            frames: Vec::new(),
        };
        Found { place, scalar: None, is_block: false, is_folded: false }
    }

    fn frames(&self, at: usize, records: &mut Records<'t>) -> Vec<Frame<'t>> {
        let mut frames = Vec::new();
        let mut node = &self.nodes[at];
        while frames.len() < FRAMES {
            frames.push(match node.role {
                Role::Root => break,
                Role::Key => Frame::Key,
                Role::Item(before) => Frame::Item { before: self.tail(before) },
                Role::Value(key) => {
                    let record =
                        records.entry(node.parent).or_insert_with(|| self.record(node.parent));
                    let (beside, called) = (Rc::clone(&record.names), record.called);
                    let name = self.text_of(key);
                    // What the record is called says nothing of its name itself.
                    let called = if HEADS.contains(&name) { &[][..] } else { called };
                    Frame::Value(Value { name, kind: Named::Pair, beside, called })
                }
            });
            node = &self.nodes[node.parent];
        }
        frames
    }

    fn record(&self, at: usize) -> Record<'t> {
        let Kind::Record(keys) = &self.nodes[at].kind else {
            return Record { names: Rc::new([]), called: &[] };
        };
        // Sections of a file (`prices:` beside `model:`) say nothing of each other.
        let is_file = matches!(self.nodes[at].role, Role::Root);
        let is_section = |key: usize| {
            is_file
                && match self.nodes.get(key + 1).map(|node| &node.kind) {
                    Some(Kind::Scalar(span, _)) => span.is_empty(),
                    value => !matches!(value, Some(Kind::Alias)),
                }
        };
        let names = keys
            .iter()
            .map(|&key| (key, self.text_of(key)))
            .filter(|&(key, name)| !is_section(key) || names::is_recorded(name))
            .map(|(_, name)| name)
            .collect();
        let head = keys.iter().find(|&&key| HEADS.contains(&self.text_of(key)));
        // The value of a key is the node behind it.
        let called = head.map_or(&[][..], |&key| self.text_of(key + 1));
        Record { names, called }
    }

    /// The end of an item as it is written.
    fn tail(&self, item: Option<usize>) -> &'t [u8] {
        let span = item.map_or(Span::new(0, 0), |at| self.span(at));
        let text = &self.text[span.range()];
        &text[text.len().saturating_sub(TAIL)..]
    }

    /// The text of a scalar, without its quotes.
    fn text_of(&self, at: usize) -> &'t [u8] {
        if at < self.nodes.len() { &self.text[self.content(at).range()] } else { &[] }
    }

    fn span(&self, at: usize) -> Span {
        match self.nodes[at].kind {
            Kind::Scalar(span, _) => span,
            _ => Span::new(0, 0),
        }
    }

    fn style(&self, at: usize) -> Option<ScalarStyle> {
        match self.nodes[at].kind {
            Kind::Scalar(_, style) => Some(style),
            _ => None,
        }
    }

    fn content(&self, at: usize) -> Span {
        let span = self.span(at);
        match self.style(at) {
            Some(ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) if span.len() >= 2 => {
                Span::new(span.start + 1, span.end - 1)
            }
            Some(ScalarStyle::Literal | ScalarStyle::Folded) => {
                let text = &self.text[span.range()];
                let start = span.start + text.len() - text.trim_ascii_start().len();
                Span::new(start, start + text.trim_ascii().len())
            }
            _ => span,
        }
    }
}

/// What a record says of its entries.
struct Record<'t> {
    names: Rc<[&'t [u8]]>,
    /// What it is called.
    called: &'t [u8],
}

/// Records by their nodes.
type Records<'t> = HashMap<usize, Record<'t>>;
