//! Who makes a commit.

use crate::git_error::GitError;
use crate::store::Store;

/// A person or a bot, as named in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// The name.
    pub name: String,
    /// The address, without angle brackets.
    pub email: String,
}

impl std::str::FromStr for Identity {
    type Err = String;

    /// Reads `NAME <ADDRESS>`.
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected NAME <ADDRESS>, such as `Ada <ada@example.com>`".to_owned();
        let (name, rest) = text.split_once('<').ok_or_else(wrong)?;
        let email = rest.trim_end().strip_suffix('>').ok_or_else(wrong)?;
        let who = Self { name: name.trim().to_owned(), email: email.trim().to_owned() };
        let bad = |text: &str| text.is_empty() || text.contains(['<', '>', '\n', '\0']);
        if bad(&who.name) || bad(&who.email) { Err(wrong()) } else { Ok(who) }
    }
}

/// A person and a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Signature {
    pub(crate) name: String,
    pub(crate) email: String,
    /// Seconds since 1970.
    pub(crate) seconds: i64,
    /// Minutes east of Greenwich.
    pub(crate) offset: i32,
}

impl Signature {
    /// Reads `NAME <ADDRESS> SECONDS ZONE`, as `git var` writes it.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (who, when) = text.rsplit_once('>')?;
        let (name, email) = who.rsplit_once('<')?;
        let (seconds, zone) = when.trim().split_once(' ')?;
        let number: i32 = zone.get(1..)?.parse().ok()?;
        let minutes = number / 100 * 60 + number % 100;
        Some(Self {
            name: name.trim().to_owned(),
            email: email.trim().to_owned(),
            seconds: seconds.parse().ok()?,
            offset: if zone.starts_with('-') { -minutes } else { minutes },
        })
    }

    /// The zone as git writes it, such as `-0330`.
    pub(crate) fn zone(&self) -> String {
        let (sign, minutes) = (if self.offset < 0 { '-' } else { '+' }, self.offset.abs());
        format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
    }

    /// `NAME <ADDRESS>`.
    pub(crate) fn name_and_address(&self) -> String {
        format!("{} <{}>", self.name, self.email)
    }

    fn of(who: &Identity, when: &Self) -> Self {
        let (name, email) = (who.name.clone(), who.email.clone());
        Self { name, email, ..when.clone() }
    }
}

/// Author and committer of a commit.
pub(crate) struct Signatures {
    pub(crate) author: Signature,
    pub(crate) committer: Signature,
}

/// Both, from where git takes them: the environment (`GIT_AUTHOR_NAME` and so on), then the
/// configuration. What is given beats that, and a given author stands in for a committer that
/// nothing names.
pub(crate) fn signatures(
    store: &dyn Store,
    author: Option<&Identity>,
    committer: Option<&Identity>,
) -> Result<Signatures, GitError> {
    let (named_author, named_committer) = (store.person(true), store.person(false));
    // The moment is what a name of somebody else needs from the store.
    let now = named_committer.as_ref().or(named_author.as_ref()).ok().cloned();
    let now = now.unwrap_or_else(now_in_utc);
    let given = |who: Option<&Identity>, when: &Signature| who.map(|who| Signature::of(who, when));
    let author_time = named_author.as_ref().unwrap_or(&now).clone();
    let author = given(author, &author_time);
    let committer = match (given(committer, &now), named_committer, &author) {
        (Some(committer), ..) => committer,
        (None, Ok(committer), _) => committer,
        (None, Err(_), Some(author)) => author.clone(),
        (None, Err(error), None) => return Err(error),
    };
    let author = match author {
        Some(author) => author,
        None => named_author?,
    };
    Ok(Signatures { author, committer })
}

/// The moment, for whom nothing names.
fn now_in_utc() -> Signature {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.ok().and_then(|since| i64::try_from(since.as_secs()).ok());
    Signature {
        name: String::new(),
        email: String::new(),
        seconds: seconds.unwrap_or(0),
        offset: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_git_says_of_a_person_is_read() {
        let read = Signature::parse("Ada L. <a@b> 1700000000 -0330").unwrap();
        assert_eq!((read.name.as_str(), read.email.as_str()), ("Ada L.", "a@b"));
        assert_eq!((read.seconds, read.offset, read.zone()), (1_700_000_000, -210, "-0330".into()));
        assert_eq!(Signature::parse("Ada"), None);
    }

    #[test]
    fn an_identity_is_a_name_and_an_address() {
        let read = |text: &str| text.parse::<Identity>().map(|it| (it.name, it.email));
        assert_eq!(read("Ada L. <a@b> "), Ok(("Ada L.".into(), "a@b".into())));
        for wrong in ["", "Ada", "a@b", "Ada <>", "<a@b>", "Ada <a@b", "A\nB <a@b>", "A <a<b>"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
