//! What takes "this is a use" back, however much the place itself looks like one.

use super::{Judge, answer};
use crate::boundary::is_word;
use crate::site::Site;
use crate::site::about::About;
use crate::site::around::name_at_end;
use crate::site::language::Language;
use crate::site::names;
use crate::site::record::Record;
use crate::site::syntax::{Call, Frame, Named, Value};

/// How many frames outwards are asked.
const REACH: usize = 10;

impl Judge<'_> {
    /// `site`, or what it is instead. `at` is the frame that decided.
    pub(super) fn veto(&self, frames: &[Frame<'_>], at: usize, site: Site) -> Site {
        let (mut depth, mut in_call, mut asks) = (0, false, false);
        let about = About::of(&self.text[self.name.range()]);
        // `{ fast: openai("NAME") }`: what is called for a purpose, by its name.
        let is_for_a_purpose = site == Site::Argument
            && matches!(
                frames.get(at + 1),
                Some(Frame::Value(value))
                    if value.kind == Named::Pair && !names::has_version(value.name)
            );
        let has_beside = |says: fn(&[u8]) -> bool| {
            matches!(
                frames.get(at),
                Some(Frame::Value(value)) if value.beside.iter().any(|name| says(name))
            )
        };
        let is_of_a_request = has_beside(names::is_of_a_request);
        let is_of_roles = match frames.get(at) {
            Some(Frame::Value(value)) => self.is_of_roles(value, &frames[at + 1..]),
            Some(Frame::Item { .. }) => site == Site::Setting,
            _ => false,
        };
        // `models: { large: { provider: "...", model: "NAME" } }`
        let is_model_of_a_role = match &frames[at.min(frames.len())..] {
            [Frame::Value(own), Frame::Value(role), rest @ ..] => {
                let is_models = |owner: &[u8]| names::words(owner) == ["models"];
                own.name == b"model"
                    && own.beside.iter().any(|key| names::selects_provider(key))
                    && self.is_of_roles(role, rest)
                    && self.owner(rest).is_some_and(is_models)
            }
            _ => false,
        };
        let configures = is_for_a_purpose
            || is_of_roles
            || matches!(frames.get(at), Some(Frame::Value(value)) if configures(value));
        let is_asked = has_beside(names::is_asked);
        for (number, frame) in frames.iter().enumerate().take(at + REACH) {
            let found = match frame {
                Frame::Value(value) if number > at && about.is_said_by(value.name) => {
                    Some(Site::Catalogue)
                }
                // `ask_gpt4()` sends a request all the same.
                Frame::Function { name } | Frame::Class { name }
                    if about.is_said_by(name) && !is_of_a_request =>
                {
                    Some(Site::Catalogue)
                }
                Frame::Function { name } if names::counts(name) && !is_of_a_request => {
                    Some(Site::Key)
                }
                // What is assigned from a call is named for what the call gives back.
                Frame::Value(value) if in_call && value.kind == Named::Variable => None,
                // `{ result: await client.edit({ model: "NAME" }) }`
                Frame::Value(value)
                    if in_call
                        && asks
                        && value.kind == Named::Pair
                        && names::is_answer(value.name) =>
                {
                    None
                }
                Frame::Value(value) if number > at && self.is_id(value, frames.get(number + 1)) => {
                    None
                }
                // A role may be called as what tables of models tell: `vision`.
                Frame::Value(_)
                    if number <= at + 1 && is_of_roles
                        || number > at && number <= at + 2 && is_model_of_a_role =>
                {
                    None
                }
                // `models: { chat_model: "NAME" }` is none of a list.
                Frame::Value(value)
                    if number == at + 1
                        && value.name.eq_ignore_ascii_case(b"models")
                        && matches!(frames.get(at), Some(Frame::Value(own)) if is_telling(own)) =>
                {
                    None
                }
                // `AgentOptions(name="...", description="...", model_id="NAME")`
                Frame::Value(value)
                    if number == at
                        && matches!(frames.get(number + 1), Some(Frame::Call(call))
                            if names::runs_a_model(name_at_end(call.chain())))
                        && value.beside.iter().all(|key| is_of_an_agent(key)) =>
                {
                    None
                }
                Frame::Value(value) if number >= at => {
                    let is_own = number == at;
                    // What a function takes was recorded by nobody: `def ask(model="NAME", usage=None)`,
                    // but for one that makes an answer.
                    let is_taken =
                        is_own && value.kind == Named::Parameter && !is_in_a_builder(frames);
                    self.by_value(value, is_own, is_taken, depth, configures, is_asked)
                        .filter(|veto| *veto != Site::List || site != Site::Run)
                }
                // `defaultIfBlank(model, "NAME")` asks, and takes a default.
                Frame::Call(call)
                    if number == at
                        && site == Site::Default
                        && names::falls_back(name_at_end(call.chain())) =>
                {
                    None
                }
                // `lookup` takes a default there.
                Frame::Call(_)
                    if number == at && site == Site::Default && self.language == Language::Hcl =>
                {
                    None
                }
                Frame::Call(call)
                    if number <= at + 1
                        && answer::is_of_completions(
                            name_at_end(call.chain()),
                            self.text,
                            &self.text[self.name.range()],
                        ) =>
                {
                    Some(Site::Completion)
                }
                Frame::Call(call) => self.by_call(call, number.checked_sub(at), site, asks),
                Frame::Key | Frame::Pattern if number > at => Some(Site::Key),
                Frame::Compare | Frame::Assert if number > at => Some(Site::Comparison),
                Frame::Join if number > at && !matches!(frames.get(at), Some(Frame::Call(_))) => {
                    Some(Site::Fragment)
                }
                // A type holds calls only to annotate what it is the type of.
                Frame::Type if number > at && !in_call => Some(Site::Type),
                Frame::Member if number > at => Some(Site::Catalogue),
                Frame::Choice { head } if self.asks_for_a_version(head) => Some(Site::Catalogue),
                Frame::Choice { head } if expects_an_error(head) => Some(Site::Test),
                _ => None,
            };
            if let Some(found) = found {
                return found;
            }
            if let Frame::Function { name } = frame
                && [&b"__init__"[..], b"constructor", b"initialize"].contains(name)
                && frames[number..]
                    .iter()
                    .any(|frame| matches!(frame, Frame::Class { name } if about.is_said_by(name)))
            {
                return Site::Catalogue;
            }
            if matches!(frame, Frame::Function { .. } | Frame::Class { .. }) {
                break;
            }
            if let Frame::Call(call) = frame
                && number >= at
            {
                in_call = true;
                // `Message(model="NAME")` makes a record, whose name begins so.
                let function = name_at_end(call.chain());
                asks |=
                    site == Site::Argument || function.first().is_some_and(u8::is_ascii_lowercase);
            }
            depth += usize::from(matches!(frame, Frame::Value(_)));
        }
        site
    }

    /// `if name == "claude-3-opus": name = "NAME"`: a table of versions, written as conditions.
    fn asks_for_a_version(&self, head: &[u8]) -> bool {
        let model = &self.text[self.name.range()];
        // `if version < (2, 0)`: each branch is for its own time.
        let is_code = self.language != Language::Shell;
        if is_code && names::words(head).iter().any(|word| word == "version" || word == "semver") {
            return true;
        }
        let pieces = head.split(|byte| b"\"'`".contains(byte));
        let mut quoted = pieces.skip(1).step_by(2);
        // `case .claude3Haiku:`
        let is_case = || {
            let head = head.strip_prefix(b"case ")?.trim_ascii();
            let about = About::of(model);
            Some(head.split(|&byte| !is_word(byte)).any(|name| about.is_said_by(name)))
        };
        // `if ask --model "NAME"; then` asks with it.
        quoted.any(|text| text != model && names::is_version_of(text, model))
            || is_case() == Some(true)
    }

    /// Whether the name is one that somebody gave to a job or a service: it says nothing of what
    /// is in it.
    fn is_id(&self, value: &Value<'_>, around: Option<&Frame<'_>>) -> bool {
        let owner = match around {
            Some(Frame::Value(owner)) => owner.name,
            _ => return false,
        };
        self.language == Language::Yaml
            && [&b"jobs"[..], b"services"].contains(&owner)
            && value.kind == Named::Pair
    }

    /// Whether the key `name` beside a value says that both are about models in general.
    fn is_about_models(&self, value: &Value<'_>, name: &[u8]) -> bool {
        if !names::is_about_models(name) {
            return false;
        }
        let words = names::words(name);
        // What describes an option stands beside its default.
        let describes = ["description", "title", "label", "display", "displayname"];
        let is_shown = names::is_default(value.name) || value.name == b"example";
        let is_option = is_shown && names::any(&words, &describes);
        // `agent_description`: what is described is an agent.
        let of_another = words.len() > 1
            && names::any(&words, &["agent", "tool", "task", "job", "service", "assistant", "bot"]);
        // Agents, jobs and services are described as often as models are.
        let is_of_yaml = self.language == Language::Yaml && words == ["description"];
        // `ArgumentParser(description="...", epilog="...")`: what is described is a program.
        let is_of_program = words == ["description"]
            && value.beside.iter().any(|key| [&b"epilog"[..], b"formatter_class"].contains(key));
        !(is_option || is_of_yaml || of_another || is_of_program)
    }

    /// Whether only a live test is a test to its name: it is what uses the model.
    fn is_of_a_live_test(&self, site: Site, name: &[u8]) -> bool {
        site == Site::Test && names::only_tests(name) && (self.is_live)()
    }

    /// What a call says of the `site` of something in it, so many frames `outside` of the one that
    /// decided; `asks` where a call in between may have asked a model.
    fn by_call(
        &self,
        call: &Call<'_>,
        outside: Option<usize>,
        site: Site,
        asks: bool,
    ) -> Option<Site> {
        let chain = call.chain();
        let function = name_at_end(chain);
        if self.is_own && outside > Some(0) && names::is_platform(chain) && site == Site::Setting {
            Some(Site::Platform)
        } else if outside == Some(1) && function == b"get" && site == Site::Setting {
            // `objects.get(model=...)` asks a store.
            Some(Site::Comparison)
        } else {
            // `option("--model", default="NAME")` is none of a list of options.
            names::veto_of_call(chain)
                .filter(|veto| *veto != Site::List || !matches!(site, Site::Default | Site::Run))
                // `print(client.ask(model="NAME"))` tells what the call gives back.
                .filter(|veto| *veto != Site::Recording || !asks || !names::prints(function))
                .or_else(|| names::veto_of_chain(chain))
                .filter(|veto| !self.is_of_a_live_test(*veto, chain))
                .or_else(|| stands_in(call.callee))
        }
    }

    /// What the names around a value say; `is_own` for the value's own.
    fn by_value(
        &self,
        value: &Value<'_>,
        is_own: bool,
        is_taken: bool,
        depth: usize,
        configures: bool,
        is_asked: bool,
    ) -> Option<Site> {
        // `{ modelID: "NAME", expected: "anthropic" }`: a case of a table, bound to its answer.
        let expects = |name: &&[u8]| {
            names::any(&names::words(name), &["expected", "expect", "want", "wants", "wanted"])
        };
        if is_own && value.kind == Named::Pair && value.beside.iter().any(expects) {
            return Some(Site::Test);
        }
        // `StringFlag{Name: "model", Value: "NAME", Usage: "..."}` was recorded by nobody.
        let is_option = value.name.eq_ignore_ascii_case(b"value")
            && value.beside.iter().any(|key| names::is_of_an_option(key));
        if is_own && is_option {
            return None;
        }
        let record = Record { own: value.name, all: &value.beside };
        // What is set and published has a day, too.
        let is_dated = !is_own && is_asked;
        let is_recorded = !is_taken && depth < 2 && record.is_recorded();
        if is_recorded && !(is_dated && record.is_only_dated()) {
            return Some(Site::Recording);
        }
        if is_own {
            // `def complete(prompt, model="NAME", max_tokens_to_sample=300)`
            if is_taken && value.beside.contains(&&b"max_tokens_to_sample"[..]) {
                return Some(Site::Completion);
            }
            let site = record.site(|name| self.is_about_models(value, name));
            return site.filter(|site| !is_taken || *site == Site::Completion);
        }
        if value.kind == Named::Argument {
            return None;
        }
        let is_of_defaults =
            names::words(value.name).iter().any(|word| word.starts_with("default"));
        match names::veto_of_owner(value.name, &self.text[self.name.range()]) {
            // A list of configurations, each with its own key, is no list of models; nor are the
            // defaults of several providers.
            Some(Site::List) if configures || is_of_defaults => None,
            // `service_lookup = { anthropic: { url, model: "NAME", api_key } }`
            Some(Site::Comparison) if configures && depth > 1 => None,
            // `TEST_CONFIG = { model: "NAME" }`
            Some(site) if self.is_of_a_live_test(site, value.name) => None,
            // YAML nests by topic: what stands further out is about more than the model.
            Some(site) if self.language == Language::Yaml && depth > 1 => {
                matches!(site, Site::Recording | Site::Test).then_some(site)
            }
            site => site,
        }
    }
}

