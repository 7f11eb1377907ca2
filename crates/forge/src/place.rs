//! Which repository on which forge, from a remote's URL and what the user says.

use crate::{ForgeError, Kind, Token};

/// A repository on a forge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What runs there.
    pub kind: Kind,
    /// The base URL of its API, without a slash at its end.
    pub api: String,
    /// Whose it is: a user, an organisation, a workspace, or nested groups with `/`.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// It is the forge's own public service.
    pub is_home: bool,
    /// The host is the forge's own, or the user or the CI system names it. Otherwise no more
    /// than its name speaks for it, which anybody can choose, and it gets no token.
    pub is_named: bool,
    /// Where the service is on the web, and git reaches it: `https://host`, with a port where
    /// that matters.
    pub web: String,
}

/// What the user, or the CI system that runs this, says about the forge.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// What runs there.
    pub kind: Option<Kind>,
    /// The URL of the service, or of its API.
    pub base: Option<String>,
}

impl Place {
    /// `owner/name`.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{}/{}", self.owner, self.name)
    }

    /// Whether what is at this URL is on the very host of this forge, by its scheme and its
    /// port too, so that the forge's token may go there.
    #[must_use]
    pub fn is_at(&self, url: &str) -> bool {
        Parts::of(url)
            .is_some_and(|parts| parts.is_web && parts.is_private() && parts.service() == self.web)
    }

    /// The variables of the environment that hold a token for it, in order of preference.
    #[must_use]
    pub const fn token_variables(&self) -> &'static [&'static str] {
        self.kind.token_variables(self.is_home)
    }

    /// The token for it out of the environment, which `variable` looks up; nothing where none is
    /// set, or where nobody named the host.
    ///
    /// # Errors
    ///
    /// When a variable is set to what cannot be a token.
    pub fn token(
        &self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Token>, ForgeError> {
        match self.is_named {
            true => Token::find(self.kind, self.token_variables(), variable),
            false => Ok(None),
        }
    }
}

/// Hosts that are known, the name of the service there, and the base of its API.
const HOSTS: [(&str, Kind, &str); 5] = [
    ("github.com", Kind::GitHub, "https://api.github.com"),
    ("gitlab.com", Kind::GitLab, "https://gitlab.com/api/v4"),
    ("codeberg.org", Kind::Gitea, "https://codeberg.org/api/v1"),
    ("gitea.com", Kind::Gitea, "https://gitea.com/api/v1"),
    ("bitbucket.org", Kind::Bitbucket, "https://api.bitbucket.org/2.0"),
];

