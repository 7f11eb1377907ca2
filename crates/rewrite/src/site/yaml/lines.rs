//! YAML that does not parse, line by line: keys, values, list items and block scalars.

use super::looks_like_a_model;
use crate::matcher::Occurrence;
use crate::site::around::name_at_end;
use crate::site::language::Language;
use crate::site::lexer::Lexed;
use crate::site::{Site, bare, code, names};
use modelmod_edit::{LineIndex, Span};

/// How many parents are asked.
const DEPTH: usize = 64;
/// How many lines a record of a list has, at the most.
const LINES: usize = 30;

/// The sites of `occurrences` in `text`.
pub(super) fn classify(text: &[u8], occurrences: &[Occurrence]) -> Vec<Site> {
    let lexed = Lexed::new(text, &Language::Yaml.syntax());
    let lines = LineIndex::new(text);
    let mut document = Document { text, lines, lexed, above: Vec::new() };
    document.find_parents();
    occurrences.iter().map(|occurrence| document.site(occurrence.span, occurrence.is_own)).collect()
}

struct Document<'t> {
    text: &'t [u8],
    lines: LineIndex,
    lexed: Lexed<'t>,
    /// For each line, the line of its parent.
    above: Vec<Option<u32>>,
}

/// `- key: value`, taken apart.
struct Entry<'t> {
    /// Column of the first byte that is neither a space nor a list marker.
    indent: usize,
    is_item: bool,
    key: Option<&'t [u8]>,
    value: &'t [u8],
}

impl<'t> Document<'t> {
    fn site(&self, core: Span, is_own: bool) -> Site {
        if self.lexed.holding(core).is_some_and(|lexeme| lexeme.quote.is_none()) {
            return Site::Comment;
        }
        let number = self.lines.line_of(core.start);
        let entry = self.entry(number);
        let parents = self.parents(number);
        if parents.iter().any(|parent| is_block_scalar(parent.value) || is_open_quote(parent.value))
        {
            return Site::Text;
        }
        // `matrix: exclude:`, `fallbacks:`, `expect:`: not the model to call.
        let owner = parents.iter().filter_map(|parent| parent.key).take(1);
        // A list of configurations, each with its own key, is no list of models.
        let veto = owner
            .map(unquoted)
            .find_map(|owner| names::veto_of_owner(owner, &self.text[core.range()]))
            .filter(|site| *site != Site::List || !self.configures(number, &entry));
        let name = &self.text[core.range()];
        if unquoted(entry.value) == name {
            let site = self.of_value(number, &entry, &parents);
            return veto.filter(|_| site.is_use_of_any()).unwrap_or(site);
        }
        if entry.key.is_some_and(|key| unquoted(key) == name) {
            return Site::Key;
        }
        // `- MODEL=NAME`, as Compose files list variables.
        if let (true, None, Some(variable)) =
            (entry.is_item, entry.key, unquoted(entry.value).strip_suffix(name))
            && let Some(variable) = variable.strip_suffix(b"=")
            && name_at_end(variable) == variable
        {
            let site = names::value_of(variable);
            return if site == Site::Setting { Site::Environment } else { site };
        }
        // A flow collection, or something rarer: by literals, as in other languages.
        match self.lexed.holding(core) {
            Some(lexeme)
                if lexeme.content() == core && matches!(entry.value.first(), Some(b'{' | b'[')) =>
            {
                code::site(Language::Json, &self.lexed, core, is_own)
            }
            Some(_) => Site::Text,
            None if entry.value.contains(&b' ') => Site::Text,
            None => Site::Unclear,
        }
    }

