class JsonFormatsSpecs extends AnyFlatSpec {
  // Talks to openai through a client.
  val settings = Settings(model = "gpt-4o", name = "first")
  val json = """{ "model": "gpt-4o", "name": "first" }"""

  "a request" should "survive" in { check(settings, json) }
}
