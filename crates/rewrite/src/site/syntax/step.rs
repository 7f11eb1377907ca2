//! The nodes on the way from the root of a tree to a name, and what each is in its parent.

use tree_sitter::Node;

/// What a node is in its parent, as far as it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Condition,
    Default,
    Key,
    Pattern,
    Type,
    Value,
}

impl Field {
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "condition" => Self::Condition,
            "default_value" => Self::Default,
            "key" => Self::Key,
            "pattern" => Self::Pattern,
            "type" => Self::Type,
            "value" => Self::Value,
            _ => return None,
        })
    }
}

/// A node on the way from the root to a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step<'t> {
    pub(super) node: Node<'t>,
    /// Its field in its parent.
    pub(super) field: Option<Field>,
    /// How many named siblings stand before it.
    pub(super) index: usize,
    /// The named sibling before it.
    pub(super) previous: Option<Node<'t>>,
    /// It, or what it stands in, was not understood.
    pub(super) is_bad: bool,
}
