//! Languages by file name, and how they write comments and strings.

use super::docs::Format;

/// What a file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Python,
    JavaScript,
    TypeScript,
    /// TypeScript with elements in it.
    Tsx,
    Go,
    Java,
    Kotlin,
    CSharp,
    Swift,
    /// Others with `//`, `/* */` and double-quoted strings: C, Scala, Dart, ...
    CLike,
    Ruby,
    /// Others with `#` and strings as Ruby has them: Elixir, Julia, R.
    RubyLike,
    Perl,
    Nim,
    Nix,
    /// OCaml and F#: `(* *)`, and a single quote is no quote.
    Ml,
    /// Delphi and its kin: `{ }`, single-quoted strings.
    Pascal,
    /// Visual Basic and its kin: a single quote begins a comment.
    Basic,
    /// Double-quoted comments, single-quoted strings.
    Smalltalk,
    /// Emacs Lisp and its kin.
    Lisp,
    /// Vim's own language.
    Vim,
    /// Scripts of the command line of Windows.
    Batch,
    Lua,
    /// And its kin: `--`, `{- -}`.
    Haskell,
    Php,
    Shell,
    PowerShell,
    Dockerfile,
    Makefile,
    Dotenv,
    /// `key = value`, `#` or `;` comments.
    Ini,
    /// `key value` on a line, in blocks.
    Baml,
    Toml,
    Hcl,
    Json,
    Yaml,
    Notebook,
    /// Prose with blocks of code in it.
    Document(Format),
    /// Text without syntax.
    Prose,
    Other,
}

/// How strings are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quote {
    pub(crate) mark: &'static [u8],
    /// May hold line ends.
    pub(crate) multiline: bool,
    /// Has backslash escapes.
    pub(crate) escapes: bool,
}

/// How comments and strings are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Syntax {
    pub(crate) line_comments: &'static [&'static [u8]],
    /// A line comment must stand at the start of a line or behind white space.
    pub(crate) spaced_comments: bool,
    pub(crate) block_comments: &'static [(&'static [u8], &'static [u8])],
    /// Longer marks first.
    pub(crate) quotes: &'static [Quote],
    /// What begins a text that runs to a line with a word of its own: `<<`.
    pub(crate) heredoc: Option<&'static [u8]>,
    /// Has regular expressions between slashes and templates with code in them.
    pub(crate) is_script: bool,
    /// Has documentation between lines that begin with `=`, and none of it is code behind `__END__`.
    pub(crate) has_pod: bool,
}

const DOUBLE: Quote = Quote { mark: b"\"", multiline: false, escapes: true };
const SINGLE: Quote = Quote { mark: b"'", multiline: false, escapes: true };
const RAW_SINGLE: Quote = Quote { mark: b"'", multiline: false, escapes: false };
const LONG_DOUBLE: Quote = Quote { mark: b"\"", multiline: true, escapes: true };
const LONG_SINGLE: Quote = Quote { mark: b"'", multiline: true, escapes: true };
const LONG_RAW_SINGLE: Quote = Quote { mark: b"'", multiline: true, escapes: false };
const RAW_BACKTICK: Quote = Quote { mark: b"`", multiline: true, escapes: false };
const BACKTICK: Quote = Quote { mark: b"`", multiline: true, escapes: true };
const TRIPLE_DOUBLE: Quote = Quote { mark: b"\"\"\"", multiline: true, escapes: true };
/// Behind a backslash nothing is escaped, and a quote is written twice.
const PLAIN_DOUBLE: Quote = Quote { mark: b"\"", multiline: false, escapes: false };
const TWO_SINGLE: Quote = Quote { mark: b"''", multiline: true, escapes: false };
const TRIPLE_SINGLE: Quote = Quote { mark: b"'''", multiline: true, escapes: true };

const HASH: Syntax = Syntax {
    line_comments: &[b"#"],
    spaced_comments: false,
    block_comments: &[],
    quotes: &[DOUBLE, SINGLE],
    heredoc: None,
    is_script: false,
    has_pod: false,
};
const SLASHES: Syntax = Syntax {
    line_comments: &[b"//"],
    spaced_comments: false,
    block_comments: &[(b"/*", b"*/")],
    quotes: &[TRIPLE_DOUBLE, DOUBLE, SINGLE, RAW_BACKTICK],
    heredoc: None,
    is_script: false,
    has_pod: false,
};

