//! "Default", in many languages.

use crate::site::names;

/// "Default" in other languages, in lower case; as a part of a word where words are put together.
const IN_OTHER_LANGUAGES: &[&str] = &[
    "по умолчанию",
    "по подразбиране",
    "за замовчуванням",
    "기본",
    "ברירת",
    "默认",
    "預設",
    "默認",
    "既定",
    "デフォルト",
    "par défaut",
    "por defecto",
    "predeterminad",
    "padrão",
    "predefinit",
    "implicit",
    "standardmod",
    "standardwert",
    "standardverdi",
    "standaardmod",
    "standaardwaarde",
    "domyśln",
    "výchoz",
    "predvolen",
    "alapértelmezett",
    "varsayılan",
    "mặc định",
    "oletus",
    "bawaan",
    "افتراضي",
    "پیش‌فرض",
    "डिफ़ॉल्ट",
    "ค่าเริ่มต้น",
    "προεπιλ",
];

/// Words of other languages for another time or version, in lower case, of scripts that part words
/// otherwise, or as stems.
const OF_ANOTHER_TIME: &[&str] = &[
    "旧",
    "舊",
    "以前",
    "之前",
    "原来",
    "原先",
    "从前",
    "版本",
    "バージョン",
    "かつて",
    "이전",
    "예전",
    "구버전",
    "버전",
    "верси",
    "раньше",
    "ранее",
    "прежн",
    "предыдущ",
    "старый",
    "старая",
    "précédent",
    "früher",
    "versión",
    "versão",
];

/// The same as whole words, of languages that are mostly ASCII.
const WORDS_OF_ANOTHER_TIME: &[&str] = &[
    "ancien",
    "ancienne",
    "avant",
    "auparavant",
    "antes",
    "anterior",
    "anteriormente",
    "antiguo",
    "antigua",
    "antigo",
    "antiga",
    "antigamente",
    "prima",
    "precedente",
    "vecchio",
    "vecchia",
    "bisher",
    "bisherige",
    "bisheriges",
    "ehemals",
    "vorher",
    "altes",
    "versione",
    "version",
];

/// Whether a text speaks of another time or version, in a language other than English.
pub(super) fn is_of_another_time_elsewhere(text: &[u8]) -> bool {
    let lower = String::from_utf8_lossy(text).to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    OF_ANOTHER_TIME.iter().any(|word| lower.contains(word))
        || words.any(|word| WORDS_OF_ANOTHER_TIME.contains(&word))
        || ["non va più", "n'est plus", "ya no ", "nicht mehr", "já não"]
            .iter()
            .any(|said| lower.contains(said))
}

/// Whether a text says "default" in a language other than English.
pub(super) fn says_default_elsewhere(text: &[u8]) -> bool {
    let lower = String::from_utf8_lossy(text).to_lowercase();
    IN_OTHER_LANGUAGES.iter().any(|word| lower.contains(word))
}

/// Whether a text says "default" in one of many languages.
pub(crate) fn says_default(text: &[u8]) -> bool {
    if std::str::from_utf8(text).is_err() {
        return false;
    }
    names::words(text).iter().any(|word| word == "default" || word == "defaults")
        || says_default_elsewhere(text)
}

/// What may stand between such a word and the name, in lower case: "is", "value", "model".
const BETWEEN: &[&str] = &[
    "是",
    "为",
    "為",
    "使用",
    "值",
    "模型",
    "は",
    "値",
    "の",
    "モデル",
    "값",
    "모델",
    "è",
    "ist",
    "est",
    "es",
    "é",
    "er",
    "är",
    "is",
    "model",
    "modell",
    "modèle",
    "modelo",
    "modello",
    "модель",
    "llm",
    "id",
];

/// Whether `head`, a line up to a name, ends with such a word of another language: "predefinito: ",
/// "默认为 ", "Standard: ".
pub(super) fn ends_with_default_elsewhere(head: &[u8]) -> bool {
    let near = &head[head.len().saturating_sub(NEAR)..];
    let lower = String::from_utf8_lossy(near).to_lowercase();
    let words = IN_OTHER_LANGUAGES.iter().copied().chain(["standard:", "standard："]);
    let found = words.filter_map(|word| Some((lower.rfind(word)?, word)));
    let Some((at, word)) = found.max() else { return false };
    let before = &lower[..at];
    // "implicit" and "standard:" are words of their own, and no end of another.
    let is_whole = !word.is_ascii() || !before.ends_with(|last: char| last.is_ascii_alphabetic());
    // The word may be a stem: "predefinit-o".
    let rest = lower[at + word.len()..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let rest = rest.trim_matches(|c: char| !c.is_alphanumeric());
    let mut parts = rest.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    is_whole && parts.all(is_between)
}

/// Whether `tail`, what follows a name, says that this is the default: "`NAME` がデフォルト".
pub(super) fn begins_with_default_elsewhere(tail: &[u8]) -> bool {
    let said = tail.iter().position(|byte| !b"`'\"* ".contains(byte)).unwrap_or(tail.len());
    let said = &tail[said..];
    ["がデフォルト", "をデフォルト", "が既定", "を既定", "이 기본", "가 기본"]
        .iter()
        .any(|word| said.starts_with(word.as_bytes()))
}

/// How far before a name the word is looked for, in bytes.
const NEAR: usize = 60;

/// Whether a word is one that may stand between, or made of such where no spaces part them: "值是".
fn is_between(word: &str) -> bool {
    let mut rest = word;
    while !rest.is_empty() && !rest.is_ascii() {
        let Some(next) = BETWEEN.iter().find_map(|one| rest.strip_prefix(one)) else {
            return false;
        };
        rest = next;
    }
    rest.is_empty() || BETWEEN.contains(&rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_in_other_languages() {
        for head in [
            "- Modello (predefinito: `",
            "Modèle à utiliser (par défaut : `",
            "モデル名。デフォルト: `",
            "指定模型，默认为 ",
            "默认值是 `",
            "Modell. Standard: `",
            "Das Standardmodell ist `",
        ] {
            assert!(ends_with_default_elsewhere(head.as_bytes()), "{head}");
        }
        for head in [
            "默认使用其他模型，比如 `",
            "par défaut, et non pas avec `",
            "the standard: `",
            "nonstandard: `",
            "implicitly calls `",
        ] {
            let is_english = head.starts_with("the standard");
            assert_eq!(ends_with_default_elsewhere(head.as_bytes()), is_english, "{head}");
        }
    }
}
