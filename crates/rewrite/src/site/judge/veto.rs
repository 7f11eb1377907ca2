//! What takes "this is a use" back, however much the place itself looks like one.

use super::Judge;
use super::outward::Outward;
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
        let mut outward = Outward::new(self, frames, at, site);
        for (number, frame) in frames.iter().enumerate().take(at + REACH) {
            if let Some(found) = outward.says(number, frame) {
                return found;
            }
            if matches!(frame, Frame::Function { .. } | Frame::Class { .. }) {
                break;
            }
            outward.pass(number, frame);
        }
        site
    }

    /// `if name == "claude-3-opus": name = "NAME"`: a table of versions, written as conditions.
    pub(super) fn asks_for_a_version(&self, head: &[u8]) -> bool {
        let model = &self.text[self.name.range()];
        // `if version < (2, 0)`: each branch is for its own time.
        let is_code = self.language != Language::Shell;
        // `with traced(version="1.2"):` asks nothing.
        let head = head.trim_ascii_start();
        let opens = [&b"with "[..], b"async with "].iter().any(|word| head.starts_with(word));
        if is_code
            && !opens
            && names::words(head).iter().any(|word| word == "version" || word == "semver")
        {
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
    pub(super) fn is_id(&self, value: &Value<'_>, around: Option<&Frame<'_>>) -> bool {
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
        // `add_option("chat_model", value="NAME", label="Model")`
        let is_value = value.kind == Named::Argument && value.name == b"value";
        let is_shown = names::is_default(value.name) || value.name == b"example" || is_value;
        let is_option = is_shown && names::any(&words, &describes);
        // `agent_description`: what is described is an agent.
        let of_another = words.len() > 1
            && names::any(&words, &["agent", "tool", "task", "job", "service", "assistant", "bot"])
            || is_description_of_another(&words);
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
    pub(super) fn by_call(
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
    pub(super) fn by_value(
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
            // `fallbackModel = config.model ?? "NAME"`, `newSelection = { model: "NAME" }`: one.
            Some(Site::List) if names::selects_model(value.name) || is_one(value.name) => None,
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

/// Whether what has this name is the one that was selected.
fn is_one(name: &[u8]) -> bool {
    let words = names::words(name);
    words.len() > 1
        && words.last().is_some_and(|last| ["selection", "choice"].contains(&last.as_str()))
}

/// `category_description`: what is described is a category.
fn is_description_of_another(words: &[String]) -> bool {
    let of_models = ["model", "llm", "short", "long", "full", "display", "ui", "brief"];
    matches!(words, [of, last] if last == "description" && !of_models.contains(&of.as_str()))
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
