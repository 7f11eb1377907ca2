//! Symbols that stand for a model: `Model::Claude3Opus` for `claude-3-opus-20240229`.
//!
//! What symbols are made of is data (`[symbols]` of a pack). Languages differ in the rest: upper
//! and lower case, `_` between words or none, digits together or parted. All that is dropped
//! before two of them are compared, so that a rule need not tell it.

use crate::boundary::is_word;
use modelmod_catalog::{Catalog, Model, Symbols};
use modelmod_edit::Span;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Longer words are no symbols.
const LONGEST: usize = 80;

/// A word of a text that is written as a symbol for a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Symbol {
    pub(crate) span: Span,
    /// Places in [`Catalog::models`]: several where it leaves out what tells them apart.
    pub(crate) models: Vec<usize>,
}

/// Finds symbols of a catalogue's models in bytes.
#[derive(Debug)]
pub(crate) struct SymbolMatcher<'c> {
    rules: Vec<Rule<'c>>,
    /// How symbols begin, behind words that may stand before; sorted.
    beginnings: Vec<String>,
    /// The rule of each of `beginnings`.
    rule_of: Vec<usize>,
}

/// The rule of one provider, and what follows from it.
#[derive(Debug)]
struct Rule<'c> {
    symbols: &'c Symbols,
    /// By symbols without signs: models that have such an ID or alias, or list the symbol.
    exact: HashMap<String, Vec<usize>>,
    /// The same without the ends that may be left out.
    loose: HashMap<String, Vec<usize>>,
}

impl<'c> SymbolMatcher<'c> {
    /// A matcher for symbols of the models that `wanted` says yes to, by their place in
    /// [`Catalog::models`]. Other models count too: they may have the same symbols.
    pub(crate) fn new(catalog: &'c Catalog, wanted: impl Fn(usize) -> bool) -> Self {
        let mut rules = Vec::new();
        let mut beginnings: BTreeMap<String, usize> = BTreeMap::new();
        for provider in catalog.providers() {
            let Some(symbols) = &provider.symbols else { continue };
            let rule = Rule::new(symbols, catalog, &provider.id);
            let due: Vec<&str> =
                rule.all().filter(|(_, at)| wanted(*at)).map(|one| one.0).collect();
            let roots: BTreeSet<String> =
                symbols.stems.iter().map(|stem| Symbols::root_of(stem)).collect();
            for root in roots
                .into_iter()
                .filter(|root| due.iter().any(|one| one.starts_with(root.as_str())))
            {
                let next = due.iter().filter_map(|one| one.strip_prefix(&root)?.chars().next());
                let next: BTreeSet<char> =
                    next.flat_map(|c| [c, c.to_ascii_uppercase()]).chain(['_']).collect();
                for cased in cased(&root) {
                    for next in &next {
                        beginnings.entry(format!("{cased}{next}")).or_insert(rules.len());
                    }
                }
            }
            rules.push(rule);
        }
        let (beginnings, rule_of) = beginnings.into_iter().unzip();
        Self { rules, beginnings, rule_of }
    }

    /// How all symbols begin, behind words that may stand before.
    pub(crate) fn beginnings(&self) -> &[String] {
        &self.beginnings
    }

    /// All words in `text` that are written as symbols, by position. `begun` are the places of
    /// [`SymbolMatcher::beginnings`] in it, each with which one stands there; by position.
    pub(crate) fn find(&self, text: &[u8], begun: &[(usize, usize)]) -> Vec<Symbol> {
        let mut found = Vec::new();
        let mut done = 0;
        for &(start, which) in begun {
            if start < done {
                continue;
            }
            let span = word(text, Span::new(start, start + self.beginnings[which].len()));
            done = span.end;
            let rule = &self.rules[self.rule_of[which]];
            let (before, symbol) = (&text[span.start..start], &text[start..span.end]);
            let is_ascii = text[span.range()].is_ascii();
            if span.len() <= LONGEST && is_ascii && rule.may_stand_before(before) {
                let models = rule.models(symbol).to_vec();
                found.extend((!models.is_empty()).then_some(Symbol { span, models }));
            }
        }
        found
    }
}

impl<'c> Rule<'c> {
    fn new(symbols: &'c Symbols, catalog: &Catalog, provider: &str) -> Self {
        let mut rule = Self { symbols, exact: HashMap::new(), loose: HashMap::new() };
        for (at, model) in catalog.models().iter().enumerate() {
            if model.provider == provider {
                rule.add(model, at);
            }
        }
        rule
    }