/// Finds the repository that a remote's URL names: `https://host/owner/name.git`,
/// `ssh://git@host:22/owner/name`, `git@host:owner/name`. `variable` looks up the environment:
/// a CI system says there where its own API is.
///
/// # Errors
///
/// When the URL names no repository, or nothing says what runs on its host.
pub fn detect(
    url: &str,
    flags: &Flags,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Place, ForgeError> {
    let parts = Parts::of(url).ok_or_else(|| ForgeError::NoForge { url: without_user(url) })?;
    // A query is not part of a repository's name, and may be a password.
    let path = parts.path.split(['?', '#']).next().unwrap_or_default();
    let trimmed = path.trim_matches('/');
    let trimmed = trimmed.strip_suffix(".git").unwrap_or(trimmed);
    let base = flags.base.as_deref().map(|base| base.trim_end_matches('/'));
    let own = of_ci(&parts, &variable);
    let known = HOSTS.iter().find(|(host, ..)| *host == parts.host);
    let kind = flags
        .kind
        .or(known.map(|(_, kind, _)| *kind))
        .or(own.as_ref().map(|(kind, _)| *kind))
        .or_else(|| Kind::ALL.into_iter().find(|kind| is_named(&parts, *kind, &variable)))
        .or_else(|| by_name(&parts.host))
        .ok_or_else(|| ForgeError::UnknownHost { host: parts.host.clone() })?;
    let is_home = known.is_some_and(|(_, home, _)| *home == kind) && base.is_none();
    let api = match (base, known.filter(|_| is_home), own.filter(|(own, _)| *own == kind)) {
        (Some(base), ..) => api_of(kind, base),
        (None, Some((.., api)), _) => (*api).to_owned(),
        (None, None, Some((_, api))) => api,
        (None, None, None) => match parts.host.strip_suffix(".ghe.com") {
            Some(_) if kind == Kind::GitHub => format!("https://api.{}", parts.host),
            _ => api_of(kind, &parts.service()),
        },
    };
    check(&api)?;
    let is_named = is_home || base.is_some() || is_named(&parts, kind, &variable);
    let web = match base.and_then(Parts::of) {
        Some(base) => base.service().replacen("://api.", "://", 1),
        None => parts.service(),
    };
    // A service below a path of its host has that path in front of its repositories, too.
    let below = base.and_then(Parts::of).map(|base| base.path).unwrap_or_default();
    let below = below.trim_matches('/').split("api/v").next().unwrap_or_default().trim_matches('/');
    let is_below = |rest: &&str| parts.is_web && (below.is_empty() || rest.starts_with('/'));
    let inside = trimmed.strip_prefix(below).filter(is_below).unwrap_or(trimmed);
    let (owner, name) = inside
        .trim_matches('/')
        .rsplit_once('/')
        .filter(|(owner, name)| !owner.is_empty() && !name.is_empty())
        .filter(|(owner, _)| kind == Kind::GitLab || !owner.contains('/'))
        .ok_or_else(|| ForgeError::NoForge { url: without_user(url) })?;
    let (owner, name) = (owner.to_owned(), name.to_owned());
    Ok(Place { kind, api, owner, name, is_home, is_named, web })
}

/// A remote's URL in parts.
struct Parts {
    scheme: String,
    host: String,
    /// With the colon, where it is one of the web.
    port: String,
    path: String,
    is_web: bool,
}

impl Parts {
    fn of(url: &str) -> Option<Self> {
        let (scheme, authority, path) = match url.split_once("://") {
            Some((scheme, rest)) => {
                let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
                (scheme.to_ascii_lowercase(), authority, path)
            }
            // The short form of ssh has a colon before any slash.
            None => {
                let (authority, path) = url.split_once(':')?;
                if authority.contains(['/', '\\']) || authority.len() < 2 {
                    return None;
                }
                ("ssh".to_owned(), authority, path)
            }
        };
        // Where readers of URLs differ on what is the host, a token could go astray.
        let is_odd = |letter: char| "?#\\".contains(letter) || letter.is_whitespace();
        if authority.contains(is_odd) {
            return None;
        }
        let is_web = ["http", "https"].contains(&scheme.as_str());
        let is_known = is_web || ["ssh", "git", "git+ssh", "ssh+git"].contains(&scheme.as_str());
        let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = match host.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => (host, port),
            // A password with a slash in it looks so.
            Some((host, _)) if !host.starts_with('[') => return None,
            _ => (host, ""),
        };
        let usual = if scheme == "https" { "443" } else { "80" };
        let port = match is_web && !port.is_empty() && port != usual {
            true => format!(":{port}"),
            false => String::new(),
        };
        // Where ssh goes through the port of the web, its host has another name.
        let host = match host.to_ascii_lowercase().as_str() {
            "ssh.github.com" => "github.com".to_owned(),
            "altssh.gitlab.com" => "gitlab.com".to_owned(),
            "altssh.bitbucket.org" => "bitbucket.org".to_owned(),
            host => host.to_owned(),
        };
        (is_known && !host.is_empty()).then(|| Self {
            scheme,
            host,
            port,
            path: path.to_owned(),
            is_web,
        })
    }

    /// The URL of the service behind it. What ssh reaches is on the web at https.
    fn service(&self) -> String {
        let scheme = if self.is_web { self.scheme.as_str() } else { "https" };
        format!("{scheme}://{}{}", self.host, self.port)
    }

    /// Nobody on the way can listen.
    fn is_private(&self) -> bool {
        let is_local = ["localhost", "127.0.0.1", "[::1]"].contains(&self.host.as_str());
        self.scheme == "https" || is_local
    }
}

