//! What is known about a model, and the state that follows from it on a given day.

use crate::{Date, Refusal, Symbols};
use std::borrow::Cow;
use std::fmt;

/// Text that is either compiled in (the built-in table) or read from a pack.
pub type Str = Cow<'static, str>;

/// A company that makes models, with what its pack says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Short name, as used on the command line: `anthropic`.
    pub id: Str,
    /// Name for people: `Anthropic`.
    pub name: Str,
    /// The [`Surface`] on which the provider's own IDs are spoken: `claude-api`.
    pub surface: Str,
    /// The provider's page about deprecations.
    pub page: Str,
    /// The day on which the pack's sources were last read.
    pub checked: Date,
    /// Where the pack's facts come from, by key.
    pub sources: Cow<'static, [Source]>,
    /// Words of which a text has to have one for the IDs and aliases of this pack to count in it,
    /// in lower case; behind a platform's prefix they always do. Empty for most packs.
    pub context: Cow<'static, [Str]>,
    /// How clients write its models as symbols, where they are known to.
    pub symbols: Option<Symbols>,
}

/// A place where facts were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Key under which models of the pack name it: `page`.
    pub key: Str,
    /// Its address.
    pub url: Str,
    /// Its title, for people.
    pub title: Str,
}

/// A platform that serves models under its own spelling and, often, its own dates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Short name: `bedrock`.
    pub id: Str,
    /// Name for people: `Amazon Bedrock`.
    pub name: Str,
    /// Texts that this surface puts before a spelling.
    pub prefixes: Cow<'static, [Prefix]>,
    /// What this surface puts behind a spelling: `:beta`, `-v1:0`. Each is the text itself;
    /// a `#` in it stands for one or more digits.
    pub suffixes: Cow<'static, [Str]>,
    /// Those of the suffixes that go with every model of this surface: they stay when one
    /// model is replaced by another. For the others see [`Model::variants`].
    pub stays: Cow<'static, [Str]>,
    /// Words that speak of this surface, in lower case: beside one, a name that is spelled as its
    /// provider does may be meant for this surface.
    pub words: Cow<'static, [Str]>,
    /// What texts of this surface's clients have in them, in lower case: in such a text, a name
    /// that is spelled as its provider does may be meant for this surface.
    pub clients: Cow<'static, [Str]>,
    /// IDs of the providers of whose models the clients spell names so. Where it is empty they
    /// may take any, and count only in texts that were not parsed.
    pub serves: Cow<'static, [Str]>,
    /// The profile that serves callers of all regions, without its final dot: `global`. Most
    /// surfaces have no profiles.
    pub everywhere: Option<Str>,
    /// Those of the prefixes behind which a spelling has no profile, whatever model it is of:
    /// `foundation-model/`.
    pub unprofiled: Cow<'static, [Str]>,
    /// Spellings begin with their maker and a `/` (`openai/gpt-4o`), which others write too.
    pub slugs: bool,
    /// No API knows these names: people write them for short. Their providers' IDs are written
    /// instead.
    pub informal: bool,
    /// Calls name deployments, to which users give names: nothing is written there but what
    /// `pairs` tell.
    pub deployments: bool,
    /// How settings name a model together with its version, which change together.
    pub pairs: Cow<'static, [Pair]>,
}

impl Surface {
    /// A surface of which nothing is known but what it is called.
    #[must_use]
    pub const fn named(id: Str, name: Str) -> Self {
        Self {
            id,
            name,
            prefixes: Cow::Borrowed(&[]),
            suffixes: Cow::Borrowed(&[]),
            stays: Cow::Borrowed(&[]),
            words: Cow::Borrowed(&[]),
            clients: Cow::Borrowed(&[]),
            serves: Cow::Borrowed(&[]),
            everywhere: None,
            unprofiled: Cow::Borrowed(&[]),
            slugs: false,
            informal: false,
            deployments: false,
            pairs: Cow::Borrowed(&[]),
        }
    }
}

/// Two settings that name a model and its version: `name` and `version` in a block `model`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// What the model's name is the value of, in lower case with hyphens.
    pub name: Str,
    /// What its version is the value of.
    pub version: Str,
    /// The block in which both stand; anywhere, where there is none.
    pub inside: Option<Str>,
}

/// A text before a spelling, such as Bedrock's `us.` or LiteLLM's `anthropic/`.
///
/// A `*` in it stands for one or more characters without a `/`, a blank or a quote: the region
/// and the account in `arn:*:inference-profile/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prefix {
    /// The text: `us.`.
    pub text: Str,
    /// The surface whose spellings it may stand before: `bedrock`.
    pub of: Str,
}

