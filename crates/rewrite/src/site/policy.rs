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
    (@next $next:literal) => { Some($next) };
    (@next) => { None };
    ($( $(#[$doc:meta])* $variant:ident = $id:literal, $applicability:ident $($promotable:ident)?,
        $reason:literal $(, $next:literal)?; )*) => {
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

            /// What to do about a name that stays there: a sentence without a full stop, in
            /// which `{old}` stands for the name and `{new}` for its replacement. `None` where
            /// there is nothing to do.
            #[must_use]
            pub const fn next_step(self) -> Option<&'static str> {
                match self { $( Self::$variant => sites!(@next $($next)?), )* }
            }
        }
    };
}

sites! {
    /// `model!("NAME")`.
    ModelMacro = "model-macro", Safe, "model! names the model that is used";
    /// `model!("NAME", unchecked)`.
    Unchecked = "unchecked", Display, "model! is told not to look it up: this very name is meant";
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
    Example = "example", Safe, "an example in a document, a message or a hint, which people copy";
    /// A call or an option in a string.
    Embedded = "embedded", Safe, "code in a text that selects the model";
    /// `(default: NAME)`, a table's row about `--model`.
    Stated = "stated", Safe, "a default that a document states, which follows the code";
    /// "The example calls `NAME`", beside an example that does.
    Told = "told", Safe, "a document says what the example beside it uses, which changes too";
    /// `assert_eq!(config.model, "NAME")`, where the default changes too.
    Expected = "expected", Safe, "a test expects it of the code's own default, which changes too";
    /// `for model in ["NAME"]: ask(model)`, the matrix of a job, the providers of an evaluation.
    Run = "run", Safe, "one of the models that a test or a job runs through, each in its turn";
    /// `bedrock("NAME")`, `BEDROCK_MODEL=NAME`, of a name that is spelled for such a platform.
    PlatformUse = "platform-use", Safe, "used with a platform, and spelled for one";
    /// `run("NAME")`.
    UnknownCall = "unknown-call", Unsafe, "passed to a call that is not known to take a model",
        "see whether the call takes a model: if so, run with --unsafe-fixes";
    /// `model { name = "NAME", version = "..." }` of a platform that keeps both.
    Deployment = "deployment", Unsafe, "a deployment's model and its version, which change together",
        "see whether region, SKU and callers of the deployment go with {new}: if so, run with --unsafe-fixes";
    /// `Resource: ["arn:...NAME"]`, `ALLOWED_MODELS = ["NAME"]`.
    Allowed = "allowed", Unsafe, "one of a list of what is allowed: the list gains the new one and keeps this",
        "add {new} to the list, or run with --unsafe-fixes; take {old} out once nothing asks for it";
    /// `Resource: ["arn:...NAME"]`, where the code that calls it moves.
    Granted = "granted", Safe, "a policy lets the code call the model, and the code moves: the policy gains the new one and keeps this",
        "add {new} to the policy before the code calls it; take {old} out once nothing asks for it";
    /// A use of a name that is served yet, from the project's own registry of models in another file.
    Unlisted = "unlisted", Unsafe, "the project has a registry of models in another file, which does not know the replacement",
        "add an entry for {new} where the project keeps those of its models, then run again";
    /// `# NAME`, `/// NAME`.
    Comment = "comment", Display promotable, "a comment: it may be about this very model",
        "see whether the comment still holds once the code uses {new}";
    /// Documents.
    Prose = "prose", Display promotable, "prose: it may be about this very model",
        "see whether the text still holds for {new}";
    /// `"use NAME for this"`.
    Text = "text", Display promotable, "part of a longer text",
        "read the text: write {new} where it tells a program what to call";
    /// `{ "NAME": ... }`, `prices["NAME"]`.
    Key = "key", Display promotable, "a key: it has to match another place, or could collide with another entry",
        "see whether there is an entry for {new}: add one, and keep that for {old} while anything asks for it";
    /// `["NAME", ...]`.
    List = "list", Display promotable, "one of a list: the list may need the new model, or have it already",
        "add {new} to the list; take {old} out once nothing offers or stores it";
    /// `model == "NAME"`, `id.startswith("NAME")`, a match arm.
    Comparison = "comparison", Display promotable, "compared: the code asks for this very model",
        "the check on {old} does not hold for {new}: add {new} to it, or ask for what the model can do";
    /// `"NAME" | "OTHER"` in a type.
    Type = "type", Display promotable, "part of a type: the type may need the new model as well",
        "add {new} to the type; take {old} out once no value has it";
    /// `CLAUDE_2 = "NAME"`, a price table.
    Catalogue = "catalogue", Display, "an entry about this very model (its name, price or limits say so)",
        "see whether there is an entry for {new}: add one with its own price and limits, and keep this one for records of the past";
    /// `Model::NAME`, `.NAME`: a symbol that stands for the model.
    Symbol = "symbol", Display, "a symbol for a model: the ID stands in its definition",
        "see whether the SDK has a symbol for {new}, or give its ID as a text";
    /// A new entry of that name stands beside it.
    Duplicate = "duplicate", Display, "the replacement already stands beside it",
        "remove the entry for {old}: {new} stands beside it";
    /// `"claude-" + "NAME"`.
    Fragment = "fragment", Display, "put together with other text",
        "find what the parts make together, and change the part that names {old}";
    /// A response of the API, a cassette, a snapshot.
    Recording = "recording", Display, "recorded data: record it anew instead",
        "record it anew with {new}; a changed name in an old recording proves nothing";
    /// Notebook output.
    Output = "output", Display, "the output of an earlier run",
        "run the notebook again once its code uses {new}";
    /// Code of tests.
    Test = "test", Display promotable, "a test: its input, mock and assertions have to move together",
        "move the input, the mock and the assertion to {new} together, or leave all three";
    /// `{ model: "NAME", prompt: "...", max_tokens_to_sample: 300 }`: what completes texts.
    Completion = "completion", Display promotable, "a call of an API that completes texts, which newer models do not have",
        "write the call anew for messages, as the provider's migration guide says, and then name {new}";
    /// Changelogs and posts.
    History = "history", Display, "a record of the past";
    /// Lock files, bundles, vendored and generated code.
    Generated = "generated", Display, "generated or vendored: change what it is made from",
        "change the source that it is made from, and make it anew";
    /// SQL, schema migrations.
    Migration = "migration", Display, "stored data or a migration: write a new migration instead",
        "write a new migration that moves stored values from {old} to {new}";
    /// `AzureOpenAI(model="NAME")`, and names of platforms whose replacement is not known.
    Platform = "platform", Display, "for a platform that has its own names and dates",
        "look up the name of the replacement on that platform, and give it with --to";
    /// The same name stands on the line, or in the file, where it has to stay.
    Entangled = "entangled", Display, "the same name also stands where it has to stay: change both by hand",
        "change this place together with the one that has to stay, or add {new} there first";
    /// Glued to something unknown.
    Glued = "glued", Display, "part of a longer name that the catalogue does not know",
        "find out what the longer name is; a fine-tuned model has to be trained anew";
    /// In URL-encoded text.
    Encoded = "encoded", Display, "URL-encoded",
        "decode it, and change it where it is made";
    /// Anything else.
    Unclear = "unclear", Display promotable, "what this place does with it is not clear",
        "see what the value is used for; `[sites]` in modelmod.toml can have such places rewritten";
    /// The check of the edited file failed.
    Unverified = "unverified", Display, "the edited file failed its check: please report this",
        "change it by hand, and report the file";
}

impl Site {
    /// Whether the name is used here: what follows is a request with this model.
    #[must_use]
    pub fn is_use(self) -> bool {
        self.applicability() != Applicability::Display
    }

    /// Whether the name is used here by the looks of the place, which others can belie: `model!`
    /// says itself that it is.
    pub(crate) fn is_apparent_use(self) -> bool {
        self.is_use() && self != Self::ModelMacro
    }

    /// Whether the name is used here, if not by its provider's own API then by a platform.
    pub(crate) fn is_use_of_any(self) -> bool {
        self.is_use() || self == Self::Platform
    }

    /// Whether the name is one of a list of what is allowed, which keeps it.
    pub(crate) fn is_of_allowed(self) -> bool {
        matches!(self, Self::Allowed | Self::Granted)
    }

    /// Whether code at such a place has the model as its default.
    pub(crate) fn is_default_of_code(self) -> bool {
        matches!(self, Self::Default | Self::Setting | Self::Environment | Self::Argument)
    }

    /// Whether the name has to match another place, or must not stand there twice.
    pub(crate) fn binds(self) -> bool {
        matches!(self, Self::Key | Self::List | Self::Type | Self::Comparison | Self::Duplicate)
    }
}