/// Whether what is told of an agent has this name, or selects its model.
fn is_of_an_agent(name: &[u8]) -> bool {
    let told = ["name", "description", "id", "title", "role", "goal"];
    names::selects_model(name)
        || names::is_of_a_request(name)
        || told.contains(&names::words(name).join("_").as_str())
}

/// Whether the name of a value says that a model is selected, and which of several.
fn is_telling(value: &Value<'_>) -> bool {
    names::selects_model(value.name) && names::words(value.name).len() > 2
}

/// Whether the record of a value says how to call models: it holds what only a request has, or
/// several models, each for a purpose of its own, or a default.
fn configures(value: &Value<'_>) -> bool {
    let models = value.beside.iter().filter(|name| names::selects_model(name)).count();
    models > 1
        || names::says_default(value.name)
        || value.beside.iter().any(|name| names::is_of_a_request(name))
}

/// `with pytest.raises(NotFoundError):`: the call has to fail, and would not with another model.
fn expects_an_error(head: &[u8]) -> bool {
    names::any(&names::words(head), &["raises", "warns"])
}

/// `nock("...").post("/", ...)`: what stands in for an API anywhere in a chain of calls.
fn stands_in(callee: &[u8]) -> Option<Site> {
    let has =
        |marks: &[&[u8]]| marks.iter().any(|mark| memchr::memmem::find(callee, mark).is_some());
    if has(&[b"nock(", b"mock", b"Mock"]) {
        Some(Site::Test)
    } else {
        // `ChatResponse.builder().id("msg_1").model("NAME")`
        has(&[b"Response.builder(", b"Response.new("]).then_some(Site::Recording)
    }
}

/// Whether the function around makes what an API answers, or a record of it, by its name:
/// `def make_response(model="NAME", usage=None)`.
fn is_in_a_builder(frames: &[Frame<'_>]) -> bool {
    let function = frames.iter().find_map(|frame| match frame {
        Frame::Function { name } => Some(*name),
        _ => None,
    });
    let Some(function) = function else { return false };
    let answers = [
        "response",
        "completion",
        "chunk",
        "message",
        "reply",
        "event",
        "result",
        "record",
        "fake",
        "mock",
        "stub",
        "usage",
        "log",
    ];
    let asks = ["get", "ask", "generate", "create", "fetch", "send", "stream", "call"];
    let words = names::words(function);
    names::any(&words, &answers) && !words.first().is_some_and(|verb| asks.contains(&verb.as_str()))
}
