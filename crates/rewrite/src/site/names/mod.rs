//! What the name of a variable, a key or a function says about its value or its arguments.

mod clients;
mod costs;
mod functions;
mod lists;
mod models;
mod owners;
mod records;
mod words;

pub(super) use clients::{begins_a_request, is_of_client, makes_a_client, reaches_a_model};
pub(super) use costs::{counts, tells_prices, tells_the_price};
pub(super) use functions::{
    argument_of, asks_a_model, declares, declares_for, falls_back, hands_on, is_model, is_request,
    lists, looks_up, only_tests, prints, reads_setting, records, says_default, sets, shows,
    takes_a_default, veto_of_call, veto_of_chain,
};
pub(super) use models::{
    has_provider, has_version, holds_aliases, holds_models, is_called_as, is_client, is_default,
    is_default_of_provider, is_key_of_a_role, is_model_flag, is_name_of_model, is_platform,
    is_provider, is_role, is_version_of, runs_a_model, selects_model, selects_model_by_arn,
    selects_provider, serves, shares_a_word, translates, value_of,
};
pub(super) use owners::{is_of_the_past, keeps_records, parts_old_and_new};
pub(super) use records::{
    is_about_models, is_answer, is_asked, is_measured, is_of_a_request, is_of_an_option,
    is_recorded, veto_of_owner,
};
pub(crate) use words::words;
pub(super) use words::{any, goes_on_with_an_aim};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::Site;

    #[test]
    fn splits_names() {
        assert_eq!(words(b"defaultModelID"), ["default", "model", "id"]);
        assert_eq!(words(b"ANTHROPIC_MODEL"), ["anthropic", "model"]);
        assert_eq!(words(b"--model-name"), ["model", "name"]);
        assert_eq!(words(b"LLMModel"), ["llm", "model"]);
    }

    #[test]
    fn says_what_selects_a_model() {
        for name in [
            "model",
            "modelId",
            "MODEL_NAME",
            "anthropic_model",
            "ANTHROPIC_SMALL_FAST_MODEL",
            "--model",
            "llm",
        ] {
            assert_eq!(value_of(name.as_bytes()), Site::Setting, "{name}");
        }
        for name in [
            "model_path",
            "deprecated_model",
            "expectedModel",
            "models",
            "modelPrefix",
            "name",
            "tokenizer",
        ] {
            assert_eq!(value_of(name.as_bytes()), Site::Unclear, "{name}");
        }
        for name in ["CLAUDE_3_OPUS", "gpt4_model", "CLAUDE_2_1", "model_3_5", "modelV2"] {
            assert_eq!(value_of(name.as_bytes()), Site::Catalogue, "{name}");
        }
        for name in ["model2", "MODEL_1", "agent2_model"] {
            assert_eq!(value_of(name.as_bytes()), Site::Setting, "{name}");
        }
    }

    #[test]
    fn says_what_takes_a_model() {
        for name in [
            "model",
            "with_model",
            "chatModel",
            "init_chat_model",
            "anthropic",
            "GenerativeModel",
            "languageModel",
        ] {
            assert_eq!(argument_of(name.as_bytes()), Site::Argument, "{name}");
        }
        for name in
            ["startswith", "startsWith", "includes", "toBe", "isModelSupported", "assertEqual"]
        {
            assert_eq!(argument_of(name.as_bytes()), Site::Comparison, "{name}");
        }
        for name in ["encoding_for_model", "run", "model_price"] {
            assert_eq!(argument_of(name.as_bytes()), Site::UnknownCall, "{name}");
        }
    }
}