/// Variables by which the user, or the CI system that runs this, names a host of a forge, or its
/// URL. The runners of Gitea and Forgejo speak of themselves with GitHub's words.
const fn host_variables(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::GitHub => &["GH_HOST", "GITHUB_SERVER_URL"],
        Kind::GitLab => &["GITLAB_HOST", "CI_SERVER_URL", "CI_SERVER_HOST"],
        Kind::Gitea => &["GITEA_SERVER_URL", "FORGEJO_SERVER_URL", "GITHUB_SERVER_URL"],
        Kind::Bitbucket => &[],
    }
}

/// Whether the host belongs to GitHub, or a variable names it.
fn is_named(parts: &Parts, kind: Kind, variable: &impl Fn(&str) -> Option<String>) -> bool {
    let is = |name: &&str| {
        let Some(value) = variable(name) else { return false };
        let url = if value.contains("://") { value } else { format!("https://{value}") };
        Parts::of(&url).is_some_and(|named| named.host == parts.host)
    };
    let is_ours = kind == Kind::GitHub && parts.host.ends_with(".ghe.com");
    is_ours || host_variables(kind).iter().any(is)
}

/// What the CI system that runs this says about itself, if the remote is on its own host.
fn of_ci(parts: &Parts, variable: &impl Fn(&str) -> Option<String>) -> Option<(Kind, String)> {
    let pairs = [
        ("GITHUB_SERVER_URL", "GITHUB_API_URL", Kind::GitHub),
        ("CI_SERVER_URL", "CI_API_V4_URL", Kind::GitLab),
    ];
    pairs.into_iter().find_map(|(server, api, kind)| {
        let server = Parts::of(&variable(server)?)?;
        let api = variable(api).filter(|api| !api.is_empty())?;
        // Gitea's and Forgejo's runners speak of themselves with GitHub's words.
        let kind = if api.ends_with("/api/v1") { Kind::Gitea } else { kind };
        (server.host == parts.host).then(|| (kind, api.trim_end_matches('/').to_owned()))
    })
}

/// A host that is called as what runs there: `gitlab.example.org`.
fn by_name(host: &str) -> Option<Kind> {
    let has = |word: &str| host.split('.').any(|label| label.split('-').any(|one| one == word));
    if host.ends_with(".ghe.com") {
        return Some(Kind::GitHub);
    }
    let words = [
        ("github", Kind::GitHub),
        ("gitlab", Kind::GitLab),
        ("gitea", Kind::Gitea),
        ("forgejo", Kind::Gitea),
    ];
    words.into_iter().find(|(word, _)| has(word)).map(|(_, kind)| kind)
}

/// The base of the API of a service, or what is one already.
fn api_of(kind: Kind, base: &str) -> String {
    let end = match kind {
        Kind::GitHub => "/api/v3",
        Kind::GitLab => "/api/v4",
        Kind::Gitea => "/api/v1",
        Kind::Bitbucket => "/2.0",
    };
    let is_api = base.ends_with(end) || (kind == Kind::GitHub && base.starts_with("https://api."));
    if is_api { base.to_owned() } else { format!("{base}{end}") }
}

/// A token does not go over the network in the clear.
fn check(api: &str) -> Result<(), ForgeError> {
    let bad = |why| ForgeError::BadBase { url: without_user(api), why };
    let parts = Parts::of(api).filter(|parts| parts.is_web).ok_or_else(|| bad("not https"))?;
    if api.contains('@') {
        return Err(bad("a user or a password has no place in it"));
    }
    match parts.is_private() {
        true => Ok(()),
        false => Err(bad("the token would be sent unencrypted; use https")),
    }
}