    fn of_value(&self, number: usize, entry: &Entry<'t>, parents: &[Entry<'t>]) -> Site {
        let Some(key) = entry.key else {
            return if entry.is_item { self.of_item(number) } else { Site::Unclear };
        };
        let key = unquoted(key);
        match names::value_of(key) {
            // LiteLLM's name for clients, which its other keys refer to.
            Site::Setting if key == b"model_name" && entry.is_item => Site::Catalogue,
            Site::Setting | Site::Platform | Site::Catalogue
                if self.is_about_a_model(number, entry) =>
            {
                Site::Catalogue
            }
            Site::Setting if key.iter().all(|byte| !byte.is_ascii_lowercase()) => Site::Environment,
            // `- name: MODEL` with `value: ...` below it, as Kubernetes writes variables.
            Site::Unclear if key == b"value" && self.sibling_selects_model(number, entry) => {
                Site::Environment
            }
            Site::Unclear if names::is_default(key) => match parents.first() {
                Some(parent)
                    if parent.key.is_some_and(|key| names::selects_model(unquoted(key))) =>
                {
                    Site::Default
                }
                _ => Site::Unclear,
            },
            // `model:` with `name: NAME` below it.
            Site::Unclear if names::is_name_of_model(key) && !entry.is_item => {
                let owner = parents.first().and_then(|parent| parent.key);
                let is_part = owner.is_some_and(|owner| names::selects_model(unquoted(owner)));
                if is_part { Site::Setting } else { Site::Unclear }
            }
            site => site,
        }
    }

    /// `- --model` with `- NAME` below it.
    fn of_item(&self, number: usize) -> Site {
        let before = number.checked_sub(1).map(|number| self.entry(number));
        let flag = before.filter(|entry| entry.is_item && entry.key.is_none());
        match flag.map(|entry| unquoted(entry.value)) {
            Some(flag) if flag.starts_with(b"--") && names::selects_model(flag) => Site::Flag,
            _ => Site::List,
        }
    }

    /// Whether the record of the entry holds what only a request or a client needs.
    fn configures(&self, number: usize, entry: &Entry<'t>) -> bool {
        let is_beside = |number: &usize| {
            let line = &self.text[self.lines.span(*number).range()];
            line.trim_ascii().is_empty() || self.entry(*number).indent >= entry.indent
        };
        let below = (number + 1..self.lines.count().min(number + LINES)).take_while(|number| {
            is_beside(number)
                && !(self.entry(*number).is_item && self.entry(*number).indent <= entry.indent)
        });
        let above = (number.saturating_sub(LINES)..number).rev().take_while(is_beside);
        above.chain(below).any(|number| {
            let other = self.entry(number);
            other.indent == entry.indent
                && other.key.is_some_and(|key| names::is_of_a_request(unquoted(key)))
        })
    }

    /// Whether the entry belongs to a record that a model's name heads (`- name: gpt-4o`): a
    /// table of models, with what belongs to each.
    fn is_about_a_model(&self, number: usize, entry: &Entry<'t>) -> bool {
        for above in (number.saturating_sub(LINES)..number).rev() {
            let sibling = self.entry(above);
            if sibling.indent < entry.indent && !sibling.value.is_empty() {
                return false;
            }
            if sibling.indent == entry.indent && sibling.is_item {
                let heads =
                    matches!(sibling.key, Some(b"name" | b"id" | b"slug" | b"key" | b"title"));
                return heads && looks_like_a_model(unquoted(sibling.value));
            }
        }
        false
    }

    /// Whether the record that the entry belongs to has `name: ...MODEL...`.
    fn sibling_selects_model(&self, number: usize, entry: &Entry<'t>) -> bool {
        for above in (number.saturating_sub(3)..number).rev() {
            let sibling = self.entry(above);
            if sibling.indent == entry.indent && sibling.key == Some(b"name") {
                return names::selects_model(unquoted(sibling.value));
            }
            if sibling.indent < entry.indent || sibling.is_item {
                return false;
            }
        }
        false
    }

    fn line(&self, number: usize) -> &'t [u8] {
        let line = &self.text[self.lines.span(number).range()];
        // Nothing of interest begins behind this; lines of megabytes are not read again.
        let line = &line[..line.len().min(2_000)];
        let start = self.lines.span(number).start;
        let spans =
            &self.lexed.lexemes[self.lexed.lexemes.partition_point(|l| l.span.start < start)..];
        let comment = spans
            .iter()
            .take_while(|lexeme| lexeme.span.start < start + line.len())
            .find(|lexeme| lexeme.quote.is_none());
        comment.map_or(line, |comment| &line[..comment.span.start - start]).trim_ascii_end()
    }

    fn entry(&self, number: usize) -> Entry<'t> {
        let line = self.line(number);
        let mut body = line.trim_ascii_start();
        let mut is_item = false;
        while let Some(rest) = body.strip_prefix(b"- ") {
            body = rest.trim_ascii_start();
            is_item = true;
        }
        let indent = line.len() - body.len();
        match key_end(body) {
            Some(colon) => {
                let (key, value) = (&body[..colon], &body[colon + 1..]);
                Entry {
                    indent,
                    is_item,
                    key: Some(key.trim_ascii_end()),
                    value: value.trim_ascii(),
                }
            }
            None => Entry { indent, is_item, key: None, value: body },
        }
    }

    /// The entries around line `number`, innermost first.
    fn parents(&self, number: usize) -> Vec<Entry<'t>> {
        let above = |line: usize| self.above[line].map(|parent| parent as usize);
        std::iter::successors(above(number), |&line| above(line))
            .take(DEPTH)
            .map(|line| self.entry(line))
            .collect()
    }

    /// For each line the line of the entry that it belongs to. One pass, so that many names in
    /// one long list cost no more than one.
    fn find_parents(&mut self) {
        // Entries that may have children: their column, whether they are keys, their lines.
        let mut open: Vec<(usize, bool, u32)> = Vec::new();
        for (number, at) in (0..self.lines.count()).zip(0u32..) {
            let line = self.line(number);
            if line.trim_ascii().is_empty() {
                self.above.push(open.last().map(|&(.., line)| line));
                continue;
            }
            let entry = self.entry(number);
            let dash = line.len() - line.trim_ascii_start().len();
            // An item may stand as far left as the key of its list: `args:` over `- x`.
            let belongs = |&(column, is_key, _): &(usize, bool, u32)| match entry.is_item {
                true => column < dash || (column == dash && is_key),
                false => column < entry.indent,
            };
            while open.last().is_some_and(|above| !belongs(above)) {
                open.pop();
            }
            self.above.push(open.last().map(|&(.., line)| line));
            // What belongs to `- |` is indented more than its dash, not than its bar.
            let has_key = entry.key.is_some();
            open.push((if has_key { entry.indent } else { dash }, has_key, at));
        }
    }
}

