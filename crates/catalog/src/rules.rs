//! Rules: patterns that stand for names which no list can hold.
//!
//! A gateway may have names by the hundred: `our-claude-large-v1`, `our-claude-small-v1`, ...
//! A rule stands for all of them. The catalogue has no entry for each; whoever looks through
//! texts asks for the names in them that rules match ([`Catalog::names_by_rules`]) and has them
//! added as models ([`Catalog::with_names`]). From then on they are names as all others, with
//! boundaries, sites, suppressions and all.

use crate::pack::Part;
use crate::{Catalog, Date, Model, Recommendation, Str};
use regex::bytes::Regex;
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

/// The longest name that a rule matches, in bytes. It bounds what looking at each place of a
/// long word costs.
const LONGEST: usize = 256;

/// A pattern for names, and what is written instead of them.
#[derive(Clone, Debug)]
pub struct Rule {
    pub(crate) pattern: String,
    /// Finds it in a word.
    pub(crate) regex: Regex,
    /// Matches it as a whole.
    pub(crate) whole: Regex,
    pub(crate) parts: Vec<Part>,
    pub(crate) provider: Str,
    pub(crate) deprecated: Date,
    pub(crate) retires: Option<Date>,
    pub(crate) note: Option<Str>,
    /// The file that it stands in, and the day of the pack.
    pub(crate) file: Str,
    pub(crate) read: Date,
}

/// Why names that rules match cannot be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleError {
    /// What is written instead of a name would itself be rewritten by a rule.
    Again {
        /// The file of the rule.
        file: String,
        /// Its pattern.
        pattern: String,
        /// The name.
        old: String,
        /// What would be written instead.
        new: String,
    },
    /// What is written instead of a name is none.
    NoName {
        /// The file of the rule.
        file: String,
        /// Its pattern.
        pattern: String,
        /// The name.
        old: String,
        /// What would be written instead.
        new: String,
    },
    /// There are more names than a catalogue holds.
    TooMany,
}

impl Rule {
    /// The pattern as it is written.
    #[must_use]
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether the pattern matches the whole of a name.
    pub(crate) fn is_match(&self, name: &str) -> bool {
        self.whole.is_match(name.as_bytes())
    }

    /// What is written instead of a name that the pattern matches.
    pub(crate) fn replacement(&self, name: &str) -> Option<String> {
        let groups = self.whole.captures(name.as_bytes())?;
        let mut out = String::new();
        for part in &self.parts {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Group(at) => {
                    let found = groups.get(*at).map_or(&b""[..], |found| found.as_bytes());
                    out.push_str(&String::from_utf8_lossy(found));
                }
            }
        }
        Some(out)
    }

    fn model(&self, name: &str, new: &str) -> Model {
        let recommendation = Recommendation { since: self.deprecated, id: owned(new) };
        Model {
            deprecated: Some(self.deprecated),
            retires: self.retires,
            replacements: Cow::Owned(vec![recommendation]),
            note: self.note.clone(),
            ..self.target(name)
        }
    }

    /// A model of which nothing is known but its name.
    fn target(&self, name: &str) -> Model {
        Model::named(owned(name), self.provider.clone(), self.file.clone(), self.read)
    }
}

fn owned(text: &str) -> Str {
    Cow::Owned(text.to_owned())
}

impl Catalog {
    /// The rules, the one that counts first where several match.
    #[must_use]
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    pub(crate) fn with_rules(mut self, rules: Vec<Rule>) -> Self {
        self.rules = rules;
        self
    }

    /// The names in a text that rules match and the catalogue does not know. Takes time in
    /// proportion to the text.
    #[must_use]
    pub fn names_by_rules(&self, text: &[u8]) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        let rules: Vec<&Rule> =
            self.rules.iter().filter(|rule| rule.regex.is_match(text)).collect();
        if rules.is_empty() {
            return names;
        }
        for word in text.split(|&byte| !is_sign(byte)) {
            let word = trimmed(word);
            if word.is_empty() || word.len() > LONGEST {
                continue;
            }
            for rule in &rules {
                let found = rule.regex.find_iter(word).filter_map(|found| {
                    std::str::from_utf8(found.as_bytes()).ok().map(str::to_owned)
                });
                names.extend(found.filter(|name| is_name(name) && self.find(name).is_none()));
            }
        }
        names
    }

    /// The catalogue with those of `names` that rules match and that it does not know, as
    /// models, and with what is written instead of them.
    ///
    /// # Errors
    ///
    /// What is wrong with one of them. Nothing of it can be seen from the rule alone.
    pub fn with_names(&self, names: &BTreeSet<String>) -> Result<Self, RuleError> {
        let mut new_models: Vec<Model> = Vec::new();
        let mut targets: BTreeSet<String> = BTreeSet::new();
        for name in names.iter().filter(|name| self.find(name).is_none()) {
            let mut rules = self.rules.iter().filter(|rule| rule.is_match(name));
            let Some(rule) = rules.next() else { continue };
            let Some(new) = rule.replacement(name) else { continue };
            let (file, pattern) = (rule.file.to_string(), rule.pattern.clone());
            if !is_name(&new) {
                return Err(RuleError::NoName { file, pattern, old: name.clone(), new });
            }
            if self.find(&new).is_none() {
                if self.rules.iter().any(|rule| rule.is_match(&new)) {
                    return Err(RuleError::Again { file, pattern, old: name.clone(), new });
                }
                if targets.insert(new.clone()) {
                    new_models.push(rule.target(&new));
                }
            }
            new_models.push(rule.model(name, &new));
        }
        if new_models.is_empty() {
            return Ok(self.clone());
        }
        let mut models = self.models().to_vec();
        models.extend(new_models);
        if models.len() > usize::from(u16::MAX) {
            return Err(RuleError::TooMany);
        }
        // None of the names is known, and each is there once.
        let catalog = Self::new(self.providers().to_vec(), self.surfaces().to_vec(), models)
            .map_err(|_| RuleError::TooMany)?;
        Ok(catalog.with_changes(self.changes().to_vec()).with_rules(self.rules.clone()))
    }
}

/// Whether the byte may stand in an ID.
fn is_sign(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._:@/-".contains(&byte)
}

/// The word without the signs around it with which no name begins or ends.
fn trimmed(word: &[u8]) -> &[u8] {
    let start = word.iter().position(u8::is_ascii_alphanumeric).unwrap_or(word.len());
    let end = word.iter().rposition(u8::is_ascii_alphanumeric).map_or(start, |at| at + 1);
    &word[start..end]
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_sign) && trimmed(text.as_bytes()) == text.as_bytes()
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Again { file, pattern, old, new } => write!(
                f,
                "{file}: the rule `{pattern}` would write `{new}` instead of `{old}`, and a rule \
                 matches that again: make the pattern narrower"
            ),
            Self::NoName { file, pattern, old, new } => write!(
                f,
                "{file}: the rule `{pattern}` would write `{new}` instead of `{old}`, which is no \
                 name of a model: a name begins and ends with a letter or a digit"
            ),
            Self::TooMany => f.write_str(
                "the rules match more names than a catalogue holds (65535): make them narrower",
            ),
        }
    }
}

impl std::error::Error for RuleError {}
