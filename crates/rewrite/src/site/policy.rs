//! The kinds of place, what is done at each, and the sentence that says why.

/// What happens to a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Rewritten by default.
    Safe,
    /// Rewritten only when asked for: probably right, but not understood well enough.
    Unsafe,
    /// Never rewritten: shown with the reason.
    Display,
}

impl Applicability {
    /// The word for it in reports: lower case, stable.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
            Self::Display => "display",
        }
    }
}

macro_rules! sites {
    (@promotable promotable) => { true };
    (@promotable) => { false };
    ($( $(#[$doc:meta])* $variant:ident = $id:literal, $applicability:ident $($promotable:ident)?,
        $reason:literal; )*) => {
        /// What a place is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Site { $( $(#[$doc])* $variant, )* }

        impl Site {
            /// All sites, in the order of this table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant, )* ];

            /// The word for it in reports: lower case with hyphens, stable.
            #[must_use]
            pub const fn id(self) -> &'static str {
                match self { $( Self::$variant => $id, )* }
            }

            /// What is done there.
            #[must_use]
            pub const fn applicability(self) -> Applicability {
                match self { $( Self::$variant => Applicability::$applicability, )* }
            }

            /// Whether a user's configuration may have it rewritten where that is not done by
            /// itself. Elsewhere no edit at the place can be right, whatever the project.
            #[must_use]
            pub const fn is_promotable(self) -> bool {
                match self {
                    $( Self::$variant => {
                        sites!(@promotable $($promotable)?)
                            || !matches!(self.applicability(), Applicability::Display)
                    } )*
                }
            }

            /// Why, as a sentence without a full stop.
            #[must_use]
            pub const fn reason(self) -> &'static str {
                match self { $( Self::$variant => $reason, )* }
            }
        }
    };
}

sites! {
    /// `model!("NAME")`.
    ModelMacro = "model-macro", Safe, "model! names the model that is used";
    /// `.model("NAME")`, `anthropic("NAME")`.
    Argument = "argument", Safe, "passed to a call that takes a model";
    /// `model="NAME"`, `"model": "NAME"`, `DEFAULT_MODEL = "NAME"`.
    Setting = "setting", Safe, "the value of something named as a model";
    /// `getenv("MODEL", "NAME")`, `${MODEL:-NAME}`, `fn default_model()`.
    Default = "default", Safe, "the default of a model setting";
    /// `MODEL=NAME` in a `.env` file, a Dockerfile or a script.
    Environment = "environment", Safe, "an environment variable that selects the model";
    /// `--model NAME`.
    Flag = "flag", Safe, "a command-line option that selects the model";
    /// An example in a doc comment.
    Example = "example", Safe, "an example in documentation, which people copy";
    /// A call or an option in a string.
    Embedded = "embedded", Safe, "code in a text that selects the model";
    /// `(default: NAME)`, a table's row about `--model`.
    Stated = "stated", Safe, "a default that a document states, which follows the code";
    /// `bedrock("NAME")`, `BEDROCK_MODEL=NAME`, of a name that is spelled for such a platform.
    PlatformUse = "platform-use", Safe, "used with a platform, and spelled for one";
    /// `run("NAME")`.
    UnknownCall = "unknown-call", Unsafe, "passed to a call that is not known to take a model";
    /// `# NAME`, `/// NAME`.
    Comment = "comment", Display promotable, "a comment: it may be about this very model";
    /// Documents.
    Prose = "prose", Display promotable, "prose: it may be about this very model";
    /// `"use NAME for this"`.
    Text = "text", Display promotable, "part of a longer text";
    /// `{ "NAME": ... }`, `prices["NAME"]`.
    Key = "key", Display promotable, "a key: it has to match another place, or could collide with another entry";
    /// `["NAME", ...]`.
    List = "list", Display promotable, "one of a list: the list may need the new model, or have it already";
    /// `model == "NAME"`, `id.startswith("NAME")`, a match arm.
    Comparison = "comparison", Display promotable, "compared: the code asks for this very model";
    /// `"NAME" | "OTHER"` in a type.
    Type = "type", Display promotable, "part of a type: the type may need the new model as well";
    /// `CLAUDE_2 = "NAME"`, a price table.
    Catalogue = "catalogue", Display, "an entry about this very model (its name, price or limits say so)";
    /// A new entry of that name stands beside it.
    Duplicate = "duplicate", Display, "the replacement already stands beside it";
    /// `"claude-" + "NAME"`.
    Fragment = "fragment", Display, "put together with other text";
    /// A response of the API, a cassette, a snapshot.
    Recording = "recording", Display, "recorded data: record it anew instead";
    /// Notebook output.
    Output = "output", Display, "the output of an earlier run";
    /// Code of tests.
    Test = "test", Display promotable, "a test: its input, mock and assertions have to move together";
    /// Changelogs and posts.
    History = "history", Display, "a record of the past";
    /// Lock files, bundles, vendored and generated code.
    Generated = "generated", Display, "generated or vendored: change what it is made from";
    /// SQL, schema migrations.
    Migration = "migration", Display, "stored data or a migration: write a new migration instead";
    /// `AzureOpenAI(model="NAME")`, and names of platforms whose replacement is not known.
    Platform = "platform", Display, "for a platform that has its own names and dates";
    /// The same name stands on the line, or in the file, where it has to stay.
    Entangled = "entangled", Display, "the same name also stands where it has to stay: change both by hand";
    /// Glued to something unknown.
    Glued = "glued", Display, "part of a longer name that the catalogue does not know";
    /// In URL-encoded text.
    Encoded = "encoded", Display, "URL-encoded";
    /// Anything else.
    Unclear = "unclear", Display promotable, "what this place does with it is not clear";
    /// The check of the edited file failed.
    Unverified = "unverified", Display, "the edited file failed its check: please report this";
}

impl Site {
    /// Whether the name is used here: what follows is a request with this model.
    #[must_use]
    pub fn is_use(self) -> bool {
        self.applicability() != Applicability::Display
    }

    /// Whether the name is used here, if not by its provider's own API then by a platform.
    pub(super) fn is_use_of_any(self) -> bool {
        self.is_use() || self == Self::Platform
    }

    /// Whether the name has to match another place, or must not stand there twice.
    pub(crate) fn binds(self) -> bool {
        matches!(self, Self::Key | Self::List | Self::Type | Self::Comparison | Self::Duplicate)
    }
}
