//! What is set: constants, results, variables that are read.

use super::Site;
use crate::site::judge::is_role as names_a_role;
use crate::site::names;

pub(super) fn value_of(name: &syn::Ident) -> Site {
    names::value_of(name.to_string().as_bytes())
}

/// A constant, by its name and its value: `HAIKU` of a model that is called so is the role that
/// the model has.
pub(super) fn constant(name: &syn::Ident, value: &syn::Expr) -> Site {
    match (value_of(name), value) {
        (Site::Unclear, syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }))
            if names_a_role(name.to_string().as_bytes(), text.value().as_bytes()) =>
        {
            Site::Setting
        }
        (site, _) => site,
    }
}

/// What a function of this name returns: `fn default_model()`.
pub(super) fn returned_by(name: &syn::Ident) -> Site {
    let name = name.to_string();
    let says_default = name.contains("default") || name == "model" || name == "model_id";
    match names::value_of(name.as_bytes()) {
        Site::Setting if says_default => Site::Default,
        _ => Site::Unclear,
    }
}

/// What a place is for: a variable or a field, by its name.
pub(super) fn assigned_to(left: &syn::Expr) -> Site {
    match left {
        syn::Expr::Path(path) => {
            path.path.segments.last().map_or(Site::Unclear, |s| value_of(&s.ident))
        }
        syn::Expr::Field(field) => match &field.member {
            syn::Member::Named(name) => value_of(name),
            syn::Member::Unnamed(_) => Site::Unclear,
        },
        _ => Site::Unclear,
    }
}

/// Whether the expression is `env::var("...MODEL...")` or the like, as far as its first
/// argument tells.
pub(super) fn reads_model_variable(expression: &syn::Expr) -> bool {
    let call = match expression {
        syn::Expr::Call(call) => call,
        // `args.model.as_deref()`, `options.model.clone()`
        syn::Expr::MethodCall(call) => return reads_model_variable(&call.receiver),
        syn::Expr::Field(_) | syn::Expr::Path(_) => {
            return assigned_to(expression) == Site::Setting;
        }
        _ => return false,
    };
    call.args.first().is_some_and(is_model_key)
}

/// Whether the argument is the key of a model's name: `"model"`.
pub(super) fn is_model_key(argument: &syn::Expr) -> bool {
    let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(key), .. }) = argument else {
        return false;
    };
    names::selects_model(key.value().as_bytes())
}