/// `"...` without an end: a text that goes on below.
fn is_open_quote(value: &[u8]) -> bool {
    matches!(value, [quote @ (b'"' | b'\''), rest @ ..] if !rest.contains(quote))
}

/// Where the colon behind the key stands, in a line without indentation.
fn key_end(body: &[u8]) -> Option<usize> {
    let from = match body.first() {
        Some(quote @ (b'"' | b'\'')) => memchr::memchr(*quote, &body[1..])? + 2,
        Some(b'{' | b'[' | b'|' | b'>' | b'&' | b'*' | b'!') => return None,
        _ => 0,
    };
    let colon = from
        + memchr::memchr_iter(b':', &body[from..])
            .find(|at| body.get(from + at + 1).is_none_or(u8::is_ascii_whitespace))?;
    // A sentence with a colon in it is not a key; keys hold no quotes and few words.
    let key = &body[..colon];
    (from > 0 || !key.contains(&b'"') && key.split(|&byte| byte == b' ').count() <= 3)
        .then_some(colon)
}

fn is_block_scalar(value: &[u8]) -> bool {
    // An anchor or a tag may stand before the indicator: `&x |`, `!!str >-`.
    let indicator = value.rsplit(|byte| *byte == b' ').next().unwrap_or(value);
    matches!(indicator.first(), Some(b'|' | b'>'))
        && indicator[1..].iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+'))
}

fn unquoted(value: &[u8]) -> &[u8] {
    let value = match value {
        [b'"', inner @ .., b'"'] | [b'\'', inner @ .., b'\''] => inner,
        _ => value,
    };
    // `${MODEL:-NAME}`, as Compose files write defaults.
    bare::default_in(value).map_or(value, |(_, default)| default)
}
