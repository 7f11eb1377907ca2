//! What expressions, patterns and items do with their string literals.

use super::arms::{is_provider, is_role, is_tier, literal};
use super::settings::{
    assigned_to, constant, is_model_key, reads_model_variable, returned_by, value_of,
};
use super::tests::is_test;
use super::{Literals, Site};
use crate::site::names;
use crate::site::record::Record;
use modelmod_edit::Span;
use proc_macro2::TokenTree;
use syn::visit::{self, Visit};

/// Methods and functions that hand their value on: what holds for the whole holds for it.
const HAND_ON: &[&str] = &[
    "to_string",
    "to_owned",
    "into",
    "as_str",
    "clone",
    "as_ref",
    "String",
    "from",
    "Some",
    "Ok",
    "Box",
    "new",
    "Cow",
    "Borrowed",
    "Owned",
    "Arc",
    "Rc",
    "from_static",
    "into_boxed_str",
];
/// Methods that give a fallback for their receiver.
const FALL_BACK: &[&str] =
    &["unwrap_or", "unwrap_or_else", "or", "or_else", "map_or", "get_or_insert"];

/// Notes in `literals` what the tree says of each. Literals in macros stay as they are.
///
/// In tests that are `is_live` a use is a use.
pub(super) fn refine(file: &syn::File, shift: usize, is_live: bool, literals: &mut Literals) {
    let mut walk =
        Walk { role: Site::Unclear, in_test: false, is_live, shows: false, shift, literals };
    walk.visit_file(file);
}

struct Walk<'l> {
    /// What holds for a literal that stands at this point.
    role: Site,
    in_test: bool,
    is_live: bool,
    /// The function around gives what is shown, and no model to call.
    shows: bool,
    shift: usize,
    literals: &'l mut Literals,
}

impl Walk<'_> {
    fn within(&mut self, role: Site, visit: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.role, role);
        visit(self);
        self.role = outer;
    }

    /// Visits what belongs to an item with these attributes.
    fn item(&mut self, attrs: &[syn::Attribute], role: Site, visit: impl FnOnce(&mut Self)) {
        let outer = self.in_test;
        self.in_test |= !self.is_live && attrs.iter().any(is_test);
        self.within(role, visit);
        self.in_test = outer;
    }

    /// Visits a function, by its name.
    fn function(
        &mut self,
        attrs: &[syn::Attribute],
        signature: &syn::Signature,
        visit: impl FnOnce(&mut Self),
    ) {
        let name = signature.ident.to_string();
        let is_of_models = names::any(&names::words(name.as_bytes()), &["model", "llm", "default"]);
        let shows = !is_of_models || names::shows(name.as_bytes());
        let outer = std::mem::replace(&mut self.shows, shows);
        self.item(attrs, returned_by(&signature.ident), visit);
        self.shows = outer;
    }

    fn span(&self, span: proc_macro2::Span) -> Span {
        Span::from(span.byte_range()).shifted(self.shift)
    }

    fn set(&mut self, span: Span, site: Site) {
        if let Some(literal) = self.literals.get_mut(&span.start) {
            literal.site = if self.in_test { Site::Test } else { site };
        }
    }

    /// Literals of macros and attributes, which syn leaves as tokens: only tests matter here.
    fn set_all_to_test(&mut self, span: Span) {
        for (_, literal) in self.literals.range_mut(span.start..span.end.max(span.start)) {
            if literal.site != Site::Comment {
                literal.site = Site::Test;
            }
        }
    }
}

