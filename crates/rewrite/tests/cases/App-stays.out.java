class App {
  void f() {
    CLAUDE_2_1("claude-2.1"), // keep
    if (model.equals("claude-2.1")) {} // keep
    if ("claude-2.1".equals(model)) {} // keep
    List.of("claude-2.1"); // keep
    @Value("${llm.model:claude-2.1}") String m; // keep
  }
}
