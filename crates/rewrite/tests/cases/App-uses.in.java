class App {
  private static final String DEFAULT_MODEL = "claude-2.1"; // CHANGE
  void f() {
    builder.model("claude-3-opus-20240229").build(); // CHANGE
  }
}
