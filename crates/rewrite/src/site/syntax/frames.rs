//! From the nodes around a name to what it stands in, one step outwards at a time.

use super::frame::{Call, Frame, Value};
use super::role::{Named, Role};
use super::step::{Field, Step};
use crate::boundary::is_word;
use crate::site::around::key_at_end;
use crate::site::names;
use std::cell::Cell;
use std::collections::HashMap;
use std::rc::Rc;
use tree_sitter::Node;

/// How much of a text that is only looked at from its end is kept.
const TAIL: usize = 200;
/// How many siblings are asked for their names.
const SIBLINGS: usize = 60;

/// Makes frames of the nodes of one tree.
pub(super) struct Frames<'t> {
    text: &'t [u8],
    role: fn(&str) -> Option<Role>,
    /// What is known of the kinds of nodes, by their IDs: thousands of names stand in nodes of
    /// few kinds.
    roles: Vec<Cell<Option<Option<Role>>>>,
    /// Names in the record that is the node with this ID.
    names: HashMap<usize, Rc<[&'t [u8]]>>,
}

impl<'t> Frames<'t> {
    /// For nodes that have fewer than `kinds` kinds.
    pub(super) fn new(text: &'t [u8], role: fn(&str) -> Option<Role>, kinds: usize) -> Self {
        Self { text, role, roles: vec![Cell::new(None); kinds], names: HashMap::new() }
    }

    pub(super) fn role(&self, node: Node<'_>) -> Option<Role> {
        if !node.is_named() {
            return None;
        }
        let Some(known) = self.roles.get(usize::from(node.kind_id())) else {
            return (self.role)(node.kind());
        };
        if let Some(role) = known.get() {
            return role;
        }
        let role = (self.role)(node.kind());
        known.set(Some(role));
        role
    }

