//! What stands around a place that looks like a use, on the way outwards, and what each of it says
//! against that.

use super::{Judge, answer};
use crate::site::Site;
use crate::site::about::About;
use crate::site::around::name_at_end;
use crate::site::language::Language;
use crate::site::names;
use crate::site::syntax::{Call, Frame, Named, Value};

/// The way outwards from one place.
pub(super) struct Outward<'o, 't> {
    judge: &'o Judge<'t>,
    frames: &'o [Frame<'o>],
    /// The frame that decided, and what it decided.
    at: usize,
    site: Site,
    about: About<'o>,
    /// What belongs to a request stands beside the name.
    is_of_a_request: bool,
    /// What is asked of a model stands beside it.
    is_asked: bool,
    /// It is the model for a role, or stands in what tells of one: `{ provider, model: "NAME" }`.
    is_of_roles: bool,
    is_model_of_a_role: bool,
    /// What it stands in says how to call models.
    configures: bool,
    /// By its own name it is what is taken where nobody says more.
    is_default: bool,
    /// How many values were passed, and whether a call was, and one that may ask a model.
    depth: usize,
    in_call: bool,
    asks: bool,
    asks_a_model: bool,
}

impl<'o, 't> Outward<'o, 't> {
    pub(super) fn new(
        judge: &'o Judge<'t>,
        frames: &'o [Frame<'o>],
        at: usize,
        site: Site,
    ) -> Self {
        let own = match frames.get(at) {
            Some(Frame::Value(value)) => Some(value),
            _ => None,
        };
        let has_beside = |says: fn(&[u8]) -> bool| {
            own.is_some_and(|value| value.beside.iter().any(|name| says(name)))
        };
        let is_of_roles = match frames.get(at) {
            Some(Frame::Value(value)) => judge.is_of_roles(value, &frames[at + 1..]),
            Some(Frame::Item { .. }) => site == Site::Setting,
            _ => false,
        };
        let configures =
            is_for_a_purpose(frames, at, site) || is_of_roles || own.is_some_and(configures);
        Self {
            judge,
            frames,
            at,
            site,
            about: About::of(&judge.text[judge.name.range()]),
            is_of_a_request: has_beside(names::is_of_a_request),
            is_asked: has_beside(names::is_asked),
            is_of_roles,
            is_model_of_a_role: is_model_of_a_role(judge, &frames[at.min(frames.len())..]),
            configures,
            is_default: own.is_some_and(|value| names::says_default(value.name)),
            depth: 0,
            in_call: false,
            asks: false,
            asks_a_model: false,
        }
    }

    /// What the frame with this number says that the place is instead, if anything.
    pub(super) fn says(&self, number: usize, frame: &Frame<'_>) -> Option<Site> {
        let is_outside = number > self.at;
        match frame {
            Frame::Value(value) => self.of_value(number, value),
            Frame::Call(call) => self.of_call(number, call),
            Frame::Function { name } => self.of_function(number, name),
            Frame::Class { name } => self.of_its_own(name),
            // `{ Required("model", default="NAME"): str }`: a schema is keyed by what declares a field.
            Frame::Key if is_outside && self.in_call && self.site == Site::Default => None,
            Frame::Key | Frame::Pattern if is_outside => Some(Site::Key),
            Frame::Compare | Frame::Assert if is_outside => Some(Site::Comparison),
            Frame::Join
                if is_outside && !matches!(self.frames.get(self.at), Some(Frame::Call(_))) =>
            {
                Some(Site::Fragment)
            }
            // A type holds calls only to annotate what it is the type of.
            Frame::Type if is_outside && !self.in_call => Some(Site::Type),
            Frame::Member if is_outside => Some(Site::Catalogue),
            Frame::Choice { head } if self.judge.asks_for_a_version(head) => Some(Site::Catalogue),
            Frame::Choice { head } if expects_an_error(head) => Some(Site::Test),
            _ => None,
        }
    }

    /// Takes note of a frame that said nothing.
    pub(super) fn pass(&mut self, number: usize, frame: &Frame<'_>) {
        if let Frame::Call(call) = frame
            && number >= self.at
        {
            self.in_call = true;
            // `Message(model="NAME")` makes a record, whose name begins so.
            let function = name_at_end(call.chain());
            self.asks |=
                self.site == Site::Argument || function.first().is_some_and(u8::is_ascii_lowercase);
            self.asks_a_model |= names::is_request(function);
        }
        self.depth += usize::from(matches!(frame, Frame::Value(_)));
    }

    /// A function or a class that is called as the model is.
    fn of_its_own(&self, name: &[u8]) -> Option<Site> {
        // `ask_gpt4()` sends a request all the same.
        let is_about = self.about.is_said_by(name) && !self.is_of_a_request;
        is_about.then_some(Site::Catalogue)
    }

    fn of_function(&self, number: usize, name: &[u8]) -> Option<Site> {
        let counts = || names::counts(name) && !self.is_of_a_request;
        let tells_the_price = || names::tells_the_price(name) && !self.is_of_a_request;
        let makes_one_about = || {
            [&b"__init__"[..], b"constructor", b"initialize"].contains(&name)
                && self.frames[number..].iter().any(
                    |frame| matches!(frame, Frame::Class { name } if self.about.is_said_by(name)),
                )
        };
        self.of_its_own(name)
            .or_else(|| counts().then_some(Site::Key))
            .or_else(|| tells_the_price().then_some(Site::Catalogue))
            .or_else(|| makes_one_about().then_some(Site::Catalogue))
    }

    fn of_value(&self, number: usize, value: &Value<'_>) -> Option<Site> {
        if number > self.at && self.about.is_said_by(value.name) {
            return Some(Site::Catalogue);
        }
        if number < self.at || self.says_nothing(number, value) {
            return None;
        }
        let is_own = number == self.at;
        // What a function takes was recorded by nobody: `def ask(model="NAME", usage=None)`, but
        // for one that makes an answer.
        let is_taken = is_own && value.kind == Named::Parameter && !is_in_a_builder(self.frames);
        self.judge
            .by_value(value, is_own, is_taken, self.depth, self.configures, self.is_asked)
            .filter(|veto| *veto != Site::List || self.site != Site::Run && !self.is_read())
    }

    /// Whether it is what is taken where a setting that is read has no value:
    /// `models = { chat: { model: env("MODEL", "NAME") } }`.
    fn is_read(&self) -> bool {
        self.site == Site::Default
            && matches!(self.frames.get(self.at), Some(Frame::Call(_) | Frame::Fallback { .. }))
    }

    /// Whether nothing follows from the name of a value, whatever it says.
    fn says_nothing(&self, number: usize, value: &Value<'_>) -> bool {
        let (at, frames) = (self.at, self.frames);
        let is_outside = number > at;
        // What is assigned from a call is named for what the call gives back;
        // `{ result: await client.edit({ model: "NAME" }) }`
        let is_answer = || {
            value.kind == Named::Variable
                || self.asks_a_model && value.kind == Named::Pair && names::is_answer(value.name)
        };
        // A role may be called as what tables of models tell: `vision`.
        let is_of_a_role = number <= at + 1 && self.is_of_roles
            || is_outside && number <= at + 2 && self.is_model_of_a_role;
        // `models: { chat_model: "NAME" }` is none of a list.
        let holds_one_that_tells = || {
            number == at + 1
                && value.name.eq_ignore_ascii_case(b"models")
                && matches!(frames.get(at), Some(Frame::Value(own)) if is_telling(own))
        };
        // `AgentOptions(name="...", description="...", model_id="NAME")`
        let is_told_of_an_agent = || {
            number == at
                && matches!(frames.get(number + 1), Some(Frame::Call(call))
                    if names::runs_a_model(name_at_end(call.chain())))
                && value.beside.iter().all(|key| is_of_an_agent(key))
        };
        // `session: { model: "NAME", modalities: ["text"] }`: what a client asks for.
        let is_of_session = || {
            number == at
                && matches!(frames.get(number + 1), Some(Frame::Value(owner)) if owner.name == b"session")
                && !value.beside.iter().any(|key| [&b"id"[..], b"object"].contains(key))
        };
        is_of_session()
            || self.in_call && is_answer()
            || is_outside && self.judge.is_id(value, frames.get(number + 1))
            || is_of_a_role
            || holds_one_that_tells()
            || is_told_of_an_agent()
    }

    fn of_call(&self, number: usize, call: &Call<'_>) -> Option<Site> {
        let (judge, function) = (self.judge, name_at_end(call.chain()));
        // `defaultIfBlank(model, "NAME")` asks, and takes a default; so does Terraform's `lookup`.
        let takes_a_default = number == self.at
            && self.site == Site::Default
            && (names::falls_back(function) || judge.language == Language::Hcl);
        if takes_a_default {
            return None;
        }
        let model = &judge.text[judge.name.range()];
        if number <= self.at + 1 && answer::is_of_completions(function, judge.text, model) {
            return Some(Site::Completion);
        }
        judge
            .by_call(call, number.checked_sub(self.at), self.site, self.asks)
            // `ProviderInfo(default_model="NAME")` tells what is taken, and was recorded by nobody.
            .filter(|veto| *veto != Site::Recording || !self.is_default || number > self.at + 1)
            // `useSelection({ defaultModel: "NAME" })`
            .filter(|veto| *veto != Site::List || !self.is_default || number > self.at + 1)
    }
}

/// `{ fast: openai("NAME") }`: what is called for a purpose, by its name.
fn is_for_a_purpose(frames: &[Frame<'_>], at: usize, site: Site) -> bool {
    site == Site::Argument
        && matches!(
            frames.get(at + 1),
            Some(Frame::Value(value))
                if value.kind == Named::Pair && !names::has_version(value.name)
        )
}

/// `models: { large: { provider: "...", model: "NAME" } }`
fn is_model_of_a_role(judge: &Judge<'_>, frames: &[Frame<'_>]) -> bool {
    let [Frame::Value(own), Frame::Value(role), rest @ ..] = frames else { return false };
    let is_models = |owner: &[u8]| names::words(owner) == ["models"];
    own.name == b"model"
        && own.beside.iter().any(|key| names::selects_provider(key))
        && judge.is_of_roles(role, rest)
        && judge.owner(rest).is_some_and(is_models)
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