    fn add(&mut self, model: &Model, at: usize) {
        for listed in model.symbols.iter().flat_map(|listed| listed.iter()) {
            put(&mut self.exact, Symbols::squeezed(listed), at);
        }
        let says_none = model.symbols.as_ref().is_some_and(|listed| listed.is_empty());
        if model.common_word || says_none {
            return;
        }
        let symbols = self.symbols;
        let names = std::iter::once(&model.id).chain(model.aliases.iter());
        for name in names.filter(|name| symbols.covers(name)) {
            orders(name, symbols).into_iter().for_each(|one| put(&mut self.exact, one, at));
            for end in symbols.optional.iter() {
                if let Some(rest) = without_end(name, end).filter(|rest| symbols.covers(rest)) {
                    orders(rest, symbols).into_iter().for_each(|one| put(&mut self.loose, one, at));
                }
            }
        }
    }

    /// Every symbol with each model that it stands for.
    fn all(&self) -> impl Iterator<Item = (&str, usize)> {
        let all = self.exact.iter().chain(&self.loose);
        all.flat_map(|(symbol, models)| models.iter().map(move |&at| (symbol.as_str(), at)))
    }

    /// Whether what stands before a symbol in its word is made of the words for that.
    fn may_stand_before(&self, before: &[u8]) -> bool {
        let before = Symbols::squeezed(&String::from_utf8_lossy(before));
        let mut rest = before.as_str();
        while !rest.is_empty() {
            let mut words = self.symbols.before.iter();
            match words.find_map(|word| rest.strip_prefix(word.as_ref())) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        true
    }

    /// The models for which a symbol may stand. What is named in full counts first.
    fn models(&self, symbol: &[u8]) -> &[usize] {
        let plain = Symbols::squeezed(&String::from_utf8_lossy(symbol));
        let closed = self.without_between(&plain);
        let forms = [&plain, &closed];
        let tables = [&self.exact, &self.loose];
        let mut found =
            tables.iter().flat_map(|table| forms.iter().filter_map(|form| table.get(*form)));
        found.next().map_or(&[], Vec::as_slice)
    }

    /// `3dot5` as `35`.
    fn without_between(&self, symbol: &str) -> String {
        let mut out = String::with_capacity(symbol.len());
        let mut rest = symbol;
        while let Some(first) = rest.chars().next() {
            let is_behind_digit = out.ends_with(|c: char| c.is_ascii_digit());
            let mut words = self.symbols.between.iter();
            let cut = words.find_map(|word| rest.strip_prefix(word.as_ref()));
            match cut.filter(|cut| is_behind_digit && cut.starts_with(|c: char| c.is_ascii_digit()))
            {
                Some(cut) => rest = cut,
                None => {
                    out.push(first);
                    rest = &rest[first.len_utf8()..];
                }
            }
        }
        out
    }
}

fn put(table: &mut HashMap<String, Vec<usize>>, symbol: String, model: usize) {
    let models = table.entry(symbol).or_default();
    if !models.contains(&model) {
        models.push(model);
    }
}

/// The ways to put a name's words, without signs: a tier stands before or behind the version.
fn orders(name: &str, symbols: &Symbols) -> Vec<String> {
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let plain = Symbols::squeezed(&words.concat());
    let tier = words.iter().skip(1).position(|word| symbols.tiers.iter().any(|one| one == word));
    let Some(tier) = tier.map(|at| at + 1) else { return vec![plain] };
    let mut rest = words.clone();
    let tier = rest.remove(tier);
    let is_part_of_version =
        |word: &&&str| word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    let version = rest[1..].iter().take_while(is_part_of_version).count();
    let at = |place: usize| {
        let mut words = rest.clone();
        words.insert(place, tier);
        Symbols::squeezed(&words.concat())
    };
    vec![plain, at(1), at(1 + version)]
}

/// `name` without `end`, in which `#` stands for one digit.
fn without_end<'n>(name: &'n str, end: &str) -> Option<&'n str> {
    let (rest, cut) = name.split_at_checked(name.len().checked_sub(end.len())?)?;
    let fits = |(byte, wanted): (u8, u8)| match wanted {
        b'#' => byte.is_ascii_digit(),
        _ => byte == wanted,
    };
    cut.bytes().zip(end.bytes()).all(fits).then_some(rest)
}

