//! Names of models in cells, and what a cell recommends.

use crate::refusal::shortened;
use crate::text::Text;
use crate::words;

/// The names in the cell of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    /// The ID that comes first; none where the model is only named in words.
    pub(crate) id: Option<String>,
    /// Other names of the same model.
    pub(crate) others: Vec<String>,
}

/// What a page recommends instead of a model.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    /// The one model ID that it names, if it names exactly one.
    pub id: Option<String>,
    /// Its words, where they are more than that ID, or something else.
    pub text: Option<String>,
}

/// Whether a text can be a model ID: one word of the characters that IDs are made of.
pub(crate) fn is_id(text: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ':' | '/' | '@');
    text.len() >= 2
        && text.chars().all(fits)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && text.ends_with(|c: char| c.is_ascii_alphanumeric())
        && text.contains(|c: char| c.is_ascii_alphabetic())
        && !text.contains("//")
        && text.parse::<modelmod_catalog::Date>().is_err()
}

/// Whether a text is an ID that nobody takes for a word: it has a digit and a hyphen, say.
pub(crate) fn is_plainly_an_id(text: &str) -> bool {
    is_id(text) && text.contains('-') && text.contains(|c: char| c.is_ascii_digit())
}

/// Reads the cell of a model: `a`, `a | b, c`, `a (including b and c)`, `a (a remark)`.
pub(crate) fn names(cell: &Text) -> Result<Names, String> {
    let plain = cell.plain().replace('\u{2011}', "-");
    let plain = plain.trim().trim_end_matches(['*', '†', '‡', '↗', ' ']);
    let (head, remark) = match plain.split_once('(') {
        Some((head, remark)) => (head.trim(), remark.strip_suffix(')').map(str::trim)),
        None => (plain, Some("")),
    };
    let Some(remark) = remark else {
        return Err("a bracket is left open, or something stands behind it".to_owned());
    };
    let mut ids: Vec<String> = Vec::new();
    let mut in_words = false;
    for part in head.split(['|', ',', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
        // A region behind a name: "grok-2-vision us-east-1".
        let word = part.split_once(' ').map_or(
            part,
            |(word, rest)| {
                if is_region(rest) { word } else { part }
            },
        );
        let word = word.trim_end_matches('*');
        if is_id(word) && !in_words && !is_broken(cell, word) {
            ids.push(word.to_owned());
        } else {
            in_words = true;
        }
    }
    if in_words {
        // "Videos API", "Claude 3 Opus": no ID, or no ID alone.
        if cell.codes().any(is_plainly_an_id) && !ids.is_empty() {
            return Err("only a part of the cell is an ID".to_owned());
        }
        return Ok(Names::default());
    }
    if remark.starts_with("including") || remark.contains("alias") {
        let bare = |word: &str| word.trim_matches(['`', ',', '.']).to_owned();
        let more = remark.split_whitespace().map(bare).filter(|word| is_plainly_an_id(word));
        ids.extend(more);
    }
    let mut ids = ids.into_iter();
    Ok(Names { id: ids.next(), others: ids.collect() })
}

/// The models of a cell that names them one below the other, each an ID alone; nothing where
/// the cell says anything else.
pub(crate) fn several(cell: &Text) -> Vec<Names> {
    let lines = cell.lines();
    let lines: Vec<&str> = lines.iter().map(|line| line.plain().trim()).collect();
    let mut lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    if !lines.iter().all(|line| is_id(line)) {
        return Vec::new();
    }
    lines.dedup();
    let one = |id: &str| Names { id: Some(id.to_owned()), others: Vec::new() };
    lines.into_iter().map(one).collect()
}

/// Whether a name is set as code in part only: a scrap of something else.
fn is_broken(cell: &Text, word: &str) -> bool {
    let mut codes = cell.codes().peekable();
    codes.peek().is_some() && !codes.any(|code| code.trim_end_matches('*') == word)
}

fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    matches!(parts[..], [a, .., n] if parts.len() >= 3 && a.len() == 2 && n.parse::<u8>().is_ok())
}

