//! What the arms of a `match` say: what their patterns name, and the literal that one gives.

use crate::site::{judge, names};

/// Whether a pattern is a plain name without a version in it: `Backend::Anthropic`, `_`.
pub(super) fn is_role(pattern: &syn::Pat) -> bool {
    let is_plain = |path: &syn::Path| {
        let last = path.segments.last();
        last.is_some_and(|last| !names::has_version(last.ident.to_string().as_bytes()))
    };
    match pattern {
        syn::Pat::Wild(_) => true,
        syn::Pat::Ident(name) => !names::has_version(name.ident.to_string().as_bytes()),
        syn::Pat::Path(path) => is_plain(&path.path),
        syn::Pat::TupleStruct(tuple) => is_plain(&tuple.path),
        syn::Pat::Or(or) => or.cases.iter().all(is_role),
        _ => false,
    }
}

/// Whether a pattern is the name of who serves a model: `"anthropic"`, `Provider::Anthropic`.
pub(super) fn is_provider(pattern: &syn::Pat) -> bool {
    let name = match pattern {
        syn::Pat::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => text.value(),
        syn::Pat::Path(path) => match path.path.segments.last() {
            Some(last) => last.ident.to_string().to_ascii_lowercase(),
            None => return false,
        },
        _ => return false,
    };
    names::is_provider(name.as_bytes())
}

/// `Model::ClaudeSonnet => "NAME"`: the pattern names the tier, whatever its version is.
pub(super) fn is_tier(arm: &syn::Arm) -> bool {
    let syn::Pat::Path(path) = &arm.pat else { return false };
    let name = path.path.segments.last().map(|segment| segment.ident.to_string());
    let (Some(name), Some(model)) = (name, literal(&arm.body)) else { return false };
    judge::is_role(name.as_bytes(), model.value().as_bytes())
}

/// The string literal that is the value of the block or expression, handed on or not.
pub(super) fn literal(expression: &syn::Expr) -> Option<&syn::LitStr> {
    match expression {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(literal), .. }) => Some(literal),
        syn::Expr::MethodCall(call) => literal(&call.receiver),
        syn::Expr::Call(call) if call.args.len() == 1 => literal(call.args.first()?),
        syn::Expr::Block(block) => match block.block.stmts.last()? {
            syn::Stmt::Expr(last, None) => literal(last),
            _ => None,
        },
        _ => None,
    }
}