/// How a word begins in a symbol: `claude`, `Claude`, `CLAUDE`.
fn cased(word: &str) -> [String; 3] {
    let (first, rest) = word.split_at(word.len().min(1));
    [word.to_owned(), first.to_ascii_uppercase() + rest, word.to_ascii_uppercase()]
}

/// The word around `inner`, which is cut where it is too long for a symbol.
fn word(text: &[u8], inner: Span) -> Span {
    // A letter beyond ASCII belongs to a word too.
    let part = |byte: &&u8| is_word(**byte) || !byte.is_ascii();
    let before = text[..inner.start].iter().rev().take(LONGEST).take_while(part).count();
    let behind = text[inner.end..].iter().take_while(part).count();
    let start = inner.start - before;
    // `\nMODEL` in the text of a notebook.
    let is_escape = text[..start].ends_with(b"\\") && matches!(text[start], b'n' | b't' | b'r');
    Span::new(start + usize::from(is_escape && before > 0), inner.end + behind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::Matcher;
    use modelmod_catalog::builtin;

    fn ids(text: &str) -> Vec<Vec<&'static str>> {
        let catalog = builtin::catalog();
        let symbols = SymbolMatcher::new(catalog, |_| true);
        let matcher = Matcher::beside(catalog, |_| false, symbols.beginnings()).unwrap();
        let id = |at: &usize| catalog.models()[*at].id.as_ref();
        let found = symbols.find(text.as_bytes(), &matcher.traces(text.as_bytes()).others);
        found.iter().map(|symbol| symbol.models.iter().map(id).collect()).collect()
    }

    #[track_caller]
    fn check(model: &str, symbols: &[&str]) {
        for symbol in symbols {
            assert_eq!(ids(&format!("x.{symbol}()")), [[model]], "{symbol}");
        }
    }

    #[test]
    fn the_styles_of_sdks() {
        let opus = ["Claude3Opus", "claude_3_Opus", "CLAUDE_3_OPUS", "ClaudeOpus3", "claude3opus"];
        check("claude-3-opus-20240229", &opus);
        let dated = ["ModelClaude3Opus20240229", "MODEL_ANTHROPIC_CLAUDE_3_OPUS", "Claude_V3_Opus"];
        check("claude-3-opus-20240229", &dated);
        let opus = ["ModelClaudeOpus4Dot5V20251101", "CLAUDE_4_5_OPUS", "claude45Opus_20251101"];
        check("claude-opus-4-5-20251101", &opus);
        check("claude-instant-1.2", &["ClaudeInstant12", "ModelClaude_Instant_1_2"]);
        check("claude-2.1", &["claude21", "CLAUDE_2_1", "ModelAnthropicClaudeV21"]);
        check("gpt-3.5-turbo", &["GPT3Dot5Turbo", "gpt_35_turbo", "Gpt_3_5_Turbo"]);
        check("gpt-4o-2024-11-20", &["GPT4o20241120", "GPT_4O_2024_11_20"]);
        check("gpt-4", &["GPT4", "gpt_4", "MODEL_OPENAI_GPT_4"]);
    }

    #[test]
    fn what_is_left_out_leaves_several() {
        let both = ["claude-3-5-sonnet-20241022", "claude-3-5-sonnet-20240620"];
        for symbol in ["Claude35Sonnet", "ModelClaude3Dot5Sonnet", "CLAUDE_SONNET_3_5"] {
            assert_eq!(ids(symbol), [both], "{symbol}");
        }
        check("claude-3-5-sonnet-20241022", &["Claude35SonnetLatest", "claude_3_5_sonnet_v2"]);
        check("claude-3-5-sonnet-20240620", &["Claude3_5Sonnet20240620"]);
    }

    #[test]
    fn parts_of_other_words() {
        for word in [
            "test_claude_3_opus",
            "claude_3_opus_cost",
            "MyClaude3Opus",
            "Claude3OpusModel",
            "claude",
            "GPT4All",
            "isGPT5Model",
            "claude3OpusÄ",
            "gpt_",
            "GPT3",
            "\\xclaude_3_opus",
        ] {
            assert_eq!(ids(word), Vec::<Vec<&str>>::new(), "{word}");
        }
        assert_eq!(ids("\\nClaude3Opus").len(), 1);
        assert_eq!(ids(&"claude3opus".repeat(100_000)).len(), 0);
    }
}
