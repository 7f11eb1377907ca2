class App {
  static final String MODEL = "claude-opus-4-8";
  private String model = "claude-haiku-4-5-20251001";
  void ub() { Request.builder().model("claude-opus-4-8").maxTokens(1).build(); }
  void uc() { request.setModel("claude-opus-4-8"); }
  void ud() { this.model = model != null ? model : "claude-sonnet-4-6"; }
  @AiService(model = "claude-haiku-4-5-20251001") interface S {}
  String ue() { return System.getenv().getOrDefault("MODEL", "claude-sonnet-4-6"); }
  void uf() { AnthropicChatModel.builder().modelName("claude-haiku-4-5-20251001").build(); }
  static final String DEFAULT_MODEL = "claude-haiku-4-5-20251001";
  void uh() { String model = System.getProperty("model", "claude-opus-4-8"); }
  void ui() { body.put("model", "claude-opus-4-8"); }
  void uj() { Map<String, Object> m = Map.of("model", "claude-sonnet-4-6", "max_tokens", 1); }
  void uba() { new ProcessBuilder("llm", "--model", "claude-haiku-4-5-20251001"); }
}
interface ChatModelConfig {
  /** Model name to use */
  @WithDefault("claude-opus-4-8")
  String modelName();
}
class Bean {
  @Value("${ai.model:claude-opus-4-8}") private String injected;
  String x = Optional.ofNullable(env.get("MODEL")).orElse("claude-sonnet-4-6");
}

class Annotated {
    @DefaultValue("claude-opus-4-8")
    String model;

    String ask(@RequestParam(defaultValue = "claude-opus-4-8") String model) {
        return send(new ChatRequest("claude-opus-4-8", messages));
    }
}

class Fallbacks {
    void set(String asked) {
        this.model = Objects.requireNonNullElse(model, "claude-opus-4-8");
    }
}

/**
 * Asks.
 *
 * <pre>{@code
 * // Create a client
 * var client = Client.create("key");
 * var answer = client.chat().simple("claude-opus-4-8", "Hello!");
 * }</pre>
 */
class Asks {}
