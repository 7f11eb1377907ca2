//! What the argument of a call is, by the call and by what stands before it.

use super::owner::{annotates_a_model, is_about_a_model, is_constant_of, is_versioned_constant};
use super::{Judge, is_quoted, names_a_model};
use crate::site::Site;
use crate::site::around::{key_at_end, name_at_end, object_of, opening};
use crate::site::language::Language;
use crate::site::names;
use crate::site::syntax::{Call, Frame, Named};

impl Judge<'_> {
    pub(super) fn argument(&self, call: &Call<'_>, rest: &[Frame<'_>]) -> Site {
        let chain = call.chain();
        let function = name_at_end(chain);
        if self.is_own && names::is_platform(chain) {
            return Site::Platform;
        }
        if call.index > 0
            && (names::argument_of(function) != Site::Comparison || names::falls_back(function))
            && let Some(site) = behind_others(call)
        {
            return site;
        }
        if self.language == Language::Hcl && is_default_of_terraform(function, call) {
            return Site::Default;
        }
        // `object({ model = optional(string, "NAME") })`
        if self.language == Language::Hcl
            && function == b"optional"
            && call.index == 1
            && is_about_a_model(rest)
        {
            return Site::Default;
        }
        // `GetChatClient("NAME")`: what Azure's clients are given is the name of a deployment.
        if self.is_own
            && function.ends_with(b"ChatClient")
            && memchr::memmem::find(self.text, b"Azure").is_some()
        {
            return Site::Platform;
        }
        match names::argument_of(function) {
            // `GPT_4O = Model("...")`: a constant about that very model.
            Site::Argument | Site::Platform
                if rest.iter().take_while(|frame| is_handed_over(frame)).any(|frame| {
                    is_versioned_constant(frame)
                        || is_constant_of(frame, &self.text[self.name.range()])
                }) =>
            {
                Site::Catalogue
            }
            Site::Platform if !self.is_own && call.index == 0 => Site::Argument,
            Site::UnknownCall if self.is_for_a_provider(call) => Site::Argument,
            // The model is the first argument of what takes a model.
            Site::Argument
                if call.index > 0
                    && !names::is_model(function)
                    && !names::reaches_a_model(chain) =>
            {
                Site::UnknownCall
            }
            Site::UnknownCall if call.index > 0 && names::asks_a_model(function) => Site::Argument,
            Site::UnknownCall if is_default_of_a_model(call, rest) => Site::Default,
            // `complete(prompt, key, "NAME")`
            Site::UnknownCall if is_beside_a_prompt(call) => Site::Argument,
            // `@anthropic.call("NAME")`
            Site::UnknownCall if call.index == 0 && is_call_of_a_provider(chain) => Site::Argument,
            // `modelField.setText("NAME")`
            Site::UnknownCall if call.index == 0 && fills_in_a_model(chain) => Site::Default,
            // `NewAnthropicGenerator(client, "NAME")`
            Site::UnknownCall if names::makes_a_client(chain) => Site::Argument,
            // `get_completion(messages, "NAME")`
            Site::UnknownCall if names::reaches_a_model(chain) && !is_one_of_several(call) => {
                Site::Argument
            }
            // `defaults.set("NAME", forKey: "model")`
            Site::UnknownCall if sets_the_model(call) => Site::Setting,
            // `prices.put("NAME", 8)`, `limits.get("NAME")`
            Site::UnknownCall if names::looks_up(function) => Site::Key,
            site => site,
        }
    }

    /// Whether a call, whose name does not say that it takes a model, is one of something that talks
    /// to a provider, or is told which one to talk to.
    fn is_for_a_provider(&self, call: &Call<'_>) -> bool {
        let chain = call.chain();
        if call.index == 1 && self.is_provider(call.before) {
            return true;
        }
        // `ask(text, "NAME", "Anthropic")`
        if is_quoted(call.behind) && self.is_provider(call.behind) && !names::records(chain) {
            return true;
        }
        if self.is_client(chain) {
            return true;
        }
        if call.index > 0 {
            return false;
        }
        // `@ask("NAME", response_model=Report)`
        let asks = || {
            call.names.iter().any(|name| names::is_asked(name)) && !names::lists(name_at_end(chain))
        };
        // `createAnthropic({ apiKey })("NAME")`
        self.is_made_client(call.callee)
            // `ChatCompletionRequestBuilder.create("NAME")`
            || names::begins_a_request(chain)
            || asks()
            // `openrouter.chat("anthropic/NAME")`, `from_provider("anthropic/NAME")`
            || !self.is_own && names::is_of_client(chain)
    }

    /// Whether an argument is the provider of a model: `"anthropic"`, `Provider::Anthropic`.
    fn is_provider(&self, argument: &[u8]) -> bool {
        let last = key_at_end(argument);
        last.iter().all(u8::is_ascii_alphabetic) && names::is_provider(&last.to_ascii_lowercase())
    }

    /// Whether what is called is what a call made, and that makes clients of a provider.
    fn is_made_client(&self, callee: &[u8]) -> bool {
        // Elsewhere another one answers to the name.
        if memchr::memmem::find(callee, b"baseURL").is_some() {
            return false;
        }
        let made = callee.trim_ascii_end().strip_suffix(b")");
        let open = made.and_then(opening);
        open.is_some_and(|open| {
            let words = names::words(name_at_end(&callee[..open]));
            matches!(words.as_slice(), [verb, provider]
                if verb == "create" && names::is_provider(provider.as_bytes()))
        })
    }

    /// Whether a function is named as what talks to a model: `Claude(...)`, `ChatAnthropic(...)`.
    pub(super) fn is_client(&self, chain: &[u8]) -> bool {
        let words = names::words(name_at_end(chain));
        let model = self.text[self.name.range()].to_ascii_lowercase();
        let parts: Vec<&[u8]> = model.split(|byte| !byte.is_ascii_alphabetic()).collect();
        let of_model = |word: &String| word.len() > 2 && parts.contains(&word.as_bytes());
        !words.is_empty()
            && words.iter().any(|word| of_model(word) || names::is_client(word))
            && words
                .iter()
                .all(|word| of_model(word) || names::is_client(word) || names::is_role(word))
    }
}