/// Whether a text of an unknown kind begins as a record of JSON does: `{ "`.
fn is_record(text: &[u8]) -> bool {
    let inside = text.trim_ascii_start().strip_prefix(b"{").map(<[u8]>::trim_ascii_start);
    inside.is_some_and(|inside| inside.starts_with(b"\""))
}

impl Language {
    /// By the file's name alone.
    pub(crate) fn of_path(path: &str) -> Self {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_ascii_lowercase();
        let is_sample = ["env.example", "env.sample", "env.template", "env.dist"];
        if name == ".env"
            || name.starts_with(".env.")
            || name.ends_with(".env")
            || name == ".envrc"
            || is_sample.contains(&name.as_str())
        {
            return Self::Dotenv;
        }
        if name.starts_with("dockerfile")
            || name.starts_with("containerfile")
            || name.ends_with(".dockerfile")
        {
            return Self::Dockerfile;
        }
        match name.as_str() {
            "makefile" | "gnumakefile" | "justfile" => return Self::Makefile,
            "sconstruct" | "sconscript" | "snakefile" => return Self::Python,
            "rakefile" | "gemfile" | "fastfile" | "podfile" | "brewfile" => return Self::Ruby,
            _ => {}
        }
        // `app.toml.example`; CloudFormation calls its YAML `stack.template`.
        let ends = [".example", ".sample", ".dist", ".template", ".tt"];
        let inner = ends.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
        match inner.rsplit_once('.') {
            Some((_, extension)) => Self::of_tag(extension),
            None if name.ends_with(".template") => Self::Yaml,
            None => Self::Other,
        }
    }

    /// By the program that the first line says is to run the text: `#!/usr/bin/env bash`.
    pub(crate) fn of_first_line(text: &[u8]) -> Self {
        let Some(rest) = text.strip_prefix(b"#!") else {
            return if is_record(text) { Self::Json } else { Self::Other };
        };
        let line = rest.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(&line[..line.len().min(200)]);
        let programs = line.split([' ', '/']).map(str::trim);
        let known = programs.rev().find(|word| !word.is_empty() && !word.starts_with('-'));
        match known.unwrap_or_default() {
            "sh" | "bash" | "zsh" | "dash" | "ksh" | "bats" => Self::Shell,
            "pwsh" => Self::PowerShell,
            "perl" => Self::Perl,
            "node" => Self::JavaScript,
            "deno" | "tsx" | "bun" => Self::TypeScript,
            "ruby" => Self::Ruby,
            "php" => Self::Php,
            word if word.starts_with("python") => Self::Python,
            _ => Self::Other,
        }
    }

    /// What `.cls` is: a class of Salesforce, of Visual Basic, or of documents in LaTeX.
    pub(crate) fn of_class(text: &[u8]) -> Self {
        match text.trim_ascii_start() {
            text if text.starts_with(b"VERSION ") => Self::Basic,
            [b'%' | b'\\', ..] => Self::Prose,
            _ => Self::CLike,
        }
    }

