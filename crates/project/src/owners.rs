//! CODEOWNERS: whose a file is, as GitHub, GitLab and Gitea read it.

use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Where the forges look for the file, in their order.
const PLACES: [&str; 5] = [
    ".github/CODEOWNERS",
    "CODEOWNERS",
    "docs/CODEOWNERS",
    ".gitlab/CODEOWNERS",
    ".gitea/CODEOWNERS",
];

/// The rules of a CODEOWNERS file.
#[derive(Debug, Default)]
pub struct Owners {
    rules: Vec<Rule>,
}

#[derive(Debug)]
struct Rule {
    pattern: Gitignore,
    /// `docs/*` means the files in the folder and no deeper ones.
    is_flat: bool,
    owners: Vec<String>,
}

impl Owners {
    /// Where in a repository the file can be.
    #[must_use]
    pub fn places() -> &'static [&'static str] {
        &PLACES
    }

    /// Reads the file. What is not understood gives no rule, as on the forges.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut rules = Vec::new();
        // GitLab's sections can name owners for lines without.
        let mut default = Vec::new();
        for line in text.lines() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if line.starts_with('[') || line.starts_with("^[") {
                let rest = line.rsplit_once(']').map_or("", |(_, rest)| rest);
                default = owners(rest.split_whitespace());
                continue;
            }
            let mut words = words(line).into_iter();
            let Some(pattern) = words.next() else { continue };
            let rest: Vec<String> = words.collect();
            let named = owners(rest.iter().map(String::as_str));
            let owners = if named.is_empty() { default.clone() } else { named };
            let mut builder = GitignoreBuilder::new("");
            let is_negative = pattern.starts_with('!');
            if is_negative || builder.add_line(None, &pattern).is_err() {
                continue;
            }
            if let Ok(matcher) = builder.build() {
                let is_flat = pattern.ends_with("/*");
                rules.push(Rule { pattern: matcher, is_flat, owners });
            }
        }
        Self { rules }
    }

    /// The owners of a file, as they are written there; none where no rule is for it, or the
    /// last one that is names nobody.
    #[must_use]
    pub fn of(&self, path: &Path) -> &[String] {
        let found = self.rules.iter().rev().find(|rule| {
            let matched = match rule.is_flat {
                true => rule.pattern.matched(path, false),
                false => rule.pattern.matched_path_or_any_parents(path, false),
            };
            matched.is_ignore()
        });
        found.map_or(&[], |rule| &rule.owners)
    }
}

/// The words of a line up to a comment. A space in a pattern is written `\ `.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut letters = line.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if letters.peek() == Some(&' ') => {
                word.push(' ');
                letters.next();
            }
            '#' if word.is_empty() => break,
            letter if letter.is_whitespace() => words.extend(take(&mut word)),
            letter => word.push(letter),
        }
    }
    words.extend(take(&mut word));
    words
}

fn take(word: &mut String) -> Option<String> {
    (!word.is_empty()).then(|| std::mem::take(word))
}

/// Users, teams and addresses; sorted, each once.
fn owners<'w>(words: impl Iterator<Item = &'w str>) -> Vec<String> {
    let named = words.filter(|word| word.contains('@')).map(str::to_owned);
    let named: std::collections::BTreeSet<String> = named.collect();
    named.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "\
# everything
*        @org/all
*.js     @js @a   # comment
/docs/*  docs@example.com
/build/  @build
a\\ b/   @space
/free
[Section][2] @section
/in-section
!/no     @no
";

    #[test]
    fn the_last_rule_that_fits_counts() {
        let owners = Owners::parse(TEXT);
        let of = |path: &str| owners.of(Path::new(path)).join(" ");
        assert_eq!(of("x.py"), "@org/all");
        assert_eq!(of("src/x.js"), "@a @js");
        assert_eq!(of("docs/x.md"), "docs@example.com");
        assert_eq!(of("docs/deep/x.md"), "@org/all");
        assert_eq!(of("build/deep/x.js"), "@build");
        assert_eq!(of("a b/x"), "@space");
        assert_eq!(of("free"), "");
        assert_eq!(of("in-section"), "@section");
        assert_eq!(of("no"), "@org/all");
        assert!(Owners::parse("").of(Path::new("x")).is_empty());
    }
}
