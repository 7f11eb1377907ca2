//! What a node of a syntax tree is to us, whatever its language calls it.

/// What a kind of node is to us. Kinds without a role are looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// A string, with its quotes, or a bare word that is a value.
    Literal,
    Comment,
    /// A function and what is handed to it.
    Call,
    /// The arguments of the [`Role::Call`] around it.
    Arguments,
    /// A name, and a value behind it.
    Named(Named),
    /// A field or a parameter, as far as annotations stand before it.
    Declaration,
    /// Names and values in turn.
    Dictionary,
    /// The parameters of a function, each followed by its default, if that has no node with
    /// its name.
    Parameters,
    /// A list of values; each child is one.
    Items,
    /// A list in which a single value is not listed: `a, b = c, d`.
    Several,
    /// Two operands; the operator tells what it does.
    Operation,
    /// Pieces put together to one text.
    Join,
    /// What gives a value where there is none.
    Fallback,
    /// A variable of a script, and what is taken where it has no value.
    Expansion,
    /// One of two values.
    Branch,
    /// What a value is compared with, as a whole.
    Pattern,
    /// Patterns in the fields `value`, `condition` or `pattern`, and what follows from them.
    Case,
    /// A condition and what is done where it holds.
    Choice,
    Compare,
    Type,
    /// `a[b]`: what stands behind the first child is looked up in it.
    Index,
    /// `a.b`: what stands behind `a` is done with it.
    Access,
    /// A member of an enum.
    Member,
    Return,
    Function,
    Class,
    /// A block with a head that says what it is about.
    Block,
    /// A command and its words.
    Command,
    /// A statement that is nothing but its expression.
    Statement,
    /// A condition that has to hold.
    Assert,
}

impl Role {
    /// Whether it matters in which field of such a node something stands.
    pub(super) const fn has_fields(self) -> bool {
        matches!(
            self,
            Self::Named(_) | Self::Dictionary | Self::Branch | Self::Case | Self::Function
        )
    }
}

/// What stands behind a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Named {
    /// A variable, a constant, a field: `NAME = value`.
    Variable,
    /// An entry of a record: `{ name: value }`.
    Pair,
    /// An argument: `f(name=value)`.
    Argument,
    /// A parameter with its default.
    Parameter,
}

/// Kinds that mean the same in every grammar that has them.
pub(super) fn common(kind: &str) -> Option<Role> {
    Some(match kind {
        "comment" | "line_comment" | "block_comment" | "multiline_comment" | "html_comment" => {
            Role::Comment
        }
        "string" | "string_literal" => Role::Literal,
        "call"
        | "call_expression"
        | "function_call"
        | "new_expression"
        | "method_invocation"
        | "object_creation_expression"
        | "invocation_expression"
        | "constructor_invocation"
        | "annotation"
        | "attribute_call" => Role::Call,
        "argument_list"
        | "arguments"
        | "value_arguments"
        | "function_arguments"
        | "annotation_argument_list"
        | "attribute_argument_list" => Role::Arguments,
        "variable_declarator"
        | "assignment"
        | "assignment_expression"
        | "assignment_statement"
        | "variable_assignment"
        | "operator_assignment"
        | "augmented_assignment_expression"
        | "property_declaration" => Role::Named(Named::Variable),
        "pair" | "dictionary_element" => Role::Named(Named::Pair),
        "argument" | "value_argument" | "keyword_argument" => Role::Named(Named::Argument),
        "parameter"
        | "default_parameter"
        | "typed_default_parameter"
        | "required_parameter"
        | "optional_parameter"
        | "class_parameter"
        | "keyword_parameter"
        | "simple_parameter"
        | "property_promotion_parameter" => Role::Named(Named::Parameter),
        "array"
        | "list"
        | "tuple"
        | "set"
        | "array_literal"
        | "array_initializer"
        | "array_creation_expression"
        | "collection_expression" => Role::Items,
        "expression_list" => Role::Several,
        "binary_expression" | "binary" | "boolean_operator" | "binary_operator"
        | "infix_expression" => Role::Operation,
        "ternary_expression" | "conditional_expression" | "conditional" => Role::Branch,
        "subscript"
        | "subscript_expression"
        | "index_expression"
        | "element_reference"
        | "indexing_expression"
        | "bracket_index_expression" => Role::Index,
        "member_expression"
        | "attribute"
        | "selector_expression"
        | "field_access"
        | "navigation_expression"
        | "member_access_expression"
        | "dot_index_expression" => Role::Access,
        "return_statement" | "return" | "return_expression" => Role::Return,
        "function_declaration"
        | "function_definition"
        | "method_declaration"
        | "method"
        | "method_definition"
        | "function_expression"
        | "arrow_function"
        | "lambda"
        | "local_function_statement"
        | "constructor_declaration" => Role::Function,
        "class_declaration"
        | "class_definition"
        | "class"
        | "interface_declaration"
        | "struct_declaration"
        | "record_declaration" => Role::Class,
        "if_statement" | "elif_clause" | "if_expression" | "if" | "elsif" | "when"
        | "case_clause" => Role::Choice,
        "expression_statement" => Role::Statement,
        _ => return None,
    })
}
