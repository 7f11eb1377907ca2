//! What the name of a function says about its arguments.

use super::clients::takes_a_model;
use super::costs::{asks_to_count, is_tuned, says_counts};
use super::lists::{ASKS, COMPARES, KNOWN_TAKERS, PLATFORMS, PRICES, RECORDS, STANDS_IN, TALKS};
use super::models::selects_model;
use super::words::{any, without_aims, words};
use crate::site::Site;
use crate::site::around::name_at_end;

/// What an argument is, by name or not, of a function of this name, where that is no use; what the
/// function is a member of may stand before it.
pub(in crate::site) fn veto_of_call(chain: &[u8]) -> Option<Site> {
    if asks_to_count(chain) {
        return None;
    }
    let words = without_aims(words(name_at_end(chain)));
    let kinds: [(&[&str], Site); 3] =
        [(ASKS, Site::Comparison), (RECORDS, Site::Recording), (STANDS_IN, Site::Test)];
    // `switchModel("NAME")` does, where `switch (model)` asks.
    let asked = if words.len() > 1 && words[0] == "switch" { &words[1..] } else { &words };
    let by_kind = kinds.iter().find(|(list, _)| any(asked, list)).map(|(_, site)| *site);
    let by_kind = by_kind.or_else(|| says_counts(&words).then_some(Site::Key));
    let by_kind = by_kind.filter(|kind| *kind != Site::Test || !tries(&words));
    // `validate_citations(turn, model=...)` has the model do it; `validate_model` asks for one.
    let by_kind = by_kind.filter(|_| !has_it_done(&words));
    // `generateTextResult(model)` asks for one.
    let asks = ["generate", "ask", "complete", "stream", "send", "invoke", "query"];
    let is_asked = words.len() > 1 && asks.contains(&words[0].as_str());
    let by_kind = by_kind.filter(|kind| *kind != Site::Recording || !is_asked);
    // `toEqual`, `have_attributes`: what is expected, in two words.
    let pairs = [
        ["to", "equal"],
        ["to", "be"],
        ["have", "attributes"],
        ["have", "received"],
        ["hash", "including"],
        ["to", "eq"],
    ];
    let expects = pairs.iter().any(|pair| words.windows(2).any(|two| two == pair));
    let by_kind = by_kind.or_else(|| expects.then_some(Site::Comparison));
    let tables =
        ["register", "option", "select", "dropdown", "selection", "choice", "arm", "fallbacks"];
    // `registry.registerDefaults(provider, { model })`
    let is_of_defaults = any(&words, &["default", "defaults"]);
    by_kind
        .or_else(|| (any(&words, &tables) && !is_of_defaults).then_some(Site::List))
        .or_else(|| any(&words, PRICES).then_some(Site::Catalogue))
}

/// Whether a function of this name makes an entry of a list or a table of models.
pub(in crate::site) fn lists(function: &[u8]) -> bool {
    let entries = [
        "add",
        "define",
        "card",
        "info",
        "capability",
        "capabilities",
        "limit",
        "limits",
        "legacy",
        "old",
        "slug",
        "entry",
        "row",
        "spec",
        "register",
        "alias",
    ];
    any(&words(function), &entries)
}

/// Whether a function of this name gives what is shown of something, or is to be looked up.
pub(in crate::site) fn shows(function: &[u8]) -> bool {
    let shown = [
        "label",
        "title",
        "description",
        "display",
        "price",
        "url",
        "key",
        "alias",
        "tokenizer",
        "encoding",
        "name",
        "hint",
        "placeholder",
        "help",
        "icon",
        "color",
        "deprecated",
        "retired",
        "legacy",
        "old",
    ];
    any(&words(function), &shown)
}

/// Whether a function of this name shows what it is given: `print`, `console.log`.
pub(in crate::site) fn prints(function: &[u8]) -> bool {
    let prints = [
        &b"print"[..],
        b"println",
        b"Println",
        b"Print",
        b"pprint",
        b"rprint",
        b"puts",
        b"p",
        b"log",
        b"echo",
        b"WriteLine",
    ];
    prints.contains(&function)
}

