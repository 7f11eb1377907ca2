//! What a pull request's body says to the next run.

use crate::request::{decoded, encoded};
use std::fmt;

const START: &str = "[modelmod]: # \"";

/// What the last line of a body says to the next run. It is a link that nothing refers to,
/// which every renderer of Markdown leaves out; Bitbucket shows comments of HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marker {
    /// Digest of the edits.
    pub plan: String,
    /// Digest of what the body says.
    pub text: String,
    /// The branch that it was made to.
    pub base: Option<String>,
    /// What the pull requests of its run are grouped by, where there are several.
    pub group: Option<String>,
    /// Labels, reviewers or assignees are still to be set.
    pub is_unfinished: bool,
    /// It was closed because nothing was left to change, by no person.
    pub is_done: bool,
}

impl fmt::Display for Marker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{START}plan={} text={}", self.plan, self.text)?;
        if let Some(base) = &self.base {
            write!(f, " base={}", encoded(base))?;
        }
        if let Some(group) = &self.group {
            write!(f, " group={}", encoded(group))?;
        }
        if self.is_unfinished {
            f.write_str(" unfinished")?;
        }
        if self.is_done {
            f.write_str(" done")?;
        }
        f.write_str("\"")
    }
}

impl Marker {
    /// The marker of a body; nothing where it is not by modelmod. It stands on a line of its
    /// own, where nothing that comes from a tree ever stands.
    #[must_use]
    pub fn of(body: &str) -> Option<Self> {
        let line = body.lines().rev().find_map(|line| line.trim_end().strip_prefix(START))?;
        let mut marker = Self::default();
        for word in line.trim_end_matches('"').split_ascii_whitespace() {
            match word.split_once('=') {
                Some(("plan", value)) if is_digest(value) => marker.plan = value.to_owned(),
                Some(("text", value)) if is_digest(value) => marker.text = value.to_owned(),
                Some(("group", value)) => marker.group = Some(decoded(value)),
                Some(("base", value)) => marker.base = Some(decoded(value)),
                _ if word == "unfinished" => marker.is_unfinished = true,
                _ if word == "done" => marker.is_done = true,
                // A later version may say more.
                _ => {}
            }
        }
        (!marker.plan.is_empty()).then_some(marker)
    }

    /// The body without its marker, and with this one instead.
    #[must_use]
    pub fn on(&self, body: &str) -> String {
        // Whatever a forge made of the ends of lines: the same, however often it is done.
        let lines = body.split('\n').map(|line| line.trim_end_matches('\r'));
        let kept: Vec<&str> = lines.filter(|line| !line.starts_with(START)).collect();
        format!("{}\n\n{self}\n", kept.join("\n").trim_end())
    }
}

/// Whether a value can be a digest, whatever version made it: people can write anything there, and
/// a quote would end the line.
fn is_digest(value: &str) -> bool {
    !value.contains('"')
}

/// A digest (FNV-1a of 128 bits, in hexadecimal) that is the same on every machine and in every
/// version. It tells versions apart, and keeps nobody from forging one.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    let start = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D_u128;
    let hash = bytes.iter().fold(start, |hash, &byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013B)
    });
    format!("{hash:032x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let marker = Marker {
            plan: "12ab".into(),
            text: "34cd".into(),
            base: Some("re\"lease/1 %".into()),
            group: Some("model".into()),
            is_unfinished: true,
            is_done: false,
        };
        let body = marker.on("Title\n\nText\n");
        assert_eq!(
            body,
            "Title\n\nText\n\n[modelmod]: # \"plan=12ab text=34cd base=re%22lease%2F1%20%25 group=model unfinished\"\n"
        );
        assert_eq!(Marker::of(&body), Some(marker.clone()));
        assert_eq!(Marker::of(&body.replace('\n', "\r\n")), Some(marker.clone()));
        let done = Marker { is_unfinished: false, is_done: true, ..marker };
        assert_eq!(done.on(&body).matches("[modelmod]").count(), 1);
        assert_eq!(Marker::of(&done.on(&body)), Some(done));
    }

    #[test]
    fn what_stands_in_a_line_is_no_marker() {
        assert_eq!(Marker::of("- `[modelmod]: # \"plan=1 text=2\"`"), None);
        assert_eq!(Marker::of(""), None);
        // Somebody edited it: what is no digest would not be read as it was written.
        assert_eq!(Marker::of("[modelmod]: # \"plan=9\" text=b\""), None);
        let edited = Marker::of("[modelmod]: # \"plan=1 text=a\" )\"").map(|marker| marker.text);
        assert_eq!(edited, Some(String::new()));
    }

    #[test]
    fn the_digest_is_that_of_the_standard() {
        assert_eq!(digest(b""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(digest(b"a"), "d228cb696f1a8caf78912b704e4a8964");
    }
}
