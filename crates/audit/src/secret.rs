//! Keys are never shown in full, names of keys are.

/// How keys begin, the longest first of those that begin alike. What stands behind is secret.
const HEADS: &[&str] = &[
    "sk-ant-api03-",
    "sk-ant-admin01-",
    "sk-ant-oat01-",
    "sk-ant-",
    "sk-proj-",
    "sk-svcacct-",
    "sk-admin-",
    "sk-or-v1-",
    "sk-",
    "sk_",
    "pk-",
    "pk_",
    "gsk_",
    "xai-",
    "AIza",
    "AKIA",
    "ABSK",
    "Bearer ",
    "key-",
    "apikey_",
    "key_",
];
/// How much of a secret is shown at each of its ends, in characters.
const SHOWN: usize = 3;
/// Secrets are at least as long as this, in characters. What is shorter is a name.
const SECRET: usize = 16;
/// What is as long as this and looks random is a secret even without a known beginning.
const RANDOM: usize = 40;

/// `text` with each word of it that looks like a key shortened: `sk-ant-api03-abc...xyz`.
///
/// Names of keys stay, and so does what was shortened before.
#[must_use]
pub fn shortened(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let text = text.trim();
    let is_bearer = text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("bearer "));
    let ends_word = |c: char| c.is_whitespace() || "()[]{}<>\"'`,;".contains(c);
    let mut out = String::with_capacity(text.len());
    for (at, word) in text.split_inclusive(ends_word).enumerate() {
        let end = word.chars().next_back().filter(|c| ends_word(*c));
        let word = end.map_or(word, |end| &word[..word.len() - end.len_utf8()]);
        let is_key = is_secret(word) || (is_bearer && at == 1);
        out.push_str(&if is_key { cut(word) } else { word.to_owned() });
        out.extend(end);
    }
    out
}

/// The word with its ends alone.
fn cut(word: &str) -> String {
    let head =
        HEADS.iter().find(|head| starts_with(word, head)).map_or("", |head| &word[..head.len()]);
    let rest: Vec<char> = word[head.len()..].chars().collect();
    if rest.len() < 4 * SHOWN {
        return format!("{head}...");
    }
    let ends =
        [&rest[..SHOWN], &rest[rest.len() - SHOWN..]].map(|end| end.iter().collect::<String>());
    format!("{head}{}...{}", ends[0], ends[1])
}

fn starts_with(word: &str, head: &str) -> bool {
    word.get(..head.len()).is_some_and(|start| start.eq_ignore_ascii_case(head))
}

fn is_secret(word: &str) -> bool {
    // What stands between the signs that somebody shortened it with.
    let parts = word.split(['*', '…', '•']).flat_map(|part| part.split("..."));
    parts.into_iter().any(is_secret_part)
}

fn is_secret_part(part: &str) -> bool {
    if part.chars().count() < SECRET {
        return false;
    }
    let head = HEADS.iter().find(|head| starts_with(part, head));
    let behind = head.map(|head| &part[head.len()..]);
    // No name of a key begins as the keys of these providers do.
    let is_named_for_keys = head.is_some_and(|head| head.starts_with("sk-") && head.len() > 3);
    let has_digit = |text: &str| text.bytes().any(|byte| byte.is_ascii_digit());
    let is_mixed = |text: &str| {
        let has = |of: fn(&u8) -> bool| text.bytes().any(|byte| of(&byte));
        has(u8::is_ascii_uppercase) && has(u8::is_ascii_lowercase)
    };
    match behind {
        // A name may begin so too: `key-for-the-backend`.
        Some(rest) => {
            (is_named_for_keys
                && rest.len() >= 8
                && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b)))
                || longest_run(rest) >= SECRET
                || (rest.len() >= SECRET && (has_digit(rest) || is_mixed(rest)))
        }
        None => {
            let run = part.split(|c: char| !c.is_ascii_alphanumeric()).max_by_key(|run| run.len());
            let is_run = run.is_some_and(|run| {
                run.len() >= SECRET
                    && has_digit(run)
                    && run.bytes().any(|b| b.is_ascii_alphabetic())
            });
            is_run
                || is_uuid(part)
                || (part.len() >= RANDOM
                    && !part.contains(':')
                    && has_digit(part)
                    && is_mixed(part))
        }
    }
}

fn longest_run(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_alphanumeric()).map(str::len).max().unwrap_or(0)
}

fn is_uuid(text: &str) -> bool {
    let lens = text.split('-').map(str::len);
    lens.eq([8, 4, 4, 4, 12]) && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys() {
        let key = "sk-ant-api03-R2D2abcdefGHIJ_klmnop-QRSTUVWXYZ0123456789aBcDeFg-xyzAA";
        assert_eq!(shortened(key), "sk-ant-api03-R2D...zAA");
        assert_eq!(shortened(&format!(" {key}\t")), "sk-ant-api03-R2D...zAA");
        let inside = shortened(&format!("prod ({key})"));
        assert_eq!(inside, "prod (sk-ant-api03-R2D...zAA)");
        assert_eq!(shortened("sk-proj-abcdefghijkl"), "sk-proj-abc...jkl");
        assert_eq!(shortened("sk-proj-aaaabbbbccccddddeeeeffff1234"), "sk-proj-aaa...234");
        assert_eq!(shortened("sk-0123456789abcdef0123456789abcdef"), "sk-012...def");
        assert_eq!(shortened("0123456789abcdef0123456789abcdef"), "012...def");
        assert_eq!(shortened("1f0c2b1e-0000-4000-8000-0123456789ab"), "1f0...9ab");
        assert_eq!(shortened("Bearer short-but-secret"), "Bearer sho...ret");
        assert_eq!(shortened("apikey_01Rj2N8SVvo6BePZj99NhmiT"), "apikey_01R...miT");
    }

    #[test]
    fn names_and_what_is_shortened_stay() {
        for name in [
            "",
            "prod backend",
            "claude_code_key_user_abc",
            "key-for-the-backend-of-shop",
            "sk-ant-api03-abc...xyz",
            "sk-...AbC1",
            "sk-918f***********************3f8",
            "sk-ant-api03-R2D…igAA",
            "Schlüssel für München",
            "ProductionBackendService",
            "apikey_01AAA",
            "wrkspc_default",
            "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
            "projects/p/locations/us-east5/publishers/anthropic/models/claude-3-opus@20240229",
            "ft:gpt-3.5-turbo-0613:acme:support:8aBcDeFg",
            "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-v2:1",
        ] {
            assert_eq!(shortened(name), name);
        }
    }

    #[test]
    fn nothing_that_commands_a_terminal() {
        assert_eq!(shortened("a\u{1B}[31mb"), "a [31mb");
    }
}
