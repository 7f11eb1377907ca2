//! What is about one very model: a page, a file, a function whose name says so.

use super::names;
use crate::boundary::is_word;
use std::cell::OnceCell;

/// What of a model's ID a name has to hold to be about it.
pub(super) struct About<'m> {
    model: &'m [u8],
    /// Its words with its version: `claude35`, `35sonnet`, in lower case and without marks. Few
    /// names have a version, so few models are asked for them.
    marks: OnceCell<Vec<String>>,
}

impl<'m> About<'m> {
    /// For the model with the name `model`, in any spelling: `anthropic.claude-3-5-sonnet-...`.
    pub(super) fn of(model: &'m [u8]) -> Self {
        Self { model, marks: OnceCell::new() }
    }

    /// Whether the name of a constant holds all of the name of a model without a version:
    /// `MODEL_CLAUDE_MYTHOS_PREVIEW`.
    pub(super) fn is_held_by(&self, name: &[u8]) -> bool {
        let all = names::words(self.model);
        self.is_without_version()
            && all.len() > 2
            && names::words(name).windows(all.len()).any(|words| words == all)
    }

    fn is_without_version(&self) -> bool {
        !self.model.iter().any(u8::is_ascii_digit)
    }

    fn marks(&self) -> &[String] {
        self.marks.get_or_init(|| marks(self.model))
    }

    /// Whether the name of a program says that it is about the model, and not only about those that
    /// came with it: `app_claude3.py` calls any of them.
    pub(super) fn is_said_by_program(&self, name: &[u8]) -> bool {
        let words = words(self.model);
        let family =
            if let [first, _, ..] = words.as_slice() { Some(first.as_str()) } else { None };
        let is_telling =
            |mark: &str| Some(mark.trim_matches(|c: char| c.is_ascii_digit())) != family;
        match self.is_without_version() {
            true => self.is_said_by(name),
            false => names::has_version(name) && self.is_said(name, is_telling),
        }
    }

    /// Whether a name says that what it names is about the model: `claude_3_opus`,
    /// `agent-gpt4o.yaml`.
    pub(super) fn is_said_by(&self, name: &[u8]) -> bool {
        // A model whose name has no version (`claude-mythos-preview`) is told by all of it.
        if self.is_without_version() {
            let all = names::words(self.model);
            return all.len() > 1 && names::words(name) == all;
        }
        names::has_version(name) && self.is_said(name, |_| true)
    }

    /// Whether a folder is called by the model, and by nothing else: `claude_3_5_sonnet/`. What lies in
    /// `claude_3_samples/` may call any.
    pub(super) fn is_name_of(&self, folder: &[u8]) -> bool {
        let said = |name: &[u8]| {
            let is_said = |word: &String| {
                let is_date = word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_digit());
                !is_date && !NOT_TELLING.contains(&word.as_str())
            };
            let mut words: Vec<String> = names::words(name).into_iter().filter(is_said).collect();
            words.sort_unstable();
            words
        };
        names::has_version(folder) && said(folder) == said(self.model)
    }

    /// Whether a name holds all of the model's name, or one of its marks that are `wanted`.
    fn is_said(&self, name: &[u8], wanted: impl Fn(&str) -> bool) -> bool {
        // With its date the name is no mark: `claude-sonnet-4-5-20250929.yaml`.
        if self.model.len() >= DATED && memchr::memmem::find(name, self.model).is_some() {
            return true;
        }
        let squeezed = names::words(name).concat();
        // What calls an API often says so before the version: `ClaudeAPI21Bot`, `ClaudeInstantV1`.
        let wanted = |mark: &&String| wanted(mark);
        let says =
            |name: &str| self.marks().iter().filter(wanted).any(|mark| stands_in(name, mark));
        says(&squeezed)
            || says(&squeezed.replacen("api", "", 1))
            || says(&without_marks_of_versions(&squeezed))
    }
}

/// The name of the function whose definition a line begins with: `def claude_haiku_3(), do: `.
pub(super) fn function_of(line: &[u8]) -> Option<&[u8]> {
    let words = [&b"def "[..], b"defp ", b"fun ", b"func ", b"fn ", b"function "];
    let line = line.trim_ascii_start();
    let rest = words.iter().find_map(|word| line.strip_prefix(*word))?;
    let len = rest.iter().take_while(|byte| is_word(**byte)).count();
    (len > 0).then_some(&rest[..len])
}

/// How long a name is at least that has a date.
const DATED: usize = 18;

/// `claudeinstantv1` as `claudeinstant1`.
fn without_marks_of_versions(squeezed: &str) -> String {
    let mut rest = squeezed.chars().peekable();
    let mut out = String::with_capacity(squeezed.len());
    while let Some(c) = rest.next() {
        if c != 'v' || !rest.peek().is_some_and(char::is_ascii_digit) {
            out.push(c);
        }
    }
    out
}

/// The name of the file `path` without its folders and its extension.
pub(super) fn stem(path: &str) -> &[u8] {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem).as_bytes()
}

/// The folder in which the file `path` lies, by its own name.
pub(super) fn folder(path: &str) -> &[u8] {
    path.rsplit(['/', '\\']).nth(1).unwrap_or_default().as_bytes()
}

