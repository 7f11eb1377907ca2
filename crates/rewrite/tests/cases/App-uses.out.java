class App {
  private static final String DEFAULT_MODEL = "claude-opus-4-8"; // CHANGE
  void f() {
    builder.model("claude-opus-4-8").build(); // CHANGE
  }
}
