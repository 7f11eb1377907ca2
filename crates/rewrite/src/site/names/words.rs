//! The words of a name.

/// The words of a name: `defaultModelId` is `default`, `model`, `id`. Lower case.
pub(crate) fn words(name: &[u8]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut previous = b'_';
    for (at, &byte) in name.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            previous = b'_';
            continue;
        }
        let next_is_lower = name.get(at + 1).is_some_and(u8::is_ascii_lowercase);
        let begins = !previous.is_ascii_alphanumeric()
            || (byte.is_ascii_uppercase() && previous.is_ascii_lowercase())
            || (byte.is_ascii_uppercase() && previous.is_ascii_uppercase() && next_is_lower);
        if begins {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        previous = byte;
    }
    join(join(words, "open", "ai"), "open", "router")
}

/// Joins two words that capitals part and that are one name: `OpenAI`.
pub(super) fn join(mut words: Vec<String>, first: &str, second: &str) -> Vec<String> {
    let mut at = 0;
    while at + 1 < words.len() {
        if words[at] == first && words[at + 1] == second {
            let tail = words.remove(at + 1);
            words[at].push_str(&tail);
        }
        at += 1;
    }
    words
}

/// Whether one of the words is in the list.
pub(in crate::site) fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}
