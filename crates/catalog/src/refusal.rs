//! What the requests of a model may not have.

use std::fmt;

/// A parameter that a model refuses, as a pack writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal<'t> {
    /// The parameter as the API calls it: `temperature`.
    pub parameter: &'t str,
    /// The value that is taken all the same: `1` in `temperature != 1`.
    pub unless: Option<&'t str>,
    /// The parameter with which it is refused, where each alone is taken: `top_p` in
    /// `temperature + top_p`.
    pub beside: Option<&'t str>,
}

impl<'t> Refusal<'t> {
    /// Reads `temperature`, `temperature != 1` or `temperature + top_p`; nothing else is one.
    #[must_use]
    pub fn parse(text: &'t str) -> Option<Self> {
        let is_name = |name: &str| {
            name.starts_with(|first: char| first.is_ascii_lowercase())
                && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        };
        let (parameter, unless, beside) = if let Some((name, value)) = text.split_once(" != ") {
            (name, Some(value), None)
        } else if let Some((name, other)) = text.split_once(" + ") {
            (name, None, Some(other))
        } else {
            (text, None, None)
        };
        let is_value =
            |value: &str| !value.is_empty() && !value.contains(|c: char| c.is_whitespace());
        let is_one =
            is_name(parameter) && unless.is_none_or(is_value) && beside.is_none_or(is_name);
        is_one.then_some(Self { parameter, unless, beside })
    }
}

/// For people: `temperature`, `temperature (except 1)`, `temperature with top_p`.
impl fmt::Display for Refusal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.parameter)?;
        match (self.unless, self.beside) {
            (Some(value), _) => write!(f, " (except {value})"),
            (None, Some(other)) => write!(f, " with {other}"),
            (None, None) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_people_are_told() {
        let words = |text| Refusal::parse(text).map(|one| one.to_string());
        assert_eq!(words("top_k").as_deref(), Some("top_k"));
        assert_eq!(words("temperature != 1").as_deref(), Some("temperature (except 1)"));
        assert_eq!(words("temperature + top_p").as_deref(), Some("temperature with top_p"));
    }

    #[test]
    fn how_packs_write_it() {
        let of = |parameter, unless, beside| Some(Refusal { parameter, unless, beside });
        assert_eq!(Refusal::parse("top_k"), of("top_k", None, None));
        assert_eq!(Refusal::parse("temperature != 1"), of("temperature", Some("1"), None));
        assert_eq!(Refusal::parse("temperature + top_p"), of("temperature", None, Some("top_p")));
        for text in ["", "Temperature", "top k", "a != ", "a + ", "a + b + c", "a == 1"] {
            assert_eq!(Refusal::parse(text), None, "{text}");
        }
    }
}