    /// The frame that the node before the last of `steps` is for the last one.
    pub(super) fn frame(&mut self, steps: &[Step<'t>]) -> Option<Frame<'t>> {
        let [.., around, child] = steps else { return None };
        let (node, child) = (around.node, *child);
        let frame = match self.role(node)? {
            Role::Literal | Role::Comment => return None,
            Role::Arguments => return self.argument(steps),
            Role::Call => {
                let is_object =
                    child.node.start_byte() == node.start_byte() && self.is_literal(child);
                return is_object.then(|| self.receiver(node, child));
            }
            Role::Named(_) | Role::Declaration if is_annotation(child.node) => {
                return self.annotation(node);
            }
            Role::Declaration => return None,
            Role::Named(kind) => return self.named(steps, kind),
            Role::Dictionary if child.field == Some(Field::Key) => Frame::Key,
            Role::Dictionary => Frame::Value(Value {
                name: key_at_end(self.tail(child.previous)),
                kind: Named::Pair,
                beside: Rc::new([]),
                called: &[],
            }),
            Role::Parameters => {
                let name = self.parameter_before(child)?;
                Frame::Value(Value {
                    name,
                    kind: Named::Parameter,
                    beside: Rc::new([]),
                    called: &[],
                })
            }
            Role::Several if node.named_child_count() < 2 => return None,
            // Tables of Lua are records and lists at once: what has a key is none of a list.
            Role::Items if child.node.kind() == "field" && self.has_key(child.node) => return None,
            Role::Items | Role::Several => Frame::Item { before: self.tail(child.previous) },
            Role::Operation => self.operation(node, child),
            Role::Join => Frame::Join,
            Role::Fallback => Frame::Fallback { other: self.other(node, child) },
            Role::Expansion if self.is_default_of(node, child.node) => {
                Frame::Fallback { other: self.tail(node.named_child(0)) }
            }
            // `${MODEL#NAME}`
            Role::Expansion => Frame::Pattern,
            Role::Branch if child.index == 0 && child.field == Some(Field::Condition) => {
                return None;
            }
            // `getenv("MODEL") ?: "NAME"`: what has no body takes its condition.
            Role::Branch if node.named_child_count() == 2 => {
                Frame::Fallback { other: self.other(node, child) }
            }
            Role::Branch => Frame::Branch,
            Role::Pattern => Frame::Pattern,
            Role::Case if is_pattern(child.field) => Frame::Pattern,
            Role::Case | Role::Choice => Frame::Choice { head: self.condition(node, child.node) },
            Role::Compare => Frame::Compare,
            Role::Type => Frame::Type,
            // `"NAME"[:3]` is a part of it.
            Role::Index if child.index == 0 && self.is_literal(child) => Frame::Join,
            Role::Index if child.index == 0 => return None,
            // `Literal["NAME", "OTHER"]` of Python says what a value may be.
            Role::Index if self.tail(node.named_child(0)).ends_with(b"Literal") => Frame::Type,
            Role::Index => Frame::Key,
            Role::Access if child.node.start_byte() != node.start_byte() => return None,
            Role::Access => self.receiver(node, child),
            Role::Member => Frame::Member,
            Role::Return => Frame::Return,
            Role::Function if child.field == Some(Field::Default) => {
                let name = self.parameter_before(child)?;
                Frame::Value(Value {
                    name,
                    kind: Named::Parameter,
                    beside: Rc::new([]),
                    called: &[],
                })
            }
            Role::Function => Frame::Function { name: self.name_of(node).unwrap_or_default() },
            Role::Class => Frame::Class { name: self.name_of(node).unwrap_or_default() },
            Role::Block => Frame::Block { head: self.head(node, child.node) },
            Role::Command => Frame::Command {
                before: self.tail(child.previous),
                words: self.head(node, child.node),
            },
            Role::Statement => Frame::Statement,
            Role::Assert => Frame::Assert,
        };
        Some(frame)
    }

    fn is_literal(&self, child: Step<'t>) -> bool {
        self.role(child.node) == Some(Role::Literal)
    }

    fn argument(&mut self, steps: &[Step<'t>]) -> Option<Frame<'t>> {
        let [outer @ .., arguments, child] = steps else { return None };
        let start = arguments.node.start_byte();
        let call = outer.iter().rev().take(3).find(|step| step.node.start_byte() < start)?;
        if self.role(call.node) == Some(Role::Member) {
            return None;
        }
        let from = call.node.start_byte().max(start.saturating_sub(TAIL));
        Some(Frame::Call(Call {
            // HCL has the brackets outside of the arguments.
            callee: self.text[from..start].strip_suffix(b"(").unwrap_or(&self.text[from..start]),
            index: child.index,
            before: self.tail(child.previous),
            behind: self.tail(child.node.next_named_sibling()),
            first: self.tail(arguments.node.named_child(0)),
            second: self.tail(arguments.node.named_child(1)),
            names: self.names_in(arguments.node),
        }))
    }

    /// What is annotated: the name of what `node` declares.
    fn annotation(&self, node: Node<'t>) -> Option<Frame<'t>> {
        let declared = node.child_by_field_name("declarator").unwrap_or(node);
        let name = self.name_node(declared)?;
        Some(Frame::Annotation { name: self.key(name) })
    }

    fn named(&mut self, steps: &[Step<'t>], kind: Named) -> Option<Frame<'t>> {
        let [outer @ .., around, child] = steps else { return None };
        let name = self.name_node(around.node)?;
        if child.field == Some(Field::Type) {
            return Some(Frame::Type);
        }
        if child.node.end_byte() <= name.end_byte() {
            // `({ model = "NAME" }) =>`: what is taken apart is no key.
            if name.kind().ends_with("pattern") {
                return None;
            }
            return (kind != Named::Variable).then_some(Frame::Key);
        }
        if child.node.start_byte() < name.end_byte() {
            return None;
        }
        // `label: "NAME"` among statements, which are no record.
        let is_statement = around.node.kind().ends_with("_statement");
        let beside = match outer.last() {
            Some(record) if kind != Named::Variable && !is_statement => self.names_in(record.node),
            _ => Rc::new([]),
        };
        let name = self.key(name);
        let called = match outer.last() {
            Some(record) if name.eq_ignore_ascii_case(b"value") || names::is_default(name) => {
                self.called(record.node)
            }
            _ => &[],
        };
        Some(Frame::Value(Value { name, kind, beside, called }))
    }

    /// `key = value`, and not a value alone.
    fn has_key(&self, field: Node<'t>) -> bool {
        self.name_node(field).is_some_and(|name| name.end_byte() < field.end_byte())
    }

    /// The text that a record has under `name`.
    fn called(&self, record: Node<'t>) -> &'t [u8] {
        let mut cursor = record.walk();
        let mut entries = record.named_children(&mut cursor).take(SIBLINGS);
        let is_name = |entry: &Node<'t>| {
            matches!(self.role(*entry), Some(Role::Named(_)))
                && self.name_node(*entry).is_some_and(|name| {
                    let key = self.key(name);
                    key.eq_ignore_ascii_case(b"name") || key.eq_ignore_ascii_case(b"key")
                })
        };
        let Some(entry) = entries.find(is_name) else { return &[] };
        let last = u32::try_from(entry.named_child_count()).unwrap_or(1).saturating_sub(1);
        key_at_end(self.tail(entry.named_child(last)))
    }

    /// The node that names what `node` gives a value.
    fn name_node(&self, node: Node<'t>) -> Option<Node<'t>> {
        let fields = ["left", "name", "key", "target", "property", "pattern", "label"];
        let by_field = fields.iter().find_map(|field| node.child_by_field_name(field));
        if by_field.is_some() || node.named_child_count() < 2 {
            return by_field;
        }
        let mut cursor = node.walk();
        let says_name = |kind: &str| {
            ["identifier", "variable_declaration", "name", "key"]
                .iter()
                .any(|end| kind.ends_with(end))
        };
        let named = node.named_children(&mut cursor).take(6).find(|child| says_name(child.kind()));
        named.or_else(|| node.named_child(0))
    }

    /// The text of a name; empty where it names several things.
    fn key(&self, name: Node<'t>) -> &'t [u8] {
        let text = self.tail(Some(name));
        // A type behind the name belongs to some grammars' names.
        if name.kind().ends_with("list") && name.named_child_count() > 1 {
            return &[];
        }
        let text = match text.iter().position(|&byte| byte == b':') {
            Some(colon) if name.kind() == "variable_declaration" => &text[..colon],
            _ => text,
        };
        key_at_end(text)
    }

    /// Names of the values in a record or a list of arguments.
    fn names_in(&mut self, record: Node<'t>) -> Rc<[&'t [u8]]> {
        if let Some(names) = self.names.get(&record.id()) {
            return Rc::clone(names);
        }
        let mut cursor = record.walk();
        let mut names = Vec::new();
        for child in record.named_children(&mut cursor).take(SIBLINGS) {
            if let Some(Role::Named(_)) = self.role(child)
                && let Some(name) = self.name_node(child)
            {
                let key = self.key(name);
                // What is measured while the code runs was recorded by nobody.
                let value = &self.text[name.end_byte()..child.end_byte()];
                if !(names::is_measured(key) && is_worked_out(value)) {
                    names.push(key);
                }
            }
        }
        let names: Rc<[&[u8]]> = names.into();
        self.names.insert(record.id(), Rc::clone(&names));
        names
    }

    fn operation(&self, node: Node<'t>, child: Step<'t>) -> Frame<'t> {
        let by_field = ["operator", "operators", "op"]
            .iter()
            .find_map(|field| node.child_by_field_name(field));
        let operator = by_field.map_or_else(|| self.between(node), |found| self.tail(Some(found)));
        match operator.trim_ascii() {
            b"||" | b"??" | b"?:" | b"or" | b"//" | b"|||" => {
                Frame::Fallback { other: self.other(node, child) }
            }
            b"&&" | b"and" => Frame::Branch,
            b"|" => Frame::Type,
            b"to" if child.index == 0 => Frame::Key,
            b"to" => Frame::Value(Value {
                name: key_at_end(self.tail(child.previous.and_then(|_| node.named_child(0)))),
                kind: Named::Pair,
                beside: Rc::new([]),
                called: &[],
            }),
            b"+" | b"." | b".." | b"%" | b"++" | b"<>" | b"/" | b"*" | b"-" => Frame::Join,
            _ => Frame::Compare,
        }
    }

    /// The text between the first two named children.
    fn between(&self, node: Node<'t>) -> &'t [u8] {
        let first = node.named_child(0).map_or(node.start_byte(), |first| first.end_byte());
        let last = u32::try_from(node.named_child_count()).unwrap_or(1).saturating_sub(1);
        let second = node.named_child(last).map_or(node.end_byte(), |last| last.start_byte());
        // HCL has the parts of `var.x` beside each other.
        let text = self.text.get(first..second).unwrap_or_default();
        let operators = text.iter().position(|byte| b"=!<>&|?+-*/%".contains(byte)).unwrap_or(0);
        &text[operators..]
    }

    /// Whether `value` is what an expansion takes where its variable has none: `${A:-value}`.
    fn is_default_of(&self, expansion: Node<'t>, value: Node<'t>) -> bool {
        let variable = expansion.named_child(0).map_or(0, |variable| variable.end_byte());
        let operator = self.text.get(variable..value.start_byte()).unwrap_or_default();
        [&b":-"[..], b":=", b"-", b"="].contains(&operator.trim_ascii())
    }

    fn other(&self, node: Node<'t>, child: Step<'t>) -> &'t [u8] {
        let other = if child.node.start_byte() == node.start_byte() {
            let last = u32::try_from(node.named_child_count()).unwrap_or(1).saturating_sub(1);
            node.named_child(last)
        } else {
            node.named_child(0)
        };
        self.tail(other.filter(|other| other.id() != child.node.id()))
    }

    fn receiver(&self, node: Node<'t>, child: Step<'t>) -> Frame<'t> {
        let rest = &self.text[child.node.end_byte().min(node.end_byte())..node.end_byte()];
        Frame::Receiver(&rest[..rest.len().min(TAIL)])
    }

    /// The name of the parameter before a default that stands beside it.
    fn parameter_before(&self, child: Step<'t>) -> Option<&'t [u8]> {
        let parameter = child.previous.filter(|node| node.kind().contains("parameter"))?;
        let name = parameter.child_by_field_name("name").or_else(|| parameter.named_child(0))?;
        Some(key_at_end(self.tail(Some(name))))
    }

    fn name_of(&self, node: Node<'t>) -> Option<&'t [u8]> {
        let name =
            node.child_by_field_name("name").or_else(|| node.child_by_field_name("declarator"));
        name.map(|name| key_at_end(self.tail(Some(name))))
    }

    fn head(&self, node: Node<'t>, child: Node<'t>) -> &'t [u8] {
        let head = &self.text[node.start_byte()..child.start_byte().max(node.start_byte())];
        &head[..head.len().min(TAIL)]
    }

    /// What a branch depends on: its condition, or the line on which it begins.
    fn condition(&self, node: Node<'t>, child: Node<'t>) -> &'t [u8] {
        match ["condition", "value", "pattern"].iter().find_map(|f| node.child_by_field_name(f)) {
            Some(condition) => self.tail(Some(condition)),
            None => self.head(node, child).split(|&byte| byte == b'\n').next().unwrap_or_default(),
        }
    }

    /// The end of a node's text.
    fn tail(&self, node: Option<Node<'t>>) -> &'t [u8] {
        let text = node.map_or(&[][..], |node| &self.text[node.byte_range()]);
        &text[text.len().saturating_sub(TAIL)..]
    }
}

/// Whether a node holds what stands before a declaration and says something of it.
fn is_annotation(node: Node<'_>) -> bool {
    ["modifiers", "attribute_list", "decorator", "annotation"].contains(&node.kind())
}

fn is_pattern(field: Option<Field>) -> bool {
    matches!(field, Some(Field::Value | Field::Condition | Field::Pattern))
}

/// Whether the value behind a name, with what parts them, comes from a variable or a call.
fn is_worked_out(value: &[u8]) -> bool {
    // The name's own quote may come first.
    let mut rest = value.iter().skip_while(|byte| b" \t\r\n\"'`]:=>".contains(byte)).peekable();
    let is_name = rest.peek().is_some_and(|byte| byte.is_ascii_alphabetic() || **byte == b'_');
    let word: Vec<u8> = rest.copied().take_while(|byte| is_word(*byte)).collect();
    let is_literal = [&b"true"[..], b"false", b"null", b"nil", b"none"];
    let is_quoted = value.trim_ascii().iter().filter(|byte| b"\"'`".contains(byte)).count() > 1;
    is_name && !is_quoted && !is_literal.contains(&word.to_ascii_lowercase().as_slice())
}
