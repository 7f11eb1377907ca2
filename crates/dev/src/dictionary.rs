//! The fuzzer's dictionary: names, and what stands around them. It finds neither by chance.

use modelmod_catalog::{Catalog, Kind};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const HEAD: &str = "\
# @generated from codemods/ by `cargo run -p modelmod-dev -- generate`. Do not edit.
# Words for the fuzzer, in the format of libFuzzer.
";

/// How many names of each provider on each of its platforms: all of them would leave no room for
/// anything else.
const NAMES: usize = 4;

/// What stands around names: ends and beginnings of literals, comments and blocks, words that the
/// rules know, ends of file names.
const WORDS: &[&str] = &[
    "model",
    "MODEL",
    "model_id",
    "modelId",
    "--model",
    "default",
    "fallback",
    "models",
    "price",
    "version",
    "deployment",
    "region",
    "us-east-1",
    "eu-west-1",
    "assert",
    "patch",
    "temperature",
    "max_tokens",
    "modelmod: ignore",
    "modelmod: ignore[",
    "modelmod: ignore-file[",
    " until=",
    "modelmod-journal 1\n",
    "[modelmod]: # \"plan=",
    "Modelmod-Plan: ",
    "=== ",
    ".py\n",
    ".ts\n",
    ".tsx\n",
    ".rs\n",
    ".go\n",
    ".java\n",
    ".kt\n",
    ".cs\n",
    ".swift\n",
    ".rb\n",
    ".php\n",
    ".sh\n",
    "Dockerfile\n",
    "Makefile\n",
    ".env\n",
    ".toml\n",
    ".yaml\n",
    ".tf\n",
    ".json\n",
    ".ipynb\n",
    ".md\n",
    ".mdx\n",
    ".rst\n",
    ".adoc\n",
    ".org\n",
    ".html\n",
    ".vue\n",
    ".svelte\n",
    ".lua\n",
    ".el\n",
    ".ex\n",
    ".baml\n",
    ".sql\n",
    ".ini\n",
    "test_",
    "tests/",
    "docs/",
    "\"\"\"",
    "'''",
    "r#\"",
    "\"#",
    "f\"",
    "@\"",
    "$\"",
    "${",
    "{{",
    "}}",
    "`",
    "\\\"",
    "\\u",
    "\\x",
    "/*",
    "*/",
    "<!--",
    "-->",
    "<<EOF\n",
    "EOF\n",
    "<<~",
    "```",
    "~~~",
    "----\n",
    "---\n",
    ">>> ",
    "%%",
    "|",
    "||",
    "??",
    "==",
    "=>",
    "->",
    "::",
    ":=",
    "?=",
    "%w[",
    "#+begin_src",
    ".. code::",
    "#![",
    "\u{feff}",
    "\r\n",
    "\u{2028}",
    "\u{202e}",
    "%3A",
    "%2F",
    "us.",
    "eu.",
    "anthropic.",
    "anthropic/",
    "openrouter/",
    "vertex_ai/",
    "bedrock/",
    "-v1:0",
    "@2024",
    ":beta",
    "arn:aws:bedrock:us-east-1::foundation-model/",
    "publishers/anthropic/models/",
    "[[model]]\n",
    "[[rule]]\npattern = ",
    "[[surface]]\n",
    "[[source]]\n",
    "[provider]\n",
    "replacements = [",
    "retires = ",
    "deprecated = ",
    "2026-06-01",
    "June 1, 2026",
    "Not sooner than",
    "Shutdown",
    "| --- |",
    "<table>",
    "<td>",
    "rowspan=2",
    "sep=;\n",
    "api_key",
    "input_tokens",
    "[files.",
    "[sites]\n",
    "[[paths]]\n",
    "[[ids]]\n",
    "https://",
    "ssh://",
    "git@",
    ".git",
    "<script>",
];

/// The text of the dictionary.
pub(crate) fn text(catalog: &Catalog) -> String {
    let mut groups: BTreeMap<(&str, u16), Vec<&str>> = BTreeMap::new();
    for name in catalog.names() {
        let model = &catalog.models()[usize::from(name.model)];
        if name.kind != Kind::Alias || model.retires.is_some() {
            groups.entry((&model.provider, name.surface)).or_default().push(&name.text);
        }
    }
    let mut words: BTreeSet<&str> = WORDS.iter().copied().collect();
    for names in groups.values() {
        let step = names.len().div_ceil(NAMES);
        words.extend(names.iter().step_by(step));
    }
    let mut out = HEAD.to_owned();
    for word in words {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\"{}\"", escaped(word));
    }
    out
}

fn escaped(word: &str) -> String {
    let mut out = String::new();
    for byte in word.bytes() {
        match byte {
            b'"' | b'\\' => out.extend(['\\', char::from(byte)]),
            0x20..0x7F => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\x{byte:02X}");
            }
        }
    }
    out
}