fn marks(model: &[u8]) -> Vec<String> {
    let model = String::from_utf8_lossy(model).to_ascii_lowercase();
    let mut words: Vec<&str> = Vec::new();
    let (mut version, mut is_dated) = (String::new(), false);
    for part in model.split(|byte: char| !byte.is_ascii_alphanumeric()) {
        let first = part.bytes().next().unwrap_or(b' ');
        // Behind the date stands the version of a platform's own.
        is_dated |= first.is_ascii_digit() && part.len() > 3;
        // `claude-v2`
        let number = part.strip_prefix('v').unwrap_or_default();
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        if first.is_ascii_digit() && !is_dated {
            version += part;
        } else if is_number && version.is_empty() {
            version += number;
        } else if first.is_ascii_alphabetic() && part.bytes().all(|b| b.is_ascii_alphabetic()) {
            words.push(part);
        }
    }
    let mut marks = Vec::new();
    for word in words.iter().filter(|word| is_telling(word)) {
        let first: String = version.chars().take(1).collect();
        for version in [version.as_str(), first.as_str()] {
            if !version.is_empty() {
                marks.extend([format!("{word}{version}"), format!("{version}{word}")]);
            }
        }
    }
    marks
}

/// The words of a model's name that tell it from others.
fn words(model: &[u8]) -> Vec<String> {
    let model = String::from_utf8_lossy(model).to_ascii_lowercase();
    let words = model.split(|byte: char| !byte.is_ascii_alphabetic());
    words.filter(|word| is_telling(word)).map(str::to_owned).collect()
}

fn is_telling(word: &str) -> bool {
    word.len() > 2 && !NOT_TELLING.contains(&word)
}

/// Words of spellings that say nothing of the model.
const NOT_TELLING: &[&str] =
    &["anthropic", "openai", "latest", "preview", "turbo", "arn", "aws", "bedrock", "models"];

/// Whether `mark` stands in `text` and its number does not go on: `gpt4` is not in `gpt41`.
fn stands_in(text: &str, mark: &str) -> bool {
    let is_digit = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_digit());
    memchr::memmem::find_iter(text.as_bytes(), mark).any(|at| {
        let end = at + mark.len();
        let before = at.checked_sub(1).map(|at| text.as_bytes()[at]);
        let goes_on =
            is_digit(text.as_bytes().get(end).copied()) && is_digit(mark.bytes().next_back());
        let began = is_digit(before) && is_digit(mark.bytes().next());
        !goes_on && !began
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_called_by_a_model() {
        for (model, path, wanted) in [
            ("anthropic/claude-3.5-sonnet", "src/claude_3_5_sonnet/_.ts", true),
            ("claude-3-5-sonnet-20241022", "src/claude-3.5-sonnet/app.py", true),
            ("gpt-4o-mini", "openai/gpt_4o_mini/_.ts", true),
            ("gpt-4o", "openai/gpt_4o_mini/_.ts", false),
            ("claude-3-5-sonnet-20241022", "claude_3_5_samples/app.py", false),
            ("claude-3-5-sonnet-20241022", "app.py", false),
        ] {
            let about = About::of(model.as_bytes());
            assert_eq!(about.is_name_of(folder(path)), wanted, "{path}, {model}");
        }
    }

    #[test]
    fn names_that_are_about_a_model() {
        for (model, name) in [
            ("claude-3-7-sonnet-20250219", "docs/claude-3.7-sonnet.md"),
            ("gpt-4o", "gpt4o-vision.livemd"),
            ("anthropic.claude-3-5-sonnet-20241022-v2:0", "agent_claude35sonnet.yaml"),
            ("claude-sonnet-4-5-20250929", "CLAUDE_4_5_UPGRADE.md"),
            ("claude-3-opus-20240229", "opus3.py"),
            ("claude-mythos-preview", "models/claude-mythos-preview.yaml"),
            ("anthropic.claude-v2", "app_claude2.py"),
            ("claude-2.1", "ClaudeAPI21Bot.js"),
            ("claude-sonnet-4-5-20250929", "models/claude-sonnet-4-5-20250929.yaml"),
            ("anthropic.claude-instant-v1", "ClaudeInstantV1.rb"),
            ("anthropic.claude-instant-v1", "claude_instant_v1.rb"),
        ] {
            let about = About::of(model.as_bytes());
            assert!(about.is_said_by(stem(name)), "{name} is about {model}");
            let is_of_family = name == "CLAUDE_4_5_UPGRADE.md";
            assert_eq!(about.is_said_by_program(stem(name)), !is_of_family, "{name}, {model}");
        }
        for (model, name) in [
            ("claude-3-opus-20240229", "src/claude_chat_2.py"),
            ("gpt-4", "openai_v2.ts"),
            ("gpt-4", "gpt41.md"),
            ("claude-mythos-preview", "claude-preview.md"),
            ("claude-instant", "claude.rs"),
            ("claude-2.1", "README.md"),
            ("claude-3-opus-20240229", "claude.rs"),
            ("claude-3-opus-20240229", "01_claude_basics.ipynb"),
        ] {
            assert!(
                !About::of(model.as_bytes()).is_said_by(stem(name)),
                "{name} is not about {model}"
            );
        }
    }
}