/// Whether a frame hands on what a call gives: `result5 = generate({ model: anthropic("NAME") })`
/// is named for what comes of it, and not for the model.
fn is_handed_over(frame: &Frame<'_>) -> bool {
    match frame {
        Frame::Call(call) => hands_on(call),
        Frame::Receiver(_) => false,
        _ => true,
    }
}

/// `env.str("MODEL", "NAME")`: whether a function is one of the environment's.
fn is_of_the_environment(chain: &[u8]) -> bool {
    let environments = [&b"env"[..], b"environ", b"ENV"];
    [&b"str"[..], b"string", b"text", b"var"].contains(&name_at_end(chain))
        && object_of(chain).is_some_and(|object| environments.contains(&name_at_end(object)))
}

/// `anthropic.call`
fn is_call_of_a_provider(chain: &[u8]) -> bool {
    chain.strip_suffix(b".call").is_some_and(names::is_provider)
}

/// Whether what a model is asked stands beside the argument: `prompt`, `messages`.
fn is_beside_a_prompt(call: &Call<'_>) -> bool {
    let asked = ["prompt", "prompts", "messages", "question", "chunks"];
    let is_asked = |argument: &[u8]| {
        let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.$".contains(byte);
        let argument = argument.trim_ascii();
        let words = names::words(argument);
        argument.iter().all(is_name)
            && words.last().is_some_and(|word| asked.contains(&word.as_str()))
    };
    let function = names::words(name_at_end(call.chain()));
    let counts = [
        "price", "cost", "log", "record", "track", "save", "store", "report", "format", "count",
        "token", "tokens", "estimate", "truncate", "trim", "render", "cache", "key", "hash",
    ];
    // What stands first may be a key or a label of anything.
    let asks = ["ask", "call", "chat", "complete", "generate", "invoke", "query", "send", "prompt"];
    call.names.is_empty()
        && (call.index > 0 || function.first().is_some_and(|verb| asks.contains(&verb.as_str())))
        && !names::any(&function, &counts)
        && [call.first, call.before, call.behind].into_iter().any(is_asked)
}

/// Whether another argument beside it may be a model, too.
fn is_one_of_several(call: &Call<'_>) -> bool {
    let may_be_one = |argument: &[u8]| {
        is_quoted(argument)
            && argument.contains(&b'-')
            && argument.iter().any(u8::is_ascii_digit)
            && !argument.contains(&b' ')
    };
    may_be_one(call.before) || may_be_one(call.behind)
}

/// What an argument behind others is, by those.
fn behind_others(call: &Call<'_>) -> Option<Site> {
    let chain = call.chain();
    let function = name_at_end(chain);
    let named = key_at_end(call.before);
    // `get("model", NAME)`, `Map.get(options, :model, NAME)`
    let is_key = |argument: &[u8]| {
        // `f"{prefix}_MODEL"`
        let key = key_at_end(argument);
        // `ENV_MODEL` names a setting; `ModelRoleSummary` may be anything.
        let is_text = argument.trim_ascii_end().last().is_some_and(|end| b"\"'`".contains(end));
        let is_atom = argument.trim_ascii().starts_with(b":");
        if !is_text && !is_atom && key.iter().any(u8::is_ascii_lowercase) {
            return false;
        }
        let key = key.rsplit(|&byte| byte == b'}').next().unwrap_or(key);
        names::selects_model(key)
    };
    if (names::reads_setting(function) || is_of_the_environment(chain))
        && (is_key(call.first) || is_key(call.before))
    {
        return Some(Site::Default);
    }
    // `StringVarP(&options.Model, "model", "m", "NAME", "...")`
    if names::declares_for(function)
        && call.first.starts_with(b"&")
        && names::selects_model(name_at_end(call.first))
        && names::value_of(key_at_end(call.second)) == Site::Setting
    {
        return Some(Site::Default);
    }
    // `model_mapping.get(asked, "NAME")`
    if function == b"get"
        && call.index == 1
        && object_of(chain).is_some_and(|object| names::holds_models(name_at_end(object)))
    {
        return Some(Site::Default);
    }
    // `create("https://...", ENV["API_KEY"], "NAME")`, `NewClient("your-api-key", "NAME")`
    if is_key_of_api(call.before) && names::argument_of(function) == Site::UnknownCall {
        return Some(Site::Argument);
    }
    // `getOrDefault(parameters.modelName(), "NAME")`: with no object it looks nothing up.
    if function == b"getOrDefault"
        && call.index == 1
        && chain == function
        && names_a_model(call.first)
    {
        return Some(Site::Default);
    }
    if names::sets(function) && names::selects_model(named) {
        return Some(Site::Setting);
    }
    if names::is_model_flag(named) {
        return Some(Site::Flag);
    }
    if names::falls_back(function) && names_a_model(call.first) {
        return Some(Site::Default);
    }
    None
}

