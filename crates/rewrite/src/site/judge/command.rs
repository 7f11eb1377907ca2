//! What a word of a command is, by the word before it and by the command.

use crate::site::Site;
use crate::site::{bare, names};

/// The site of a word of the command `words` that stands behind `before`.
pub(super) fn command(before: &[u8], words: &[u8]) -> Site {
    let first = words.trim_ascii_start().split(u8::is_ascii_whitespace).next().unwrap_or_default();
    let before = before.trim_ascii();
    // `tool config set openai.model NAME`
    let sets = || {
        let said = names::words(words);
        let is_other = ["alias", "label", "tag", "redis", "rename", "map", "annotate"];
        names::any(&said, &["set", "settings"])
            && !names::any(&said, &is_other)
            && names::selects_model(before)
    };
    // `MODEL=$(read_config MODEL "NAME")`
    let reads = || {
        let is_variable = |byte: &u8| byte.is_ascii_uppercase() || *byte == b'_';
        before.iter().all(is_variable)
            && names::selects_model(before)
            && words.trim_ascii_start()[first.len()..].trim_ascii_start().starts_with(before)
            && names::any(&names::words(first), &["config", "env", "default", "option", "setting"])
    };
    // `jq -n --arg model NAME '{model: $model}'`
    let binds = || {
        let bound = words.trim_ascii_end().strip_suffix(before).unwrap_or_default();
        let makes = memchr::memmem::find(words, b" -n").is_some();
        first == b"jq" && makes && bound.trim_ascii_end().ends_with(b"--arg")
    };
    if bare::selects_model_for(first, before) {
        Site::Flag
    } else if binds() && names::selects_model(before) {
        Site::Setting
    } else if reads() {
        Site::Default
    } else if !before.starts_with(b"-") && sets() {
        Site::Setting
    } else {
        Site::Unclear
    }
}

/// `tool models default NAME`, `tool use NAME`: a command that says what is asked from now on, by its
/// last word but the name, which ends it.
pub(super) fn chooses(before: &[u8], words: &[u8], behind: &[u8]) -> bool {
    let verbs: [&[u8]; 4] = [b"default", b"set-default", b"set_default", b"use"];
    let quote = usize::from(behind.first().is_some_and(|byte| b"\"'".contains(byte)));
    let rest = behind[quote..].trim_ascii_start();
    let ends = [&b"#"[..], b"&&", b"||", b";"];
    let said = names::words(words);
    // What these print or find chooses nothing, and what is printed may be a sentence.
    let others = [
        "echo", "printf", "git", "grep", "alias", "label", "tag", "not", "never", "unset",
        "rename", "map", "annotate", "by", "to", "please", "you", "we", "can", "will", "should",
        "must", "the", "a", "and", "or", "as", "in",
    ];
    let is_part =
        |byte: &u8| byte.is_ascii_lowercase() || b"-_./ ".contains(byte) || byte.is_ascii_digit();
    verbs.contains(&before.trim_ascii())
        && words.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()).count() > 1
        && (rest.is_empty() || ends.iter().any(|end| rest.starts_with(end)))
        && words.trim_ascii().iter().all(is_part)
        && !names::any(&said, &others)
}