/// Reads the cell of a replacement.
pub(crate) fn advice(cell: &Text) -> Advice {
    let plain = shortened(&cell.plain().replace('\u{2011}', "-"), 400);
    if words::is_nothing(&plain) {
        return Advice::default();
    }
    if is_id(&plain) {
        return Advice { id: Some(plain), text: None };
    }
    // "`x` (`reasoning.mode: pro`)", "`x` with `low` effort": one ID, and a condition.
    let first = plain.split(' ').next().unwrap_or_default();
    let rest = plain[first.len()..].trim();
    let mut ids = cell.codes().filter(|code| is_id(code));
    let alone = ids.next() == Some(first) && !ids.any(is_plainly_an_id);
    let condition = rest.starts_with("with ") || rest.starts_with('(') && rest.ends_with(')');
    let id = (alone && condition && is_id(first)).then(|| first.to_owned());
    Advice { id, text: Some(plain) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(source: &str) -> Text {
        let mut text = Text::default();
        for (at, part) in source.split('`').enumerate() {
            if at % 2 == 1 { text.push_code(part) } else { text.push(part) }
        }
        text
    }

    #[test]
    fn models_and_their_other_names() {
        for (source, want) in [
            ("`a-1`", &["a-1"][..]),
            ("a-1", &["a-1"]),
            ("`a-1` | `b-2`, `c-3`", &["a-1", "b-2", "c-3"]),
            ("gpt-5, gpt-5-2025-08-07", &["gpt-5", "gpt-5-2025-08-07"]),
            (
                "`a-1` (including `b-2` and `c-3`, which point to this snapshot)",
                &["a-1", "b-2", "c-3"],
            ),
            (
                "`command-r-03-2024`  (and the alias `command-r-1`)",
                &["command-r-03-2024", "command-r-1"],
            ),
            ("claude-x-preview (gated research preview)", &["claude-x-preview"]),
            ("textembedding-gecko@003*", &["textembedding-gecko@003"]),
            ("grok-2-vision-1212 us-east-1", &["grok-2-vision-1212"]),
            ("Videos API", &[]),
            ("/v1/edits", &[]),
            ("OpenAI-Beta: realtime=v1", &[]),
            ("New fine-tuning training on `babbage-002`", &[]),
            ("", &[]),
        ] {
            let found = names(&cell(source)).unwrap();
            let all: Vec<&str> = found.id.iter().chain(&found.others).map(String::as_str).collect();
            assert_eq!(all, want, "{source}");
        }
        assert!(names(&cell("`a-1` (or so")).is_err());
    }

    #[test]
    fn one_id_or_the_words() {
        for (source, id, text) in [
            ("`b-2`", Some("b-2"), None),
            ("b-2", Some("b-2"), None),
            ("---", None, None),
            ("—", None, None),
            ("", None, None),
            ("`b-2` or `c-3*`", None, Some("b-2 or c-3*")),
            ("`b-2` (`reasoning.mode: pro`)", Some("b-2"), Some("b-2 (reasoning.mode: pro)")),
            (
                "`b-2` with `low` reasoning effort",
                Some("b-2"),
                Some("b-2 with low reasoning effort"),
            ),
            ("`b-2` with `c-3`", None, Some("b-2 with c-3")),
            ("b-2 c-3", None, Some("b-2 c-3")),
            ("Gemini 3.5 Flash", None, Some("Gemini 3.5 Flash")),
            ("sora-2 (2025-12-08)", None, Some("sora-2 (2025-12-08)")),
            ("`gpt-4.1*`", None, Some("gpt-4.1*")),
        ] {
            let want = Advice { id: id.map(str::to_owned), text: text.map(str::to_owned) };
            assert_eq!(advice(&cell(source)), want, "{source}");
        }
    }
}