    /// By a file extension or a code fence's tag, in lower case.
    pub(crate) fn of_tag(tag: &str) -> Self {
        match tag {
            "rs" | "rust" => Self::Rust,
            "py" | "pyi" | "python" | "python3" => Self::Python,
            "js" | "jsx" | "mjs" | "cjs" | "javascript" | "node" => Self::JavaScript,
            "ts" | "mts" | "cts" | "typescript" => Self::TypeScript,
            "tsx" => Self::Tsx,
            "go" | "golang" => Self::Go,
            "java" => Self::Java,
            "kt" | "kts" | "kotlin" => Self::Kotlin,
            "cs" | "csharp" | "c#" => Self::CSharp,
            "swift" => Self::Swift,
            "scala" | "c" | "h" | "cc" | "cpp" | "hpp" | "m" | "mm" | "dart" | "groovy"
            | "gradle" | "zig" | "gleam" | "apex" | "cls" | "trigger" => Self::CLike,
            "rb" | "ruby" => Self::Ruby,
            "ex" | "exs" | "elixir" | "jl" | "julia" | "r" | "cr" | "crystal" | "gd" => {
                Self::RubyLike
            }
            "pl" | "pm" | "t" | "psgi" | "perl" => Self::Perl,
            "nim" | "nims" => Self::Nim,
            "nix" => Self::Nix,
            "ml" | "mli" | "ocaml" | "fs" | "fsx" | "fsi" | "fsharp" | "f#" => Self::Ml,
            "pas" | "dpr" | "lpr" | "pascal" | "delphi" => Self::Pascal,
            "vb" | "bas" | "vbs" | "vba" | "vbnet" => Self::Basic,
            "st" | "smalltalk" | "pharo" => Self::Smalltalk,
            "el" | "elisp" | "emacs-lisp" | "lisp" | "clj" | "cljs" | "cljc" | "edn"
            | "clojure" | "scm" | "rkt" => Self::Lisp,
            "vim" | "vimrc" | "viml" => Self::Vim,
            "bat" | "cmd" | "batch" => Self::Batch,
            "hs" | "haskell" | "purs" | "elm" => Self::Haskell,
            "lua" => Self::Lua,
            "php" => Self::Php,
            "sh" | "bash" | "zsh" | "fish" | "shell" | "console" | "shellsession" => Self::Shell,
            "ps1" | "psm1" | "psd1" | "powershell" | "pwsh" => Self::PowerShell,
            "dockerfile" | "docker" => Self::Dockerfile,
            "mk" | "make" | "makefile" | "just" => Self::Makefile,
            "env" | "dotenv" => Self::Dotenv,
            "ini" | "cfg" | "conf" | "properties" | "service" | "gitconfig" => Self::Ini,
            "baml" => Self::Baml,
            "toml" => Self::Toml,
            "tf" | "hcl" | "tfvars" | "terraform" => Self::Hcl,
            "json" | "jsonc" | "json5" => Self::Json,
            "yaml" | "yml" | "npc" => Self::Yaml,
            "ipynb" => Self::Notebook,
            "md" | "mdx" | "markdown" | "mkd" | "qmd" | "rmd" | "mdc" | "livemd" => {
                Self::Document(Format::Markdown)
            }
            "adoc" | "asciidoc" => Self::Document(Format::Asciidoc),
            "org" => Self::Document(Format::Org),
            "rst" => Self::Document(Format::Restructured),
            "txt" | "text" => Self::Document(Format::Plain),
            "html" | "htm" | "vue" | "svelte" | "astro" => Self::Document(Format::Markup),
            "tex" | "xml" | "svg" | "diff" | "patch" => Self::Prose,
            _ => Self::Other,
        }
    }

