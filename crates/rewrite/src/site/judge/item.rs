//! What one of a list is, by what stands before it and by what the list is for.

use super::owner::is_about_a_model;
use super::{Judge, Trim, is_quoted, run};
use crate::site::Site;
use crate::site::around::{key_at_end, name_at_end};
use crate::site::language::Language;
use crate::site::names;
use crate::site::syntax::{Call, Frame};

impl Judge<'_> {
    /// `["--model", "NAME"]`, or one of a list.
    pub(super) fn item(&self, before: &[u8], rest: &[Frame<'_>]) -> Site {
        let flag = key_at_end(before);
        if names::is_model_flag(flag) {
            return Site::Flag;
        }
        // `{ "model", "NAME" }`: a pair of a dictionary.
        if is_quoted(before) && names::selects_model(flag) {
            return Site::Setting;
        }
        let asks = rest.first().is_some_and(|frame| match frame {
            Frame::Call(call) => names::argument_of(name_at_end(call.chain())) == Site::Comparison,
            Frame::Compare => true,
            _ => false,
        });
        if asks {
            Site::Comparison
        } else if self.is_only_item(before)
            // In Go a list of one looks like a record.
            && self.language != Language::Go
            && matches!(rest, [Frame::Value(value), rest @ ..] if self.is_of_roles(value, rest))
        {
            Site::Setting
        } else if self.is_only_item(before)
            && let [Frame::Call(call), around @ ..] = rest
            && let Some(site) = self.is_default_beside(call, around)
        {
            site
        } else if self.language == Language::Hcl
            // There the bracket is a part like others.
            && self.is_only_item(before.trim_ascii().strip_prefix(b"[").unwrap_or(before))
            && matches!(rest, [Frame::Value(value), around @ ..]
                if value.name == b"default" && declares_models(around))
        {
            Site::Default
        } else if matches!(rest.first(), Some(Frame::Value(value)) if value.name == b"examples")
            && is_about_a_model(&rest[1..])
        {
            Site::Example
        } else if self.is_run_through(rest) || self.is_only_item(before) && run::is_of_models(rest)
        {
            Site::Run
        } else {
            Site::List
        }
    }

    /// `Provider("anthropic", "NAME", ["NAME"])`: what is allowed is the default alone, and follows
    /// it.
    fn is_default_beside(&self, call: &Call<'_>, around: &[Frame<'_>]) -> Option<Site> {
        let words = names::words(name_at_end(call.chain()));
        let is_of_provider = words
            .last()
            .is_some_and(|last| ["client", "config", "provider"].contains(&last.as_str()));
        let says_otherwise = ["deprecated", "former", "legacy", "old", "previous", "retired"];
        if !is_of_provider || names::any(&words, &says_otherwise) {
            return None;
        }
        let [quote, text @ .., end] = call.before.trim_ascii() else { return None };
        if quote != end || *text != self.text[self.name.range()] {
            return None;
        }
        let before = match call.index {
            2 => call.first,
            3 => call.second,
            _ => return None,
        };
        let default = Call { index: call.index - 1, before, behind: b"", ..call.clone() };
        let site = self.argument(&default, around);
        matches!(site, Site::Argument | Site::Default).then_some(site)
    }

    /// Whether the name is all that a list holds.
    fn is_only_item(&self, before: &[u8]) -> bool {
        let behind = self.text[self.name.end..].trim_start_bytes(b"\"'`, \t\r\n");
        before.trim_ascii().is_empty() && matches!(behind.first(), Some(b']' | b'}'))
    }
}

/// `variable "models" {`, and not `variable "supported_models" {`.
fn declares_models(around: &[Frame<'_>]) -> bool {
    let head = around.iter().find_map(|frame| match frame {
        Frame::Block { head } => head.trim_ascii_start().strip_prefix(b"variable"),
        _ => None,
    });
    head.is_some_and(|head| {
        let name = head.split(|&byte| byte == b'"').nth(1).unwrap_or_default();
        names::selects_model(name) || names::holds_models(name)
    })
}
