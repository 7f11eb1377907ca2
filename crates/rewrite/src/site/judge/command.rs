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
