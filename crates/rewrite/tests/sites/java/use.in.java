class App {
  static final String MODEL = "claude-2.1";
  private String model = "claude-3-haiku-20240307";
  void ub() { Request.builder().model("claude-3-opus-20240229").maxTokens(1).build(); }
  void uc() { request.setModel("claude-2.0"); }
  void ud() { this.model = model != null ? model : "claude-3-sonnet-20240229"; }
  @AiService(model = "claude-instant-1.2") interface S {}
  String ue() { return System.getenv().getOrDefault("MODEL", "claude-3-7-sonnet-20250219"); }
  void uf() { AnthropicChatModel.builder().modelName("claude-3-5-haiku-20241022").build(); }
  static final String DEFAULT_MODEL = "claude-3-haiku-20240307";
  void uh() { String model = System.getProperty("model", "claude-3-opus-20240229"); }
  void ui() { body.put("model", "claude-2.0"); }
  void uj() { Map<String, Object> m = Map.of("model", "claude-3-sonnet-20240229", "max_tokens", 1); }
  void uba() { new ProcessBuilder("llm", "--model", "claude-instant-1.2"); }
}
interface ChatModelConfig {
  /** Model name to use */
  @WithDefault("claude-2.1")
  String modelName();
}
class Bean {
  @Value("${ai.model:claude-2.0}") private String injected;
  String x = Optional.ofNullable(env.get("MODEL")).orElse("claude-3-5-sonnet-20241022");
}

class Annotated {
    @DefaultValue("claude-3-opus-20240229")
    String model;

    String ask(@RequestParam(defaultValue = "claude-3-opus-20240229") String model) {
        return send(new ChatRequest("claude-3-opus-20240229", messages));
    }
}

class Fallbacks {
    void set(String asked) {
        this.model = Objects.requireNonNullElse(model, "claude-3-opus-20240229");
    }
}

/**
 * Asks.
 *
 * <pre>{@code
 * // Create a client
 * var client = Client.create("key");
 * var answer = client.chat().simple("claude-3-opus-20240229", "Hello!");
 * }</pre>
 */
class Asks {}
