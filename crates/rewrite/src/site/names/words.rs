//! The words of a name.

use super::lists::PRICES;

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

/// Without what only an aim says of costs: `cost_optimized`, `price_aware`.
pub(super) fn without_aims(mut words: Vec<String>) -> Vec<String> {
    let is_aim =
        |pair: &[String]| PRICES.contains(&pair[0].as_str()) && AIMS.contains(&pair[1].as_str());
    while let Some(at) = words.windows(2).position(is_aim) {
        words.drain(at..at + 2);
    }
    words
}

/// Whether `behind` a word for costs goes on with an aim: `cost-optimized`.
pub(in crate::site) fn goes_on_with_an_aim(behind: &[u8]) -> bool {
    let behind = behind.trim_ascii_start();
    let behind = behind.strip_prefix(b"-").or_else(|| behind.strip_prefix(b"_")).unwrap_or(behind);
    let len = behind.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = behind[..len].to_ascii_lowercase();
    AIMS.iter().any(|aim| aim.as_bytes() == word)
}

/// What is aimed at, behind a word for costs.
const AIMS: &[&str] = &[
    "optimized",
    "optimised",
    "optimization",
    "optimizer",
    "effective",
    "efficient",
    "efficiency",
    "aware",
    "conscious",
    "sensitive",
    "saving",
    "savings",
];

/// Whether one of the words is in the list.
pub(in crate::site) fn any(words: &[String], list: &[&str]) -> bool {
    words.iter().any(|word| list.contains(&word.as_str()))
}
