//! From a tree to the places of names in it: one walk for all of them.

use super::Place;
use super::frame::Frame;
use super::frames::Frames;
use super::role::Role;
use super::step::{Field, Step};
use modelmod_edit::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// How many frames of a place are kept, from inside.
const FRAMES: usize = 24;
/// How far out of a name its literal is looked for.
const LITERAL: usize = 6;
/// How many nodes outwards have to be free of errors.
const SOUND: usize = 4;
/// How many nodes outwards frames are looked for. What stands in more of them than anybody
/// writes is not understood: asking all of them, for each name, would take for ever.
const OUTWARDS: usize = 500;

/// The places of `spans`, which are sorted and do not overlap; as many, in their order.
pub(super) fn places<'t>(
    tree: &'t Tree,
    text: &'t [u8],
    role: fn(&str) -> Option<Role>,
    spans: &[Span],
) -> Vec<Place<'t>> {
    let mut walk = Walk::new(tree);
    let mut frames = Frames::new(text, role, tree.language().node_kind_count());
    let place = |&span: &Span| {
        let steps = walk.seek(&frames, span);
        place(steps, &mut frames, text, span)
    };
    spans.iter().map(place).collect()
}

/// A cursor that only moves forward: all names together cost one walk over the tree.
struct Walk<'t> {
    cursor: TreeCursor<'t>,
    /// The cursor's node and its ancestors, outermost first.
    steps: Vec<Step<'t>>,
}

impl<'t> Walk<'t> {
    fn new(tree: &'t Tree) -> Self {
        let node = tree.root_node();
        let is_bad = is_bad(node);
        let root = Step { node, field: None, index: 0, previous: None, is_bad };
        Self { cursor: tree.walk(), steps: vec![root] }
    }

    /// The nodes around `span`, outermost first.
    fn seek(&mut self, frames: &Frames<'t>, span: Span) -> &[Step<'t>] {
        while let Some(&step) = self.steps.last() {
            let (start, end) = (step.node.start_byte(), step.node.end_byte());
            if start <= span.start && span.end <= end {
                if !self.down(frames) {
                    return &self.steps;
                }
            } else if end <= span.start && self.steps.len() > 1 {
                if !self.next(frames) {
                    let depth = self.steps.len() - 1;
                    if holds(self.steps[depth - 1].node, span) {
                        return &self.steps[..depth];
                    }
                    self.up();
                }
            } else {
                // In a gap between nodes, or over several of them.
                let depth = self.steps.len().saturating_sub(1);
                let around = self.steps[..depth].iter().rposition(|step| holds(step.node, span));
                return &self.steps[..around.map_or(0, |at| at + 1)];
            }
        }
        &self.steps
    }

    fn down(&mut self, frames: &Frames<'t>) -> bool {
        let moved = self.cursor.goto_first_child();
        if moved {
            let node = self.cursor.node();
            let outer = self.steps.last();
            let is_bad = outer.is_some_and(|outer| outer.is_bad) || is_bad(node);
            let field = outer.and_then(|outer| self.field(frames, outer));
            let step = Step { node, field, index: 0, previous: None, is_bad };
            self.steps.push(step);
        }
        moved
    }

    fn next(&mut self, frames: &Frames<'t>) -> bool {
        let moved = self.cursor.goto_next_sibling();
        let outer = self.steps.len().checked_sub(2).map(|at| &self.steps[at]);
        let field = outer.and_then(|outer| self.field(frames, outer));
        let in_bad = outer.is_some_and(|outer| outer.is_bad);
        if let (true, Some(step)) = (moved, self.steps.last_mut()) {
            if step.node.is_named() && !step.node.is_extra() {
                step.index += 1;
                step.previous = Some(step.node);
            }
            step.node = self.cursor.node();
            step.field = field;
            step.is_bad = in_bad || is_bad(step.node);
        }
        moved
    }

    /// The field of the cursor's node in `outer`, its parent, where that matters: to tell it
    /// can take as long as all that stands before it.
    fn field(&self, frames: &Frames<'t>, outer: &Step<'t>) -> Option<Field> {
        let has_fields = frames.role(outer.node).is_some_and(Role::has_fields);
        if has_fields { Field::named(self.cursor.field_name()?) } else { None }
    }

    fn up(&mut self) {
        self.cursor.goto_parent();
        self.steps.pop();
    }
}

fn is_bad(node: Node<'_>) -> bool {
    node.is_error() || node.is_missing()
}

fn holds(node: Node<'_>, span: Span) -> bool {
    node.start_byte() <= span.start && span.end <= node.end_byte()
}

fn place<'t>(steps: &[Step<'t>], frames: &mut Frames<'t>, text: &'t [u8], name: Span) -> Place<'t> {
    let outermost = steps.len().saturating_sub(LITERAL);
    let is_value =
        |step: &Step<'t>| matches!(frames.role(step.node), Some(Role::Literal | Role::Comment));
    let literal = (outermost..steps.len()).rev().find(|&at| is_value(&steps[at])).map(|at| {
        // `"NAME"$SUFFIX` is one word of a shell.
        (outermost..at).rev().take_while(|&at| is_value(&steps[at])).last().unwrap_or(at)
    });
    let inner = literal.unwrap_or(steps.len().saturating_sub(1));
    let first = (inner + 1).saturating_sub(SOUND);
    let is_sound = !steps.last().is_some_and(|step| step.is_bad)
        && !steps[first.max(1).min(steps.len())..].iter().any(|step| step.node.has_error());
    let mut around: Vec<Frame<'t>> = Vec::new();
    let mut at = inner;
    while at > 0 && around.len() < FRAMES && inner - at < OUTWARDS {
        around.extend(frames.frame(&steps[..=at]));
        at -= 1;
    }
    let value = literal.map(|at| steps[at].node);
    let content = value.map_or(name, |node| content(text, Span::from(node.byte_range())));
    Place {
        value: value.map(|node| Span::from(node.byte_range())),
        content,
        is_comment: value.is_some_and(|node| frames.role(node) == Some(Role::Comment)),
        is_whole: value.is_some() && content == name,
        is_sound: is_sound && inner - at < OUTWARDS,
        frames: around,
    }
}

/// What stands between the quotes of a literal; all of it, where it has none.
fn content(text: &[u8], literal: Span) -> Span {
    let source = &text[literal.range()];
    let prefix = source
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic() || b"@$#:".contains(byte))
        .take(6)
        .count();
    let rest = &source[prefix..];
    let mark = match rest {
        [a @ (b'"' | b'\''), b, c, ..] if a == b && b == c => 3,
        [b'[', b'[', ..] => 2,
        [b'"' | b'\'' | b'`', ..] => 1,
        _ => return literal,
    };
    let is_raw = source[..prefix].contains(&b'#');
    let hashes = source.iter().rev().take_while(|&&byte| is_raw && byte == b'#').count();
    Span::new(
        literal.start + prefix + mark,
        literal.end.saturating_sub(mark + hashes).max(literal.start + prefix + mark),
    )
}
