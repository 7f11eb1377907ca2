//! The projects that are built: a macro, and a crate that calls it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A macro that is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Candidate {
    /// Gives its literal back, with nothing but the compiler's own crate.
    Bare,
    /// `model!`, of a model that is served.
    Model,
    /// `model!`, of a deprecated one, whose warning is allowed.
    Deprecated,
    /// Gives its literal back, by way of syn without what it has by default.
    Syn,
    /// The same, with all of syn.
    SynFull,
}

impl Candidate {
    pub(super) const ALL: [Self; 5] =
        [Self::Bare, Self::Model, Self::Deprecated, Self::Syn, Self::SynFull];

    /// For the table.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Bare => "does nothing, no dependency",
            Self::Model => "`model!`",
            Self::Deprecated => "`model!`, deprecated and allowed",
            Self::Syn => "does nothing, `syn` with `parsing` and `proc-macro`, and `quote`",
            Self::SynFull => {
                "does nothing, `syn` with `full` and its default features, and `quote`"
            }
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bare => "bare",
            Self::Model => "model",
            Self::Deprecated => "deprecated",
            Self::Syn => "syn-least",
            Self::SynFull => "syn-full",
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Deprecated => "claude-sonnet-4-5",
            _ => "claude-opus-4-8",
        }
    }

    /// Dependencies and source of the macro; nothing for the one that is there.
    const fn source(self) -> Option<(&'static str, &'static str)> {
        const THROUGH_SYN: &str = "use quote::ToTokens;\n\
            #[proc_macro]\npub fn model(input: proc_macro::TokenStream) -> proc_macro::TokenStream {\n\
            syn::parse_macro_input!(input as syn::LitStr).token().into_token_stream().into()\n}\n";
        match self {
            Self::Bare => Some((
                "",
                "#[proc_macro]\npub fn model(input: proc_macro::TokenStream) \
                 -> proc_macro::TokenStream { input }\n",
            )),
            Self::Model | Self::Deprecated => None,
            Self::Syn => Some((
                "syn = { version = \"3\", default-features = false, features = [\"parsing\", \
                 \"proc-macro\"] }\nquote = { version = \"1\", default-features = false, \
                 features = [\"proc-macro\"] }\n",
                THROUGH_SYN,
            )),
            Self::SynFull => Some((
                "syn = { version = \"3\", features = [\"full\"] }\nquote = \"1\"\n",
                THROUGH_SYN,
            )),
        }
    }
}

/// A crate that calls a macro.
pub(super) struct Project {
    folder: PathBuf,
    source: String,
}

impl Project {
    pub(super) fn new(folder: &Path, macros: Candidate, calls: u32) -> Result<Self, String> {
        let folder = folder.join(format!("{}-{calls}", macros.name()));
        let root = crate::root().canonicalize().map_err(|error| error.to_string())?;
        let path = match macros.source() {
            Some((dependencies, source)) => {
                let manifest = format!(
                    "[package]\nname = \"macros\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                     [lib]\nproc-macro = true\n\n[dependencies]\n{dependencies}"
                );
                write(&folder.join("macros/Cargo.toml"), &manifest)?;
                write(&folder.join("macros/src/lib.rs"), source)?;
                format!("{{ path = {:?} }}", folder.join("macros"))
            }
            None => {
                let path = root.join("crates/macros");
                format!("{{ package = \"modelmod-macros\", path = {path:?} }}")
            }
        };
        let manifest = format!(
            "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\nmacros = {path}\n\n[workspace]\n"
        );
        write(&folder.join("Cargo.toml"), &manifest)?;
        let mut source = "#![allow(deprecated)]\n".to_owned();
        for call in 0..calls {
            // Writing to a string cannot fail.
            let _ =
                writeln!(source, "pub const C{call}: &str = macros::model!({:?});", macros.id());
        }
        let project = Self { folder, source };
        project.touch()?;
        Ok(project)
    }

    pub(super) fn path(&self) -> &Path {
        &self.folder
    }

    /// Has the crate compiled anew.
    pub(super) fn touch(&self) -> Result<(), String> {
        write(&self.folder.join("src/lib.rs"), &self.source)
    }

    /// Has everything compiled anew.
    pub(super) fn clean(&self) -> Result<(), String> {
        let target = self.folder.join("target");
        match fs::remove_dir_all(&target) {
            Err(error) if target.exists() => Err(format!("{}: {error}", target.display())),
            _ => Ok(()),
        }
    }
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().unwrap_or(path);
    let done = fs::create_dir_all(folder).and_then(|()| fs::write(path, text));
    done.map_err(|error| format!("{}: {error}", path.display()))
}
