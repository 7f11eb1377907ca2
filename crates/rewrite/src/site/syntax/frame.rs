//! What a name stands in, one step outwards.

use super::role::Named;
use crate::site::around::{chain_at_end, without_generics};
use std::rc::Rc;

/// What a value stands in.
#[derive(Clone, Debug)]
pub(crate) enum Frame<'t> {
    /// An argument of a call.
    Call(Call<'t>),
    /// The object of a method: its name and what follows, `.equals(x)`.
    Receiver(&'t [u8]),
    /// The value of something with a name.
    Value(Value<'t>),
    /// The name of a value, or what another value is looked up by.
    Key,
    /// One of a list, with the text of the item before it.
    Item {
        before: &'t [u8],
    },
    Compare,
    /// A part of a longer text.
    Join,
    /// What is taken where the `other` operand has no value (or the other way round).
    Fallback {
        other: &'t [u8],
    },
    Branch,
    /// What is done where a condition holds; with the text of the condition.
    Choice {
        head: &'t [u8],
    },
    Pattern,
    Type,
    /// A member of an enum.
    Member,
    Return,
    /// The body of a function of this name, or of none; with the beginning of its text.
    Function {
        name: &'t [u8],
    },
    /// The body of a class of this name.
    Class {
        name: &'t [u8],
    },
    /// What an annotation says of a field, a parameter or a property of this name.
    Annotation {
        name: &'t [u8],
    },
    /// A block and what stands before its body.
    Block {
        head: &'t [u8],
    },
    /// A word of a command, with the one before it and the beginning of all of them.
    Command {
        before: &'t [u8],
        words: &'t [u8],
    },
    Statement,
    Assert,
}

/// An argument of a call.
#[derive(Clone, Debug)]
pub(crate) struct Call<'t> {
    /// The text before the arguments, at most its end.
    pub(crate) callee: &'t [u8],
    /// Which argument, from 0.
    pub(crate) index: usize,
    /// The argument before it.
    pub(crate) before: &'t [u8],
    /// The argument behind it.
    pub(crate) behind: &'t [u8],
    /// The first argument.
    pub(crate) first: &'t [u8],
    /// The second argument.
    pub(crate) second: &'t [u8],
    /// Names of the arguments that have one.
    pub(crate) names: Rc<[&'t [u8]]>,
}

impl<'t> Call<'t> {
    /// The function's name with what it is a member of: `client.chat.model`.
    pub(crate) fn chain(&self) -> &'t [u8] {
        chain_at_end(without_generics(self.callee))
    }
}

/// The value of something with a name.
#[derive(Clone, Debug)]
pub(crate) struct Value<'t> {
    pub(crate) name: &'t [u8],
    pub(crate) kind: Named,
    /// The names beside it in the same record, itself among them.
    pub(crate) beside: Rc<[&'t [u8]]>,
    /// What the record says that it is called: `MODEL` in `{ name: "MODEL", value: "ID" }`.
    pub(crate) called: &'t [u8],
}