/// How far a model's row can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The provider itself states the dates (or that there are none). The default.
    Stated,
    /// The provider itself states the dates, but not in its list of models (an SDK's changelog,
    /// say). Lists of models leave it out unless asked.
    Unlisted,
    /// The dates come from somebody else. Such a row never rewrites anything by itself.
    Secondary,
    /// The name stands in a list of models, but nobody published a lifecycle for it.
    Listed,
}

/// A model of one provider: its name, its life, what to use instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// The full ID on the provider's own API: `claude-3-opus-20240229`.
    pub id: Str,
    /// The [`Provider::id`].
    pub provider: Str,
    /// Other names of the same model on the provider's own API: `claude-3-opus-latest`.
    pub aliases: Cow<'static, [Str]>,
    /// First day on which the model could be called, where known.
    pub released: Option<Date>,
    /// First day as [`State::Legacy`], for providers that use that state.
    pub legacy: Option<Date>,
    /// Day of the announcement: first day as [`State::Deprecated`].
    pub deprecated: Option<Date>,
    /// First day on which requests fail: first day as [`State::Retired`].
    pub retires: Option<Date>,
    /// A promise that it does not retire before this day; says nothing about what follows.
    pub retires_not_before: Option<Date>,
    /// The provider announced a retirement and said that its day is not yet known.
    pub retires_unscheduled: bool,
    /// How far the row can be trusted.
    pub basis: Basis,
    /// The API that it is called through, as a word: [`Model::CHAT`], or `speech`, `embeddings`,
    /// ... A replacement on another API is no replacement of a name alone.
    pub api: Str,
    /// The name is also an ordinary word (`ada`) or too short to stand alone (`o1`): it counts
    /// only as the whole of a quoted string.
    pub common_word: bool,
    /// What the provider recommended instead, oldest first, each from a day on.
    pub replacements: Cow<'static, [Recommendation]>,
    /// The provider's advice where it is not exactly one model ID.
    pub replacement_text: Option<Str>,
    /// What the provider's migration guide names where it differs from its deprecations page.
    pub replacement_guide: Option<Str>,
    /// How other platforms spell this model.
    pub spellings: Cow<'static, [Spelling]>,
    /// Which of a surface's prefixes are known to serve it, as `(surface, prefix name)`.
    pub profiles: Cow<'static, [(Str, Str)]>,
    /// Which of a surface's suffixes are known to exist for it, as `(surface, suffix)`.
    pub variants: Cow<'static, [(Str, Str)]>,
    /// Symbols that stand for it besides those by the rule of [`Provider::symbols`]; an empty
    /// list says that none does, not even by the rule.
    pub symbols: Option<Cow<'static, [Str]>>,
    /// What its requests may not have, each as [`Refusal::parse`] reads it: `temperature`; read by
    /// [`Model::refusals`].
    pub refuses: Cow<'static, [Str]>,
    /// Address of the page that states the row.
    pub source: Str,
    /// Day on which that page was read.
    pub read: Date,
    /// Newest day on which some source still agreed with the row.
    pub confirmed: Option<Date>,
    /// What a reader should know besides.
    pub note: Option<Str>,
}

/// "Use this instead", as a provider said it from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recommendation {
    /// First day on which the provider was seen to say so.
    pub since: Date,
    /// ID of the recommended model.
    pub id: Str,
}

/// How a surface other than the provider's own spells a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelling {
    /// The [`Surface::id`].
    pub surface: Str,
    /// The text: `anthropic.claude-v2:1`.
    pub text: Str,
    /// First day as [`State::Deprecated`] on that surface.
    pub deprecated: Option<Date>,
    /// First day as [`State::Retired`] on that surface.
    pub retires: Option<Date>,
    /// A promise of that surface that it does not retire before this day.
    pub retires_not_before: Option<Date>,
    /// The surface does not serve this text by itself, only behind one of its prefixes that
    /// [`Model::profiles`] names.
    pub needs_profile: bool,
    /// The version that the surface keeps beside the text, where the days are those of one
    /// version. A text has an entry for each, the one that lives longest first.
    pub version: Option<Str>,
    /// What the surface itself recommends instead, by its name there.
    pub replacement: Option<Str>,
}

/// Where a model stands in its life on a given day.
///
/// Always computed from dates, never stored: a stored state is wrong the day after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// It did not exist yet.
    Unreleased,
    /// It is known by name only: nobody published its lifecycle.
    Unpublished,
    /// Served and recommended.
    Active,
    /// Served, no longer updated; it may be deprecated next.
    Legacy,
    /// Served until its retirement, which is announced.
    Deprecated,
    /// Requests fail.
    Retired,
}