/// Whether a call declares something with a default, or takes one, and names a model that it is for.
fn is_default_of_a_model(call: &Call<'_>, rest: &[Frame<'_>]) -> bool {
    let function = name_at_end(call.chain());
    // `model: str = Option("NAME", "--model")`
    if call.index == 0 && names::declares(function) && is_about_a_model(rest) {
        return true;
    }
    // `@WithDefault("NAME") String modelName();`
    if call.index == 0 && names::says_default(function) && annotates_a_model(call, rest) {
        return true;
    }
    // What a schema may hold is not seen, but for one of texts.
    let is_of_texts = || {
        [&b"string"[..], b"\"--"]
            .iter()
            .any(|mark| memchr::memmem::find(call.callee, mark).is_some())
    };
    if names::is_default(function) && is_of_texts() && is_about_a_model(rest) {
        return true;
    }
    // `input("model", "NAME")`: what is taken where nothing else has this name.
    call.index == 1
        && call.behind.is_empty()
        && is_quoted(call.first)
        && names::selects_model(key_at_end(call.first))
        && names::takes_a_default(function)
}

/// Whether a method puts a text into a field of a form that is there for a model.
fn fills_in_a_model(chain: &[u8]) -> bool {
    let function = name_at_end(chain);
    let object = name_at_end(object_of(chain).unwrap_or_default());
    [&b"setText"[..], b"set_text", b"setValue", b"set_value"].contains(&function)
        && names::selects_model(object)
}

/// `set("NAME", forKey: "model")`: what is set stands before the name of the setting.
fn sets_the_model(call: &Call<'_>) -> bool {
    let key = call.behind.trim_ascii();
    let key = key.strip_prefix(b"forKey:").unwrap_or_default().trim_ascii();
    call.index == 0
        && is_quoted(key)
        && names::sets(name_at_end(call.chain()))
        && names::selects_model(key_at_end(key))
}

/// `lookup(x, "model", "NAME")`.
fn is_default_of_terraform(function: &[u8], call: &Call<'_>) -> bool {
    function == b"lookup" && call.index == 2 && names::selects_model(key_at_end(call.before))
}

/// `aws.String("NAME")`, `Some("NAME")`, `str("NAME")`.
pub(super) fn hands_on(call: &Call<'_>) -> bool {
    call.index == 0 && call.names.is_empty() && names::hands_on(name_at_end(call.chain()))
}

/// `model = ModelId("NAME")`: by itself it may be an entry of a table, here it is what is set.
pub(super) fn is_id_of_a_model(call: &Call<'_>, rest: &[Frame<'_>]) -> bool {
    let function = name_at_end(call.chain());
    call.index == 0
        && [&b"ModelId"[..], b"ModelID", b"ModelName"].contains(&function)
        && matches!(rest.first(), Some(Frame::Value(value)) if names::selects_model(value.name))
}

/// `generate({ model: provider("NAME") })`: whatever makes the model of it, this one is called.
pub(super) fn makes_the_model(call: &Call<'_>, rest: &[Frame<'_>]) -> bool {
    let function = name_at_end(call.chain());
    call.index == 0
        && call.names.is_empty()
        // What a schema's default may be is not seen here.
        && !names::is_default(function)
        && names::argument_of(function) == Site::UnknownCall
        && matches!(rest.first(), Some(Frame::Value(value))
            if names::selects_model(value.name)
                && matches!(value.kind, Named::Argument | Named::Pair)
                && value.beside.iter().any(|name| names::is_asked(name)))
}

/// Whether an argument is the key of an API, by what it is called or what it says.
fn is_key_of_api(argument: &[u8]) -> bool {
    let words = names::words(argument);
    // `openAIKey`
    words.windows(2).any(|pair| ["api", "ai"].contains(&pair[0].as_str()) && pair[1] == "key")
        || words.iter().any(|word| word == "apikey")
}
