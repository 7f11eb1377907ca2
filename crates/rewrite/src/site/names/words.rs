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
            join(&mut words);
            words.push(String::with_capacity(USUAL));
        }
        if let Some(word) = words.last_mut() {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        previous = byte;
    }
    join(&mut words);
    words
}

/// How long most words are at the most.
const USUAL: usize = 16;

/// Joins the last two words where capitals part them and they are one name: `OpenAI`.
fn join(words: &mut Vec<String>) {
    if let [.., first, second] = words.as_mut_slice()
        && first == "open"
        && matches!(second.as_str(), "ai" | "router")
    {
        first.push_str(second);
        words.pop();
    }
}

/// Whether one of the words is in the list.
pub(in crate::site) fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}