/// Whether the words of a function's name say that it tries something: `testReasoning`, where
/// `test` asks, and a test client stands in for one.
fn tries(words: &[String]) -> bool {
    let stands_in =
        ["client", "server", "app", "helper", "case", "cases", "data", "double", "that"];
    matches!(words, [first, rest @ ..]
        if first == "test" && !rest.is_empty() && !any(rest, &stands_in) && !any(rest, STANDS_IN))
}

/// Whether the words of a function's name are an errand, that somebody else may be told to do.
fn has_it_done(words: &[String]) -> bool {
    let [verb, object @ ..] = words else { return false };
    let is_of_models = [
        "model",
        "models",
        "llm",
        "llms",
        "id",
        "name",
        "config",
        "request",
        "deprecated",
        "fallback",
        "retired",
        "default",
    ];
    ["validate", "verify", "compare"].contains(&verb.as_str())
        && !object.is_empty()
        && !any(object, &is_of_models)
        && !any(object, ASKS)
}

/// Whether a function, by what it is a member of, records what happened: `tracer.startRequest`.
pub(in crate::site) fn records(chain: &[u8]) -> bool {
    let words = words(chain);
    any(&words, RECORDS) || any(&words, &["tracer", "tracing", "monitor", "analytics", "usage"])
}

/// Whether a name says of what it holds or does that it is a test, and not that it stands in for
/// something. `tests` are a table, whatever they are of.
pub(in crate::site) fn only_tests(name: &[u8]) -> bool {
    let words = words(name);
    let others = |word: &String| word != "test" && STANDS_IN.contains(&word.as_str());
    any(&words, &["test"]) && !words.iter().any(others)
}

/// The same by what the function is a member of: `jest.mock`, `client.fine_tuning.jobs.create`.
pub(in crate::site) fn veto_of_chain(chain: &[u8]) -> Option<Site> {
    let words = without_aims(words(chain));
    let is_alone = !chain.iter().any(|byte| b".:".contains(byte));
    if any(&words, STANDS_IN) && !(is_alone && tries(&words)) {
        Some(Site::Test)
    } else if any(&words, PRICES) {
        Some(Site::Catalogue)
    } else {
        let is_tuning = |part: &[u8]| {
            let words = self::words(part);
            let at = words.iter().position(|word| word == "tuning");
            at.is_some_and(|at| is_tuned(words.get(at + 1).map_or("", String::as_str)))
        };
        let tunes = any(&words, &["finetuning", "tiktoken"])
            || chain.split(|byte| b".:".contains(byte)).any(is_tuning);
        tunes.then_some(Site::Key)
    }
}

/// Whether a function of this name is nothing but "the model": `model`, `withModel`.
pub(in crate::site) fn is_model(function: &[u8]) -> bool {
    selects_model(function) && words(function).len() <= 3
}

/// Whether a function of this name sets what its first argument names: `set("model", NAME)`.
pub(in crate::site) fn sets(function: &[u8]) -> bool {
    any(
        &words(function),
        &[
            "set",
            "put",
            "add",
            "with",
            "env",
            "environment",
            "property",
            "attribute",
            "option",
            "parameter",
            "of",
            "entry",
            "default",
            "define",
            "insert",
            "setenv",
        ],
    )
}

/// Whether a method of this name looks something up, or puts it where it is looked up.
pub(in crate::site) fn looks_up(function: &[u8]) -> bool {
    [
        &b"get"[..],
        b"put",
        b"set",
        b"add",
        b"insert",
        b"entry",
        b"remove",
        b"getOrDefault",
        b"containsKey",
        b"ContainsKey",
        b"TryGetValue",
        b"Add",
    ]
    .contains(&function)
}

/// Whether a function of this name gives the first of its arguments that has a value.
pub(in crate::site) fn falls_back(function: &[u8]) -> bool {
    [
        &b"Or"[..],
        b"or",
        b"coalesce",
        b"Coalesce",
        b"firstNonEmpty",
        b"getOrElse",
        b"orElse",
        b"try",
        b"requireNonNullElse",
        b"defaultIfBlank",
        b"defaultIfEmpty",
        b"defaultString",
    ]
    .contains(&function)
}