    /// How it writes comments and strings.
    pub(crate) const fn syntax(self) -> Syntax {
        match self {
            Self::Python => {
                Syntax { quotes: &[TRIPLE_DOUBLE, TRIPLE_SINGLE, DOUBLE, SINGLE], ..HASH }
            }
            Self::Lisp => Syntax { line_comments: &[b";"], quotes: &[LONG_DOUBLE], ..HASH },
            // A comment begins as a text does; only a line that is none else is told from one.
            Self::Vim => Syntax { line_comments: &[], quotes: &[DOUBLE, RAW_SINGLE], ..HASH },
            Self::Batch => Syntax {
                line_comments: &[b"REM ", b"rem ", b"::"],
                spaced_comments: true,
                quotes: &[],
                ..HASH
            },
            Self::Ruby | Self::RubyLike => Syntax {
                block_comments: &[(b"=begin", b"=end")],
                quotes: &[TRIPLE_DOUBLE, DOUBLE, SINGLE],
                heredoc: Some(b"<<"),
                ..HASH
            },
            Self::Perl => {
                Syntax { quotes: &[DOUBLE, SINGLE], heredoc: Some(b"<<"), has_pod: true, ..HASH }
            }
            Self::Nim => Syntax {
                block_comments: &[(b"#[", b"]#")],
                quotes: &[TRIPLE_DOUBLE, DOUBLE],
                ..HASH
            },
            Self::Nix => Syntax {
                block_comments: &[(b"/*", b"*/")],
                quotes: &[TWO_SINGLE, LONG_DOUBLE],
                ..HASH
            },
            Self::Ml => Syntax {
                line_comments: &[b"//"],
                block_comments: &[(b"(*", b"*)")],
                quotes: &[TRIPLE_DOUBLE, DOUBLE],
                ..HASH
            },
            Self::Pascal => Syntax {
                line_comments: &[b"//"],
                block_comments: &[(b"{", b"}"), (b"(*", b"*)")],
                quotes: &[RAW_SINGLE],
                ..HASH
            },
            Self::Basic => {
                Syntax { line_comments: &[b"'", b"REM ", b"Rem "], quotes: &[PLAIN_DOUBLE], ..HASH }
            }
            Self::Smalltalk => Syntax {
                line_comments: &[],
                block_comments: &[(b"\"", b"\"")],
                quotes: &[LONG_RAW_SINGLE],
                ..HASH
            },
            Self::Shell => Syntax {
                spaced_comments: true,
                quotes: &[LONG_DOUBLE, LONG_RAW_SINGLE],
                heredoc: Some(b"<<"),
                ..HASH
            },
            Self::PowerShell => Syntax {
                spaced_comments: true,
                block_comments: &[(b"<#", b"#>")],
                quotes: &[LONG_DOUBLE, LONG_RAW_SINGLE],
                ..HASH
            },
            Self::Dockerfile | Self::Makefile | Self::Dotenv => {
                Syntax { spaced_comments: true, quotes: &[DOUBLE, RAW_SINGLE], ..HASH }
            }
            Self::Yaml => Syntax { spaced_comments: true, quotes: &[DOUBLE, RAW_SINGLE], ..HASH },
            Self::Ini => {
                Syntax { line_comments: &[b"#", b";", b"!"], spaced_comments: true, ..HASH }
            }
            Self::Toml => {
                Syntax { quotes: &[TRIPLE_DOUBLE, TRIPLE_SINGLE, DOUBLE, RAW_SINGLE], ..HASH }
            }
            Self::Hcl => Syntax {
                line_comments: &[b"#", b"//"],
                block_comments: &[(b"/*", b"*/")],
                quotes: &[DOUBLE],
                heredoc: Some(b"<<"),
                ..HASH
            },
            Self::Json => Syntax { quotes: &[DOUBLE, SINGLE], ..SLASHES },
            Self::Php => Syntax {
                line_comments: &[b"//", b"#"],
                quotes: &[LONG_DOUBLE, LONG_SINGLE],
                heredoc: Some(b"<<<"),
                ..SLASHES
            },
            Self::JavaScript | Self::TypeScript | Self::Tsx => Syntax {
                block_comments: &[(b"/*", b"*/"), (b"<!--", b"-->")],
                quotes: &[DOUBLE, SINGLE, BACKTICK],
                is_script: true,
                ..SLASHES
            },
            Self::Lua => {
                Syntax { line_comments: &[b"--"], block_comments: &[(b"--[[", b"]]")], ..SLASHES }
            }
            Self::Haskell => Syntax {
                line_comments: &[b"--"],
                block_comments: &[(b"{-", b"-}")],
                quotes: &[TRIPLE_DOUBLE, DOUBLE],
                ..SLASHES
            },
            Self::Rust
            | Self::Go
            | Self::Java
            | Self::Kotlin
            | Self::CSharp
            | Self::Swift
            | Self::Baml
            | Self::CLike => SLASHES,
            // Unknown: take every common comment for one. What is a comment is never rewritten.
            Self::Other | Self::Prose | Self::Document(_) | Self::Notebook => Syntax {
                line_comments: &[b"#", b"//", b"--", b";", b"%"],
                spaced_comments: true,
                block_comments: &[(b"/*", b"*/"), (b"<!--", b"-->"), (b"(*", b"*)")],
                quotes: &[DOUBLE, SINGLE],
                ..HASH
            },
        }
    }

    /// Whether it is JavaScript or what grew out of it.
    pub(crate) const fn is_script(self) -> bool {
        matches!(self, Self::JavaScript | Self::TypeScript | Self::Tsx)
    }

    /// Whether values stand without quotes: `KEY=value`, `--flag value`.
    pub(crate) const fn has_bare_values(self) -> bool {
        matches!(
            self,
            Self::Shell
                | Self::Dockerfile
                | Self::Makefile
                | Self::Dotenv
                | Self::Ini
                | Self::Yaml
                | Self::Baml
                | Self::Batch
        )
    }
}