impl<'ast> Visit<'ast> for Walk<'_> {
    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        self.set(self.span(literal.span()), self.role);
    }

    fn visit_lit_byte_str(&mut self, literal: &'ast syn::LitByteStr) {
        self.set(self.span(literal.span()), self.role);
    }

    fn visit_macro(&mut self, node: &'ast syn::Macro) {
        if self.in_test {
            let brackets = node.delimiter.span();
            let (open, close) = (self.span(brackets.open()), self.span(brackets.close()));
            self.set_all_to_test(Span::new(open.start, close.end));
        }
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        // `#[arg(default_value = "NAME")] model: String`: the field's name is the role.
        let syn::Meta::List(list) = &attribute.meta else { return };
        if self.role != Site::Setting || self.in_test {
            return;
        }
        let tokens: Vec<TokenTree> = list.tokens.clone().into_iter().collect();
        for window in tokens.windows(3) {
            let [TokenTree::Ident(key), TokenTree::Punct(equals), TokenTree::Literal(value)] =
                window
            else {
                continue;
            };
            if equals.as_char() == '=' && names::is_default(key.to_string().as_bytes()) {
                self.set(self.span(value.span()), Site::Default);
            }
        }
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        let outer = self.in_test;
        self.in_test |= !self.is_live && (item.ident == "tests" || item.ident == "test");
        self.item(&item.attrs, Site::Unclear, |walk| visit::visit_item_mod(walk, item));
        self.in_test = outer;
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.attrs, &item.sig, |walk| visit::visit_item_fn(walk, item));
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.attrs, &item.sig, |walk| visit::visit_impl_item_fn(walk, item));
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        let role = constant(&item.ident, &item.expr);
        self.item(&item.attrs, role, |walk| visit::visit_item_const(walk, item));
    }

    fn visit_impl_item_const(&mut self, item: &'ast syn::ImplItemConst) {
        let role = value_of(&item.ident);
        self.item(&item.attrs, role, |walk| visit::visit_impl_item_const(walk, item));
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        let role = constant(&item.ident, &item.expr);
        self.item(&item.attrs, role, |walk| visit::visit_item_static(walk, item));
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        // `#[serde(rename = "NAME")] Variant`: an entry about that model.
        self.item(&item.attrs, Site::Catalogue, |walk| visit::visit_item_enum(walk, item));
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        let role = field.ident.as_ref().map_or(Site::Unclear, value_of);
        self.within(role, |walk| visit::visit_field(walk, field));
    }

    fn visit_field_value(&mut self, field: &'ast syn::FieldValue) {
        let role = match &field.member {
            syn::Member::Named(name) => value_of(name),
            syn::Member::Unnamed(_) => Site::Unclear,
        };
        self.within(role, |walk| visit::visit_field_value(walk, field));
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        let role = match &local.pat {
            syn::Pat::Ident(name) => value_of(&name.ident),
            syn::Pat::Type(typed) => match &*typed.pat {
                syn::Pat::Ident(name) => value_of(&name.ident),
                _ => Site::Unclear,
            },
            _ => Site::Unclear,
        };
        self.within(role, |walk| visit::visit_local(walk, local));
    }

    fn visit_stmt(&mut self, statement: &'ast syn::Stmt) {
        // Only the value of a block (an expression without `;`) is the value of what is around.
        let role = match statement {
            syn::Stmt::Expr(_, None) => self.role,
            _ => Site::Unclear,
        };
        self.within(role, |walk| visit::visit_stmt(walk, statement));
    }

    fn visit_pat(&mut self, pattern: &'ast syn::Pat) {
        self.within(Site::Comparison, |walk| visit::visit_pat(walk, pattern));
    }

    fn visit_expr(&mut self, expression: &'ast syn::Expr) {
        match expression {
            syn::Expr::Lit(_)
            | syn::Expr::Paren(_)
            | syn::Expr::Group(_)
            | syn::Expr::Reference(_)
            | syn::Expr::Block(_)
            | syn::Expr::Closure(_) => visit::visit_expr(self, expression),
            syn::Expr::Call(call) => self.call(call),
            syn::Expr::MethodCall(call) => self.method_call(call),
            syn::Expr::If(choice) => self.choice(choice),
            syn::Expr::Struct(record) => self.record(record),
            syn::Expr::Match(choice) => self.arms(choice),
            syn::Expr::Assign(assign) => {
                let role = assigned_to(&assign.left);
                self.within(Site::Unclear, |walk| walk.visit_expr(&assign.left));
                self.within(role, |walk| walk.visit_expr(&assign.right));
            }
            other => {
                let role = inside(other);
                self.within(role, |walk| visit::visit_expr(walk, other));
            }
        }
    }
}