impl State {
    /// The word for it in reports: lower case, stable.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreleased => "unreleased",
            Self::Unpublished => "unpublished",
            Self::Active => "active",
            Self::Legacy => "legacy",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }

    /// Whether code that names a model in this state has to change.
    #[must_use]
    pub const fn is_due(self) -> bool {
        matches!(self, Self::Deprecated | Self::Retired)
    }
}

impl fmt::Display for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Model {
    /// The usual [`Model::api`]: messages in, a message out.
    pub const CHAT: &'static str = "chat";
    /// The [`Model::api`] of models whose results are kept and compared with later ones.
    pub const EMBEDDINGS: &'static str = "embeddings";

    /// A model of which nothing is known but its name, its provider, and where and when that
    /// was read.
    #[must_use]
    pub const fn named(id: Str, provider: Str, source: Str, read: Date) -> Self {
        Self {
            id,
            provider,
            aliases: Cow::Borrowed(&[]),
            released: None,
            legacy: None,
            deprecated: None,
            retires: None,
            retires_not_before: None,
            retires_unscheduled: false,
            basis: Basis::Stated,
            api: Cow::Borrowed(Self::CHAT),
            common_word: false,
            replacements: Cow::Borrowed(&[]),
            replacement_text: None,
            replacement_guide: None,
            spellings: Cow::Borrowed(&[]),
            profiles: Cow::Borrowed(&[]),
            variants: Cow::Borrowed(&[]),
            symbols: None,
            refuses: Cow::Borrowed(&[]),
            source,
            read,
            confirmed: None,
            note: None,
        }
    }

    /// The state on the day `as_of`.
    ///
    /// A date counts from its day on: a model that "retires on July 21" is retired on July 21.
    #[must_use]
    pub fn state(&self, as_of: Date) -> State {
        let reached = |date: Option<Date>| date.is_some_and(|date| date <= as_of);
        if self.basis == Basis::Listed {
            State::Unpublished
        } else if self.released.is_some_and(|released| released > as_of) {
            State::Unreleased
        } else if reached(self.retires) {
            State::Retired
        } else if reached(self.deprecated) {
            State::Deprecated
        } else if reached(self.legacy) {
            State::Legacy
        } else {
            State::Active
        }
    }

    /// The announced retirement day, if it was announced by `as_of`.
    #[must_use]
    pub fn announced_retirement(&self, as_of: Date) -> Option<Date> {
        let announced = self.deprecated.or(self.retires)?;
        self.retires.filter(|_| announced <= as_of)
    }

    /// What the provider recommended on the day `as_of`, if anything.
    #[must_use]
    pub fn recommendation(&self, as_of: Date) -> Option<&Recommendation> {
        self.replacements.iter().rev().find(|recommendation| recommendation.since <= as_of)
    }

    /// What its requests may not have, in the pack's order.
    pub fn refusals(&self) -> impl Iterator<Item = Refusal<'_>> {
        self.refuses.iter().filter_map(|one| Refusal::parse(one))
    }

    /// How `surface` spells this model, in the pack's order; the first is the usual one.
    pub fn spelled_on<'m>(&'m self, surface: &'m str) -> impl Iterator<Item = &'m str> {
        self.spellings
            .iter()
            .filter(move |spelling| spelling.surface == surface)
            .map(|spelling| spelling.text.as_ref())
    }
}

impl Spelling {
    /// A spelling of which nothing more is known.
    #[must_use]
    pub const fn new(surface: Str, text: Str) -> Self {
        Self {
            surface,
            text,
            deprecated: None,
            retires: None,
            retires_not_before: None,
            needs_profile: false,
            version: None,
            replacement: None,
        }
    }

    /// Whether the surface's own days are known. Where they are not, the model's own
    /// ([`Model::state`]) are all there is.
    #[must_use]
    pub const fn has_own_days(&self) -> bool {
        self.deprecated.is_some() || self.retires.is_some() || self.retires_not_before.is_some()
    }

    /// The state of `model`, whose spelling this is, on this surface on the day `as_of`.
    #[must_use]
    pub fn state(&self, model: &Model, as_of: Date) -> State {
        let reached = |date: Option<Date>| date.is_some_and(|date| date <= as_of);
        if !self.has_own_days() {
            model.state(as_of)
        } else if reached(self.retires) {
            State::Retired
        } else if reached(self.deprecated) {
            State::Deprecated
        } else {
            State::Active
        }
    }
}
