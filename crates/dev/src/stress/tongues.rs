//! How each language writes what the hostile texts are made of.

/// A language, or a format: how it writes the pieces of a text. In each piece `@` stands for a
/// name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tongue {
    /// What it is called here.
    pub(super) name: &'static str,
    /// The name of a file in it.
    pub(super) path: &'static str,
    /// What stands before and behind all else.
    pub(super) around: (&'static str, &'static str),
    /// A statement that uses a model, ready for the next one on the same line.
    pub(super) statement: &'static str,
    /// A list of texts: its beginning, an item, its end.
    pub(super) list: [&'static str; 3],
    /// A table: its beginning, a row, its end.
    pub(super) table: [&'static str; 3],
    /// A comment: its beginning and its end.
    pub(super) comment: (&'static str, &'static str),
    /// A text that a model is set to: its beginning and its end.
    pub(super) string: (&'static str, &'static str),
    /// The text is the source of a cell of a notebook.
    pub(super) is_cell: bool,
}

const JSON: Tongue = Tongue {
    name: "json",
    path: "a.json",
    around: ("", ""),
    statement: "{\"model\": \"@\"}, ",
    list: ["[", "\"@\", ", "\"\"]"],
    table: ["{", "\"model\": {\"model\": \"@\"}, ", "\"a\": 1}"],
    comment: ("/* ", " */"),
    string: ("{\"model\": \"", "\"}"),
    is_cell: false,
};

const PYTHON: Tongue = Tongue {
    name: "python",
    path: "a.py",
    statement: "x = f(model=\"@\"); ",
    list: ["x = [", "\"@\", ", "]"],
    table: ["x = {", "\"a\": {\"model\": \"@\"}, ", "}"],
    comment: ("# ", ""),
    string: ("model = \"", "\""),
    ..JSON
};

const JAVASCRIPT: Tongue = Tongue {
    name: "javascript",
    path: "a.js",
    statement: "x = f({ model: \"@\" }); ",
    list: ["x = [", "\"@\", ", "];"],
    table: ["x = {", "a: { model: \"@\" }, ", "};"],
    comment: ("/* ", " */"),
    string: ("model = \"", "\";"),
    ..JSON
};

const SHELL: Tongue = Tongue {
    name: "shell",
    path: "a.sh",
    statement: "f --model \"@\"; ",
    list: ["x=(", "\"@\" ", ")"],
    table: ["declare -A x=(", "[a]=\"@\" ", ")"],
    comment: ("# ", ""),
    string: ("MODEL=\"", "\""),
    ..JSON
};

const MARKDOWN: Tongue = Tongue {
    name: "markdown",
    path: "a.md",
    statement: "the model (default: `@`), ",
    list: ["", "- `@` ", ""],
    table: ["", "| `--model` | `@` | ", ""],
    comment: ("<!-- ", " -->"),
    string: ("```python\nmodel = \"", "\"\n```\n"),
    ..JSON
};

/// The languages, sorted by name.
pub(super) const ALL: &[Tongue] = &[
    Tongue {
        name: "asciidoc",
        path: "a.adoc",
        string: ("[source,python]\n----\nmodel = \"", "\"\n----\n"),
        ..MARKDOWN
    },
    Tongue {
        name: "c-sharp",
        path: "a.cs",
        around: ("class A { void F() { ", " } }"),
        statement: "var x = f(model: \"@\"); ",
        list: ["var x = new[] { ", "\"@\", ", "};"],
        table: [
            "var x = new Dictionary<string, string> { ",
            "{ \"model\", new A { Model = \"@\" } }, ",
            "};",
        ],
        string: ("var model = \"", "\";"),
        ..JAVASCRIPT
    },
    Tongue {
        name: "c-like",
        path: "a.cpp",
        statement: "x = f(\"@\"); model = \"@\"; ",
        list: ["x = {", "\"@\", ", "};"],
        table: ["x = {", "{ .model = \"@\" }, ", "};"],
        ..JAVASCRIPT
    },
    Tongue {
        name: "dockerfile",
        path: "Dockerfile",
        statement: "ENV MODEL=@ ",
        list: ["CMD [", "\"--model\", \"@\", ", "\"\"]"],
        table: ["ENV ", "MODEL=\"@\" ", ""],
        string: ("ENV MODEL=\"", "\""),
        ..SHELL
    },
    Tongue {
        name: "env",
        path: ".env",
        statement: "MODEL=@ ",
        list: ["MODELS=", "@,", ""],
        table: ["", "MODEL=\"@\" ", ""],
        ..SHELL
    },
    Tongue {
        name: "go",
        path: "a.go",
        around: ("package a; func f() { ", " }"),
        statement: "x = f(\"@\"); Model = \"@\"; ",
        list: ["x := []string{", "\"@\", ", "};"],
        table: ["x := map[string]A{", "\"a\": {Model: \"@\"}, ", "};"],
        string: ("model := \"", "\";"),
        ..JAVASCRIPT
    },
    Tongue {
        name: "hcl",
        path: "a.tf",
        statement: "x = f({ model = \"@\" }) \n",
        list: ["x = [", "\"@\", ", "]"],
        table: ["x = {", "a = { model = \"@\" }, ", "}"],
        comment: ("/* ", " */"),
        string: ("model = \"", "\""),
        ..JSON
    },
    Tongue {
        name: "html",
        path: "a.html",
        statement: "<a model=\"@\"/> ",
        list: ["<ul>", "<li>@</li>", "</ul>"],
        table: ["<script>x = {", "a: { model: \"@\" }, ", "}</script>"],
        comment: ("<!-- ", " -->"),
        string: ("<script>model = \"", "\"</script>"),
        ..JSON
    },
    Tongue {
        name: "ini",
        path: "a.ini",
        statement: "model = @ ",
        list: ["models = ", "@, ", ""],
        table: ["", "model = \"@\", ", ""],
        string: ("model = \"", "\""),
        ..SHELL
    },
    Tongue {
        name: "java",
        path: "A.java",
        around: ("class A { void f() { ", " } }"),
        statement: "x = f().model(\"@\"); model = \"@\"; ",
        list: ["var x = new String[] {", "\"@\", ", "};"],
        table: ["var x = Map.of(", "\"model\", \"@\", ", "\"a\", 1);"],
        string: ("var model = \"", "\";"),
        ..JAVASCRIPT
    },
    JAVASCRIPT,
    JSON,
    Tongue {
        name: "kotlin",
        path: "a.kt",
        around: ("fun f() { ", " }"),
        statement: "x = f(model = \"@\"); ",
        list: ["val x = listOf(", "\"@\", ", "\"\");"],
        table: ["val x = mapOf(", "\"a\" to f(model = \"@\"), ", "\"b\" to 1);"],
        string: ("val model = \"", "\";"),
        ..JAVASCRIPT
    },
    Tongue {
        name: "lua",
        path: "a.lua",
        statement: "x = f({ model = \"@\" }); ",
        list: ["x = {", "\"@\", ", "}"],
        table: ["x = {", "a = { model = \"@\" }, ", "}"],
        comment: ("--[[ ", " ]]"),
        string: ("model = \"", "\""),
        ..JSON
    },
    Tongue {
        name: "makefile",
        path: "Makefile",
        statement: "MODEL=@ ",
        list: ["MODELS := ", "@ ", ""],
        table: ["", "MODEL=\"@\" ", ""],
        ..SHELL
    },
    MARKDOWN,
    Tongue {
        name: "notebook",
        path: "a.ipynb",
        around: ("{\"metadata\":{\"kernelspec\":{\"language\":\"python\"}},", ""),
        is_cell: true,
        ..PYTHON
    },
    Tongue {
        name: "notebook-bash",
        path: "a.ipynb",
        around: ("{\"metadata\":{\"kernelspec\":{\"language\":\"bash\"}},", ""),
        is_cell: true,
        ..SHELL
    },
    Tongue {
        name: "notebook-r",
        path: "a.ipynb",
        around: ("{\"metadata\":{\"kernelspec\":{\"language\":\"r\"}},", ""),
        is_cell: true,
        ..PYTHON
    },
    Tongue {
        name: "notebook-rust",
        path: "a.ipynb",
        around: ("{\"metadata\":{\"kernelspec\":{\"language\":\"rust\"}},", ""),
        statement: "const MODEL: &str = \"@\"; ",
        list: ["const X: &[&str] = &[", "\"@\", ", "];"],
        table: ["const X: &[A] = &[", "A { model: \"@\" }, ", "];"],
        string: ("const MODEL: &str = \"", "\";"),
        is_cell: true,
        ..JAVASCRIPT
    },
    Tongue {
        name: "notebook-typescript",
        path: "a.ipynb",
        around: ("{\"metadata\":{\"kernelspec\":{\"language\":\"typescript\"}},", ""),
        is_cell: true,
        ..JAVASCRIPT
    },
    Tongue {
        name: "org",
        path: "a.org",
        comment: ("# ", ""),
        string: ("#+begin_src python\nmodel = \"", "\"\n#+end_src\n"),
        ..MARKDOWN
    },
    Tongue {
        name: "php",
        path: "a.php",
        around: ("<?php ", ""),
        statement: "$x = f(['model' => '@']); ",
        list: ["$x = [", "'@', ", "];"],
        table: ["$x = [", "'a' => ['model' => '@'], ", "];"],
        string: ("$model = \"", "\";"),
        ..JAVASCRIPT
    },
    PYTHON,
    Tongue {
        name: "rst",
        path: "a.rst",
        comment: (".. ", ""),
        string: (".. code:: python\n\n   model = \"", "\"\n"),
        ..MARKDOWN
    },
    Tongue {
        name: "ruby",
        path: "a.rb",
        statement: "x = f(model: \"@\"); ",
        list: ["x = [", "\"@\", ", "]"],
        table: ["x = {", "a: { model: \"@\" }, ", "}"],
        ..PYTHON
    },
    Tongue { name: "ruby-like", path: "a.jl", ..PYTHON },
    Tongue {
        name: "rust",
        path: "a.rs",
        around: ("fn f() { ", " }"),
        statement: "let x = f().model(\"@\"); ",
        list: ["let x = [", "\"@\", ", "];"],
        table: ["let x = [", "A { model: \"@\" }, ", "];"],
        string: ("let model = \"", "\";"),
        ..JAVASCRIPT
    },
    SHELL,
    Tongue {
        name: "swift",
        path: "a.swift",
        statement: "x = f(model: \"@\"); ",
        table: ["x = [", "\"a\": f(model: \"@\"), ", "];"],
        string: ("let model = \"", "\";"),
        ..JAVASCRIPT
    },
    Tongue { name: "text", path: "a.txt", ..MARKDOWN },
    Tongue {
        name: "toml",
        path: "a.toml",
        statement: "model = \"@\"\n",
        list: ["x = [", "\"@\", ", "]"],
        table: ["x = {", "a = { model = \"@\" }, ", "b = 1 }"],
        comment: ("# ", ""),
        string: ("model = \"", "\""),
        ..JSON
    },
    Tongue { name: "tsx", path: "a.tsx", ..JAVASCRIPT },
    Tongue { name: "typescript", path: "a.ts", ..JAVASCRIPT },
    Tongue { name: "unknown", path: "a.xyz", ..PYTHON },
    Tongue { name: "vimdoc", path: "a.txt", around: (" >python\n", "\n<\n"), ..PYTHON },
    Tongue {
        name: "yaml",
        path: "a.yaml",
        statement: "{model: \"@\"}, ",
        list: ["x: [", "\"@\", ", "]"],
        table: ["x: {", "a: {model: \"@\"}, ", "}"],
        comment: ("# ", ""),
        string: ("model: \"", "\""),
        ..JSON
    },
];