/// Whether a function or method of this name hands its text on as it is.
pub(in crate::site) fn hands_on(function: &[u8]) -> bool {
    [
        &b"String"[..],
        b"string",
        b"str",
        b"Some",
        b"Ok",
        b"ptr",
        b"Ptr",
        b"pointer",
        b"StringPtr",
        b"F",
        b"toString",
        b"to_string",
        b"to_s",
        b"to_sym",
        b"freeze",
        b"strip",
        b"trim",
        b"into",
        b"to_owned",
        b"of",
        b"just",
        b"Optional",
        b"from",
        b"Value",
        b"ToPtr",
        b"Of",
        b"ofNullable",
        b"dedent",
        b"SecretStr",
        b"orElse",
        b"ref",
        b"Model",
        // What holds a value that may change, and begins with this one.
        b"useState",
        b"$state",
        b"shallowRef",
        b"signal",
        b"writable",
        b"mutableStateOf",
        b"MutableStateFlow",
        b"MutableLiveData",
    ]
    .contains(&function)
}

/// Whether a function of this name declares a parameter, and takes its default first.
pub(in crate::site) fn declares(function: &[u8]) -> bool {
    [&b"Option"[..], b"Argument", b"Field", b"Query", b"Form"].contains(&function)
}

/// Whether a function of this name declares an option for the variable that it is given first:
/// `StringVar` of Go.
pub(in crate::site) fn declares_for(function: &[u8]) -> bool {
    [&b"StringVar"[..], b"StringVarP"].contains(&function)
}

/// Whether a name says that a default is meant: `WithDefault`, `default_model`.
pub(in crate::site) fn says_default(name: &[u8]) -> bool {
    any(&words(name), &["default"])
}

/// The site of an argument of a function of this name (its last part: `chat.model` is `model`).
pub(in crate::site) fn argument_of(function: &[u8]) -> Site {
    let words = words(function);
    let whole = words.concat();
    let compared = if tries(&words) { &words[1..] } else { &words };
    if any(compared, COMPARES) || COMPARES.contains(&whole.as_str()) {
        Site::Comparison
    } else if any(&words, TALKS) {
        Site::Text
    } else if any(&words, PLATFORMS) {
        Site::Platform
    } else if matches!(function, b"Model" | b"ModelId" | b"ModelID" | b"ModelInfo") {
        // `Model("...")` makes an entry as often as it makes a client.
        Site::UnknownCall
    } else if KNOWN_TAKERS.contains(&whole.as_str()) || takes_a_model(&words) {
        Site::Argument
    } else {
        Site::UnknownCall
    }
}

/// Whether a function of this name sends something to a model, which may be told behind that:
/// `invoke_llm(body, "NAME")`.
pub(in crate::site) fn asks_a_model(function: &[u8]) -> bool {
    // `query_model(db, "NAME")` asks a store as often as not.
    let verbs = ["ask", "call", "chat", "invoke", "prompt"];
    let words = words(function);
    matches!(words.as_slice(), [verb, model]
        if verbs.contains(&verb.as_str()) && ["llm", "model"].contains(&model.as_str()))
}

/// Whether a function of this name sends a request to a model, and gives back its answer:
/// `client.images.edit`, `generateText`.
pub(in crate::site) fn is_request(function: &[u8]) -> bool {
    let verbs = ["ask", "chat", "complete", "create", "edit", "generate", "invoke", "stream"];
    words(function).first().is_some_and(|verb| verbs.contains(&verb.as_str()))
}

/// Whether a function of this name, of two arguments, gives the second where nothing has the name
/// that is the first: `input("model", DEFAULT)`, `useLocalStorage("model", DEFAULT)`.
pub(in crate::site) fn takes_a_default(function: &[u8]) -> bool {
    let alone = ["input", "param", "arg", "argument", "option", "flag", "preference", "pref"];
    let words = words(function);
    match words.as_slice() {
        [word] => alone.contains(&word.as_str()) || word == "lookup",
        [verb, ..] => ["use", "get", "read", "load", "lookup"].contains(&verb.as_str()),
        [] => false,
    }
}

/// Whether a function of this name reads a setting and takes a default: `getenv(NAME, DEFAULT)`.
pub(in crate::site) fn reads_setting(function: &[u8]) -> bool {
    let words = words(function);
    let reads = [
        "get",
        "getenv",
        "env",
        "fetch",
        "getattr",
        "setdefault",
        "pop",
        "option",
        "string",
        "request",
        "config",
    ];
    any(&words, &reads)
}
