//! Whether a text speaks of what a pack's names are said to belong to.
//!
//! Platforms that host other makers' models use names that others use too (`gemma-7b-it`): they
//! count only where the platform is spoken of ([`Provider::context`]).

use crate::memo::Memo;
use memchr::memmem;
use modelmod_catalog::{Provider, Str};

/// What one text speaks of, looked for when first asked.
pub(crate) struct Context<'t> {
    text: &'t [u8],
    /// By the ID of the provider.
    known: Memo<Str, bool>,
}

impl<'t> Context<'t> {
    pub(crate) const fn new(text: &'t [u8]) -> Self {
        Self { text, known: Memo::new() }
    }

    /// Whether the text has a word of the provider's context, or the provider has no such words.
    pub(crate) fn speaks_of(&self, provider: &Provider) -> bool {
        let speaks = || provider.context.iter().any(|word| self.has(word));
        provider.context.is_empty() || self.known.get(provider.id.clone(), speaks)
    }

    /// A word ends where it ends: `cohere` is in `ChatCohere` and `CohereClient`, not in
    /// `coherent`.
    fn has(&self, word: &str) -> bool {
        forms(word).iter().any(|form| {
            memmem::find_iter(self.text, form.as_bytes())
                .any(|at| !self.text.get(at + form.len()).is_some_and(u8::is_ascii_lowercase))
        })
    }
}

/// How a word of a context is written: `groq`, `Groq`, `GROQ`.
pub(crate) fn forms(word: &str) -> [String; 3] {
    let (first, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
    [word.to_owned(), first.to_ascii_uppercase() + rest, word.to_ascii_uppercase()]
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_they_end() {
        let has = |text: &str| Context::new(text.as_bytes()).has("cohere");
        assert!(
            has("ChatCohere(") && has("CohereClient") && has("use cohere") && has("COHERE_KEY")
        );
        assert!(!has("a coherent text") && !has("Coherence") && !has(""));
    }

    #[test]
    fn a_provider_without_words_is_always_spoken_of() {
        let provider = |id| modelmod_catalog::builtin::catalog().provider(id).unwrap();
        let context = Context::new(b"llm = Groq(\"gemma2-9b-it\")");
        assert!(context.speaks_of(provider("anthropic")), "it has no such words");
        // The answer of the first time is that of the second.
        for _ in 0..2 {
            assert!(context.speaks_of(provider("groq")) && !context.speaks_of(provider("cohere")));
        }
        let terraform = Context::new(b"resource \"azurerm_cognitive_deployment\" \"chat\" {");
        assert!(terraform.speaks_of(provider("azure")) && terraform.speaks_of(provider("foundry")));
    }
}
