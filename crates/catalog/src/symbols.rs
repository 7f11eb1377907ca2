//! How clients write models as symbols of a language.

use crate::Str;
use std::borrow::Cow;

/// How clients write a provider's models as symbols of a language: `Model::Claude3Opus` for
/// `claude-3-opus-20240229`.
///
/// How languages differ (upper and lower case, `_` between words or none) is no matter of a
/// provider, and not told here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Symbols {
    /// How IDs begin that have symbols: `claude`.
    pub stems: Cow<'static, [Str]>,
    /// Ends of IDs that symbols may leave out: `-latest`; a `#` stands for one digit.
    pub optional: Cow<'static, [Str]>,
    /// Words of IDs that symbols put before or behind the version: `opus`.
    pub tiers: Cow<'static, [Str]>,
    /// Words that symbols put before it all: `model`.
    pub before: Cow<'static, [Str]>,
    /// Words that symbols put between two numbers, and that say nothing: `dot`.
    pub between: Cow<'static, [Str]>,
}

impl Symbols {
    /// How many letters a stem begins with at the least: fewer stand everywhere.
    pub const SHORTEST: usize = 3;

    /// Whether the name `id` begins with `stem` and not only with its letters: `o1-mini` is
    /// not of the stem `o1-m`.
    #[must_use]
    pub fn begins(id: &str, stem: &str) -> bool {
        let Some(rest) = id.strip_prefix(stem) else { return false };
        let parts = |byte: Option<u8>| !byte.is_some_and(|byte| byte.is_ascii_alphabetic());
        parts(rest.bytes().next()) || parts(stem.bytes().last())
    }

    /// The letters with which a stem begins, in lower case; every symbol has them in one piece.
    #[must_use]
    pub fn root_of(stem: &str) -> String {
        stem.chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase()
    }

    /// Letters in lower case and digits, all in one: what the ways to write a symbol have in
    /// common.
    #[must_use]
    pub fn squeezed(text: &str) -> String {
        let signs = text.chars().filter(char::is_ascii_alphanumeric);
        signs.map(|c| c.to_ascii_lowercase()).collect()
    }

    /// Whether a name of a model is one that symbols stand for.
    #[must_use]
    pub fn covers(&self, name: &str) -> bool {
        self.stems.iter().any(|stem| Self::begins(name, stem))
    }
}