/// The URL without user, password and query. Where a password has a slash in it, what is host
/// and what is path cannot be told: nothing before the last `@` is shown.
fn without_user(url: &str) -> String {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (format!("{scheme}://"), rest),
        None => (String::new(), url),
    };
    let shown = match (rest.rsplit_once('@'), scheme.as_str()) {
        (Some((_, shown)), "http://" | "https://" | "ssh://" | "git://") => shown,
        _ => rest,
    };
    let shown = shown.split_once('?').map_or(shown.to_owned(), |(path, _)| format!("{path}?***"));
    format!("{scheme}{shown}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(url: &str) -> String {
        let flags = Flags::default();
        match detect(url, &flags, |_| None) {
            Ok(it) => format!("{} {} {} {}", it.kind.as_str(), it.api, it.owner, it.name),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn remotes_of_the_public_services() {
        let hub = "github https://api.github.com o n";
        for url in [
            "https://github.com/o/n.git",
            "https://x:secret@github.com/o/n",
            "git@github.com:o/n.git",
            "ssh://git@ssh.github.com:443/o/n.git",
            "git://github.com/o/n/",
            "https://github.com/o/n.git?private_token=secret",
        ] {
            assert_eq!(found(url), hub, "{url}");
        }
        assert_eq!(found("git@gitlab.com:a/b/n"), "gitlab https://gitlab.com/api/v4 a/b n");
        assert_eq!(found("https://codeberg.org/o/n"), "gitea https://codeberg.org/api/v1 o n");
        let bucket = "bitbucket https://api.bitbucket.org/2.0 o n";
        assert_eq!(found("git@bitbucket.org:o/n.git"), bucket);
    }

    #[test]
    fn own_servers_are_told_by_their_names() {
        let own = "gitlab https://gitlab.example.org:8443/api/v4 a/b n";
        assert_eq!(found("https://gitlab.example.org:8443/a/b/n.git"), own);
        let own = "github https://github.example.org/api/v3 o n";
        assert_eq!(found("ssh://git@github.example.org:2222/o/n"), own);
        assert_eq!(found("https://acme.ghe.com/o/n"), "github https://api.acme.ghe.com o n");
        assert!(found("https://code.example.org/o/n").contains("--forge="));
        assert!(found("https://notgithub.org/o/n").contains("--forge="));
    }

    #[test]
    fn what_the_user_says_counts() {
        let detect = |url: &str, kind: &str, base: Option<&str>| {
            let flags = Flags { kind: kind.parse().ok(), base: base.map(str::to_owned) };
            detect(url, &flags, |_| None).map(|it| (it.api.clone(), it.full_name()))
        };
        let code = "https://code.example.org/git/o/n.git";
        let base = Some("https://code.example.org/git/");
        let want = ("https://code.example.org/git/api/v1".to_owned(), "o/n".to_owned());
        assert_eq!(detect(code, "forgejo", base), Ok(want.clone()));
        let base = Some("https://code.example.org/git/api/v1");
        assert_eq!(detect(code, "gitea", base), Ok(want));
        let base = Some("https://code.example.org/git");
        let (_, name) = detect("https://code.example.org/github/n", "gitea", base).unwrap();
        assert_eq!(name, "github/n", "what only begins like the service's path");
        let plain = detect("git@a.example.org:o/n", "github", Some("http://a.example.org"));
        assert!(plain.unwrap_err().to_string().contains("unencrypted"));
        let local = detect("git@a.example.org:o/n", "github", Some("http://127.0.0.1:81/api/v3"));
        assert_eq!(local.unwrap().0, "http://127.0.0.1:81/api/v3");
    }

    #[test]
    fn a_ci_system_says_where_its_own_api_is() {
        let set = |name: &str| match name {
            "CI_SERVER_URL" => Some("https://example.org/gitlab".to_owned()),
            "CI_API_V4_URL" => Some("https://example.org/gitlab/api/v4".to_owned()),
            "GITHUB_SERVER_URL" => Some("https://forge.example.org".to_owned()),
            "GITHUB_API_URL" => Some("https://forge.example.org/api/v1".to_owned()),
            _ => None,
        };
        let flags = Flags::default();
        let lab = detect("git@example.org:a/n.git", &flags, set).unwrap();
        assert_eq!(
            (lab.kind, lab.api.as_str()),
            (Kind::GitLab, "https://example.org/gitlab/api/v4")
        );
        let tea = detect("https://forge.example.org/a/n.git", &flags, set).unwrap();
        assert_eq!(tea.kind, Kind::Gitea);
        let other = detect("https://github.com/a/n.git", &flags, set).unwrap();
        assert_eq!(other.api, "https://api.github.com");
    }

    #[test]
    fn a_token_is_for_the_very_host() {
        let place = |url: &str, base: Option<&str>, set: &[(&str, &str)]| {
            let flags = Flags { kind: None, base: base.map(str::to_owned) };
            let find = |name: &str| set.iter().find(|(one, _)| *one == name);
            detect(url, &flags, |name| find(name).map(|(_, value)| (*value).to_owned())).unwrap()
        };
        let hub = place("git@ssh.github.com:o/n", None, &[]);
        for (url, is_at) in [
            ("https://github.com/o/n", true),
            ("https://x@GitHub.com:443/o/n", true),
            ("http://github.com/o/n", false),
            ("https://github.com:8443/o/n", false),
            ("https://github.com.example.org/o/n", false),
            ("https://example.org?@github.com/o/n", false),
            ("https://example.org#@github.com/o/n", false),
            ("https://example.org\\@github.com/o/n", false),
            ("ssh://git@github.com/o/n", false),
            ("http://127.0.0.1:9997/o/n", false),
            ("/srv/n.git", false),
        ] {
            assert_eq!(hub.is_at(url), is_at, "{url}");
        }
        let own = "https://github.example.org/o/n";
        let takes = |place: &Place| place.token(|_| Some("t".to_owned())).unwrap().is_some();
        assert!(takes(&hub) && takes(&place("https://acme.ghe.com/o/n", None, &[])));
        let stranger = place(own, None, &[("GITHUB_SERVER_URL", "https://github.com")]);
        assert!(!takes(&stranger));
        for (host, kind) in [("gitlab.example.org", "GITLAB"), ("gitea.example.org", "GITEA")] {
            let url = format!("git@{host}:o/n");
            assert!(!takes(&place(&url, None, &[])), "anybody can call a host {host}");
            let (name, value) = match kind {
                "GITLAB" => ("GITLAB_HOST", host.to_owned()),
                _ => ("GITEA_SERVER_URL", format!("https://{host}/")),
            };
            assert!(takes(&place(&url, None, &[(name, &value)])));
            assert!(!takes(&place(&url, None, &[(name, "other.example.org")])));
        }
        // Whoever names a host need not say what runs there.
        let set = [("GITLAB_HOST", "code.example.org")];
        assert_eq!(place("git@code.example.org:o/n", None, &set).kind, Kind::GitLab);
        assert!(takes(&place(own, None, &[("GH_HOST", "github.example.org")])));
        assert!(takes(&place(own, None, &[("GITHUB_SERVER_URL", "https://github.example.org")])));
        assert!(takes(&place(own, Some("https://github.example.org"), &[])));
        // A repository that names another host than the user.
        let base = Some("http://127.0.0.1:81/api/v3");
        let local = place(own, base, &[]);
        assert!(local.is_at("http://127.0.0.1:81/o/n") && !local.is_at(own));
        assert!(!local.is_at("http://127.0.0.1:82/o/n"));
    }

    #[test]
    fn what_is_no_forge_is_said_without_passwords() {
        for url in [
            "/srv/git/n.git",
            "file:///srv/n.git",
            "C:\\n",
            "https://u:pw@github.com/n",
            "https://u:pw/x@github.com/o/n",
            "https://github.com/n?private_token=pw",
        ] {
            let said = found(url);
            assert!(said.contains("no repository of a forge"), "{url}: {said}");
            assert!(!said.contains("pw"), "{said}");
        }
    }
}