impl Walk<'_> {
    fn call(&mut self, call: &syn::ExprCall) {
        let name = match &*call.func {
            syn::Expr::Path(path) => {
                path.path.segments.last().map(|segment| segment.ident.to_string())
            }
            _ => None,
        };
        let name = name.unwrap_or_default();
        let chain = match &*call.func {
            syn::Expr::Path(path) => {
                let names = path.path.segments.iter().map(|segment| segment.ident.to_string());
                names.collect::<Vec<_>>().join("::")
            }
            _ => String::new(),
        };
        // `AnthropicClient::new(key, "NAME")`
        let is_described = || chain.to_ascii_lowercase().contains("model");
        if names::makes_a_client(chain.as_bytes()) && call.args.len() > 1 && !is_described() {
            for argument in &call.args {
                self.within(Site::Argument, |walk| walk.visit_expr(argument));
            }
            return;
        }
        let role = match argument_of(&name) {
            Site::UnknownCall if names::begins_a_request(chain.as_bytes()) => Site::Argument,
            _ if HAND_ON.contains(&name.as_str()) && call.args.len() == 1 => self.role,
            _ if name.is_empty() => Site::Unclear,
            site => site,
        };
        self.within(Site::Unclear, |walk| walk.visit_expr(&call.func));
        self.arguments(&call.args, role, &name);
    }

    fn method_call(&mut self, call: &syn::ExprMethodCall) {
        let name = call.method.to_string();
        let falls_back = FALL_BACK.contains(&name.as_str());
        let receiver = if falls_back || HAND_ON.contains(&name.as_str()) {
            self.role
        } else {
            match argument_of(&name) {
                Site::Comparison => Site::Comparison,
                _ => Site::Unclear,
            }
        };
        self.within(receiver, |walk| walk.visit_expr(&call.receiver));
        // `Arg::new("model").default_value("NAME")`
        let declares = names::says_default(name.as_bytes()) && reads_model_variable(&call.receiver);
        let role = match self.role {
            _ if declares => Site::Default,
            _ if !falls_back => argument_of(&name),
            Site::Setting | Site::Default => Site::Default,
            _ if reads_model_variable(&call.receiver) => Site::Default,
            _ => Site::Unclear,
        };
        self.arguments(&call.args, role, &name);
    }

    fn arguments<'e>(
        &mut self,
        arguments: impl IntoIterator<Item = &'e syn::Expr>,
        role: Site,
        function: &str,
    ) {
        let mut names_model = false;
        for (at, argument) in arguments.into_iter().enumerate() {
            let is_named = std::mem::replace(&mut names_model, is_model_key(argument));
            // The model is the first argument of what takes a model, except of setters such
            // as `insert("model", NAME)`.
            let role = match role {
                Site::UnknownCall if is_named && names::sets(function.as_bytes()) => Site::Setting,
                Site::Argument if at > 0 => Site::UnknownCall,
                Site::Text if function == "format" => Site::Text,
                role => role,
            };
            self.within(role, |walk| walk.visit_expr(argument));
        }
    }

    /// `Price { model: "NAME", input: 8 }`: what stands beside a model says what it is for.
    fn record(&mut self, record: &syn::ExprStruct) {
        let name = |field: &syn::FieldValue| match &field.member {
            syn::Member::Named(name) => name.to_string().into_bytes(),
            syn::Member::Unnamed(_) => Vec::new(),
        };
        let names: Vec<Vec<u8>> = record.fields.iter().map(name).collect();
        let all: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
        for (field, own) in record.fields.iter().zip(&all) {
            let site = Record { own, all: &all }.site(names::is_about_models);
            match site.filter(|_| names::value_of(own).is_use_of_any()) {
                Some(site) => self.within(site, |walk| walk.visit_expr(&field.expr)),
                None => self.visit_field_value(field),
            }
        }
        if let Some(rest) = &record.rest {
            self.within(Site::Unclear, |walk| walk.visit_expr(rest));
        }
    }

    fn arms(&mut self, choice: &syn::ExprMatch) {
        self.within(Site::Unclear, |walk| walk.visit_expr(&choice.expr));
        // Several literals: a table from one thing to another, but for the one that is
        // taken for each provider.
        let literals = choice.arms.iter().filter(|arm| literal(&arm.body).is_some()).count();
        let is_one_of_all = |arm: &syn::Arm| is_role(&arm.pat) || is_provider(&arm.pat);
        let is_table = literals > 1 && !choice.arms.iter().all(is_one_of_all);
        for arm in &choice.arms {
            let is_of_provider = !self.shows && is_provider(&arm.pat);
            let role = match (is_tier(arm), self.role) {
                (true, Site::Unclear) => Site::Setting,
                (false, Site::Unclear) if is_of_provider => Site::Default,
                (false, _) if is_table => Site::Catalogue,
                (_, role) => role,
            };
            self.within(role, |walk| walk.visit_arm(arm));
        }
    }

    fn choice(&mut self, choice: &syn::ExprIf) {
        self.within(Site::Unclear, |walk| walk.visit_expr(&choice.cond));
        self.visit_block(&choice.then_branch);
        if let Some((_, other)) = &choice.else_branch {
            self.visit_expr(other);
        }
    }
}

/// What holds for a literal directly inside an expression of this kind.
fn inside(expression: &syn::Expr) -> Site {
    match expression {
        syn::Expr::Binary(binary) => match binary.op {
            syn::BinOp::Eq(_) | syn::BinOp::Ne(_) | syn::BinOp::Lt(_) | syn::BinOp::Gt(_) => {
                Site::Comparison
            }
            syn::BinOp::Add(_) | syn::BinOp::AddAssign(_) => Site::Fragment,
            _ => Site::Unclear,
        },
        syn::Expr::Array(_) | syn::Expr::Tuple(_) | syn::Expr::Repeat(_) => Site::List,
        syn::Expr::Index(_) => Site::Key,
        syn::Expr::Let(_) => Site::Comparison,
        _ => Site::Unclear,
    }
}

fn argument_of(function: &str) -> Site {
    names::argument_of(function.as_bytes())
}
