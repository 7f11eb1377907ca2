//! How each language writes the places in which names stand. In each block `@` is a name.

/// A language, or a format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Language {
    /// The end of its files' names, or their whole name.
    pub(crate) name: &'static str,
    /// It begins with a dot and is a whole name all the same.
    pub(crate) is_whole_name: bool,
    /// What stands before and behind all else.
    pub(crate) around: (&'static str, &'static str),
    /// Places: calls, defaults, lists, tables of prices, tests, comments, templates.
    pub(crate) blocks: &'static [&'static str],
}

const fn plain(name: &'static str, blocks: &'static [&'static str]) -> Language {
    Language { name, is_whole_name: false, around: ("", ""), blocks }
}

const PYTHON: &[&str] = &[
    "MODEL = \"@\"",
    "client.messages.create(model=\"@\", max_tokens=1, temperature=0.5)",
    "def ask(text, model='@', *, n=1): pass",
    "MODELS = [\"@\", \"@\"]",
    "PRICES = {\"@\": 3.0, \"@\": 15.0}",
    "ALIASES = {\"@\": \"@\"}",
    "if model == \"@\" or model in (\"@\", '@'): pass",
    "assert Config().model == \"@\"",
    "with patch(\"app.MODEL\", \"@\"): mock.assert_called_with(model=\"@\")",
    "# @ is old",
    "\"\"\"Uses @ and `@`.\n\n>>> ask(model=\"@\")\n\"\"\"",
    "x = f\"@ {y}\" + rf'@' + '''@'''",
    "model = os.environ.get(\"MODEL\", \"@\")",
    "parser.add_argument(\"--model\", default=\"@\", choices=[\"@\", \"@\"])",
    "model: Literal[\"@\", \"@\"] = \"@\"",
    "body = {\"model\": \"@\", \"messages\": []}",
    "match model:\n    case \"@\": pass",
    "model = \"@\"  # modelmod: ignore[@] pinned",
    "x = \"@",
];

const JAVASCRIPT: &[&str] = &[
    "const MODEL = \"@\";",
    "const model = process.env.MODEL ?? '@';",
    "await client.messages.create({ model: \"@\", max_tokens: 1 });",
    "generateText({ model: anthropic(\"@\"), prompt: `@ ${x}` });",
    "export const models = [\"@\", '@'];",
    "const prices = { \"@\": 1, '@': { input: 2 } };",
    "expect(config.model).toBe(\"@\");",
    "if (model === \"@\" || [\"@\"].includes(model)) {}",
    "switch (model) { case \"@\": break; }",
    "// @ is old",
    "/* @ */ const re = /@/;",
    "const x = { ...y, model: z ? \"@\" : '@' };",
];

const SHELL: &[&str] = &[
    "MODEL=@",
    "export MODEL=\"${MODEL:-@}\"",
    "llm -m @ --model=@ 'text'",
    "curl -d '{\"model\": \"@\"}' https://example.com",
    "case $MODEL in @) ;; *) echo \"@\" ;; esac",
    "# @",
    "cat <<EOF\nmodel: @\nEOF",
    "[ \"$MODEL\" = \"@\" ] && exit",
];

const JSON: &[&str] = &[
    "{\"model\": \"@\", \"temperature\": 1},",
    "{\"models\": [\"@\", \"@\"]},",
    "{\"@\": {\"price\": 1}, \"@\": {\"price\": 2}},",
    "{\"id\": \"msg_1\", \"model\": \"@\", \"usage\": {}},",
    "{\"model\": {\"name\": \"@\", \"version\": \"2024-05-13\"}},",
    "{\"Resource\": [\"arn:aws:bedrock:*::foundation-model/@\"]},",
    "{\"note\": \"about @ \\u00e9 \\\"@\\\"\"},",
];

const MARKDOWN: &[&str] = &[
    "The default is `@`.",
    "We used @ before.\n",
    "\n```python\nclient.create(model=\"@\")\n```\n",
    "\n```sh\nllm --model @\n```\n",
    "\n| Flag | Default |\n|---|---|\n| `--model` | `@` |\n",
    "- `@`: old",
    "<!-- @ -->",
    "[@](https://example.com/@)",
    "\n## @\n",
    "- 2024-05-01: moved to `@`",
];

/// All of them.
pub(crate) const LANGUAGES: &[Language] = &[
    plain(".py", PYTHON),
    plain(".js", JAVASCRIPT),
    plain(".ts", JAVASCRIPT),
    plain(
        ".tsx",
        &[
            "export const A = () => <Picker model=\"@\" options={[\"@\", '@']}>@</Picker>;",
            "const { data } = useModel({ model: '@' });",
            "type Model = \"@\" | '@';",
            "enum E { A = \"@\" }",
        ],
    ),
    plain(
        ".vue",
        &[
            "<script setup>\nconst model = ref(\"@\")\n</script>",
            "<template><A model=\"@\">@</A></template>",
        ],
    ),
    plain(".svelte", &["<script>\nlet model = \"@\";\n</script>", "<A model=\"@\">@</A>"]),
    plain(
        ".rs",
        &[
            "const MODEL: &str = \"@\";",
            "fn f() { client.model(\"@\").send(Request { model: \"@\".into(), n: 1 }); }",
            "static M: &[(&str, f64)] = &[(\"@\", 1.0), (\"@\", 2.0)];",
            "fn g(m: &str) -> u8 { match m { \"@\" => 1, \"@\" | \"x\" => 2, _ => 3 } }",
            "#[test]\nfn t() { assert_eq!(Config::default().model, \"@\"); }",
            "const J: &str = r#\"{\"model\": \"@\"}\"#;",
            "// @\n/* @ */\n/// Uses `@`.\n#[arg(default_value = \"@\")]\nstruct A;",
            "const N: &str = model!(\"@\");",
            "fn broken( { \"@\"",
        ],
    ),
    Language {
        around: ("package a\n", ""),
        ..plain(
            ".go",
            &[
                "const Model = \"@\"",
                "var prices = map[string]float64{\"@\": 1, \"@\": 2}",
                "var models = []string{\"@\", `@`}",
                "func f() { c.Do(Request{Model: \"@\", N: 1}) }",
                "func g(m string) { switch m { case \"@\", \"@\": } }",
                "// @",
            ],
        )
    },
    Language {
        around: ("class A {\n", "}\n"),
        ..plain(
            ".java",
            &[
                "static final String MODEL = \"@\";",
                "void f() { Client.builder().model(\"@\").build(); }",
                "Map<String, Integer> m = Map.of(\"@\", 1, \"@\", 2);",
                "@Value(\"${model:@}\") String model;",
                "/** Uses {@code @}. */",
                "@Test void t() { assertEquals(\"@\", config.model()); }",
                "String t = \"\"\"\n  {\"model\": \"@\"}\n  \"\"\";",
            ],
        )
    },
    plain(
        ".kt",
        &[
            "val model = \"@\"",
            "val m = mapOf(\"@\" to 1, \"@\" to 2)",
            "fun f(model: String = \"@\") = call(model = \"@\", text = \"\"\"@ $x\"\"\")",
            "enum class M(val id: String) { A(\"@\"), B(\"@\") }",
        ],
    ),
    Language {
        around: ("class A {\n", "}\n"),
        ..plain(
            ".cs",
            &[
                "const string Model = \"@\";",
                "object F() => new R { Model = \"@\", X = @\"@\", Y = $\"{m}@\" };",
                "var d = new Dictionary<string, int> { [\"@\"] = 1, { \"@\", 2 } };",
                "[Fact] void T() { Assert.Equal(\"@\", c.Model); }",
            ],
        )
    },
    plain(
        ".swift",
        &[
            "let model = \"@\"",
            "call(model: \"@\", text: #\"@\"#)",
            "let m = [\"@\": 1, \"@\": 2]",
            "enum M: String { case a = \"@\" }",
        ],
    ),
    plain(
        ".rb",
        &[
            "MODEL = '@'",
            "client.chat(model: \"@\", n: 1)",
            "MODELS = %w[@ @]",
            "PRICES = { \"@\" => 1, '@' => 2 }",
            "x = <<~T\n  @\nT",
            "expect(config.model).to eq(\"@\")",
            "# @",
        ],
    ),
    Language {
        around: ("<?php\n", ""),
        ..plain(
            ".php",
            &[
                "$r = f(['model' => '@', 'n' => 1]);",
                "const MODEL = \"@\";",
                "$prices = ['@' => 1, \"@\" => 2];",
                "echo \"@ {$x}\"; // @",
                "?>\n@\n<?php",
            ],
        )
    },
    plain(".sh", SHELL),
    plain("Makefile", &["MODEL ?= @", "run:\n\tllm --model @ $(MODEL)", "# @"]),
    plain(
        "Dockerfile",
        &["FROM a", "ENV MODEL=@ OTHER=\"@\"", "ARG MODEL=@", "CMD [\"llm\", \"--model\", \"@\"]"],
    ),
    Language {
        is_whole_name: true,
        ..plain(".env", &["MODEL=@", "BEDROCK_MODEL=\"@\"", "AWS_REGION=us-east-1", "# @"])
    },
    plain(".ini", &["[a]\nmodel = @", "; @", "models = @, @"]),
    plain(
        ".toml",
        &[
            "model = \"@\"",
            "models = [\"@\", '@']",
            "[models.\"@\"]\nprice = 1",
            "# @",
            "x = { model = \"@\" }",
            "text = \"\"\"\n@\"\"\"",
        ],
    ),
    plain(
        ".yaml",
        &[
            "model: @",
            "models:\n  - name: \"@\"\n    price: 1\n  - name: '@'",
            "prices: {\"@\": 1, \"@\": 2}",
            "# @",
            "text: |\n  use @\n  model: @",
            "region: eu-west-1",
            "m: {{ .Values.model | default \"@\" }}",
            "env:\n  - name: MODEL\n    value: @",
            "steps:\n  - run: llm --model @",
        ],
    ),
    plain(
        ".tf",
        &[
            "model_id = \"@\"",
            "variable \"model\" {\n  default = \"@\"\n}",
            "prices = { \"@\" = 1, \"@\" = 2 }",
            "region = \"us-east-1\"",
            "x = [\"@\", \"arn:aws:bedrock:*::foundation-model/@\"]",
            "# @",
        ],
    ),
    Language { around: ("[\n", "{}]\n"), ..plain(".json", JSON) },
    plain(".jsonl", JSON),
    Language {
        around: (
            "{\"metadata\": {\"kernelspec\": {\"language\": \"python\"}}, \"cells\": [\n",
            "{\"cell_type\": \"markdown\", \"source\": []}]}\n",
        ),
        ..plain(
            ".ipynb",
            &[
                "{\"cell_type\": \"code\", \"source\": [\"model = \\\"@\\\"\\n\", \"x = '@'\"]},",
                "{\"cell_type\": \"code\", \"source\": \"f(model=\\\"@\\\", n=1)\"},",
                "{\"cell_type\": \"markdown\", \"source\": [\"The default is `@`.\"]},",
                "{\"cell_type\": \"code\", \"source\": [], \"outputs\": [{\"text\": [\"@\"]}]},",
                "{\"cell_type\": \"code\", \"source\": [\"%env MODEL=@\\n\", \"!llm -m @\"]},",
            ],
        )
    },
    plain(".md", MARKDOWN),
    Language { around: ("---\nmodel: claude-2.1\n---\n", ""), ..plain(".mdx", MARKDOWN) },
    plain(".rst", &["Use ``@``.", "\n.. code-block:: python\n\n   model = \"@\"\n", "@\n---"]),
    plain(".adoc", &["Use `@`.", "\n[source,python]\n----\nmodel = \"@\"\n----\n", "// @"]),
    plain(".org", &["Use =@=.", "\n#+begin_src python\nmodel = \"@\"\n#+end_src\n", "* @"]),
    plain(
        ".html",
        &[
            "<p>@</p>",
            "<input name=\"model\" value=\"@\">",
            "<script>const model = \"@\";</script>",
            "<!-- @ -->",
            "<option value=\"@\">@</option>",
        ],
    ),
    plain(".lua", &["model = \"@\"", "x = { model = '@', [\"@\"] = 1, s = [[@]] } -- @"]),
    plain(".el", &["(setq gptel-model '@) ; @", "(defcustom model \"@\" \"Doc.\")"]),
    plain(".ex", &["@model \"@\"", "call(model: \"@\", x: ~s(@))", "# @"]),
    plain(".sql", &["UPDATE t SET model = '@' WHERE model = '@'; -- @"]),
    plain(".baml", &["client<llm> A { options { model \"@\" } }", "// @"]),
    plain(".cpp", &["auto model = \"@\";", "call({.model = \"@\"}); // @", "/* @ */"]),
    plain(".jl", &["model = \"@\"", "call(model=\"@\") # @"]),
    plain(".txt", &["@", "model: @", "about @ and @."]),
    plain("", &["model = \"@\"", "# @"]),
    plain("CODEOWNERS", &["# @"]),
    plain("package-lock.json", &["{\"x\": \"@\"},"]),
    plain("cassette.yaml", &["body: '{\"model\": \"@\"}'"]),
];
