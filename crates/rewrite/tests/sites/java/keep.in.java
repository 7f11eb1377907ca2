class App {
  boolean kb(String model) { return model.equals("claude-2.1"); }
  boolean kc(String model) { return "claude-3-haiku-20240307".equals(model); }
  int kd(String model) {
    switch (model) {
      case "claude-3-opus-20240229": return 1;
      default: return 2;
    }
  }
  int ke(String model) {
    return switch (model) { case "claude-2.0", "claude-3-sonnet-20240229" -> 1; default -> 2; };
  }
  static final Map<String, Integer> PRICES = Map.of("claude-3-sonnet-20240229", 8, "claude-3-5-sonnet-20241022", 15);
  static final List<String> MODELS = List.of("claude-3-5-sonnet-20241022", "claude-instant-1.2");
  enum Id { OLD("claude-instant-1.2"), OLDER("claude-3-7-sonnet-20250219"); Id(String s) {} }
  public static final String CLAUDE_2_1 = "claude-3-7-sonnet-20250219";
  String url = "https://example.com/" + "claude-3-5-haiku-20241022";
  String note = String.format("%s is not claude-2.1", "x");
  // was claude-3-haiku-20240307
  int one = 1;
  /** Written for claude-3-opus-20240229. */
  int two = 2;
  void kf() { prices.put("claude-2.0", 8); }
  void kg() { assertEquals("claude-3-sonnet-20240229", response.model()); }
  void kh() { when(client.model()).thenReturn("claude-3-5-sonnet-20241022"); }
  void ki() { throw new IllegalArgumentException("unknown claude-instant-1.2"); }
  @ValueSource(strings = {"claude-3-7-sonnet-20250219", "claude-3-5-haiku-20241022"}) void kj(String m) {}
  boolean kba(String m) { return m.startsWith("claude-3-5-haiku-20241022"); }
  String[] all = {"claude-2.1", "claude-3-haiku-20240307"};
  void kbb() { log.info("model {}", "claude-3-haiku-20240307"); }
  void kbc() { int x = limits.get("claude-3-opus-20240229"); }
  private static final String LEGACY_MODEL = "claude-2.0";
  String json = """
      {"id": "msg_01", "type": "message", "model": "claude-3-sonnet-20240229"}
      """;
}

/**
 * Asks.
 *
 * @param name the name of the model to use (e.g., "claude-3-opus-20240229")
 */
interface Asks {}

/**
 * Older models (e.g., "claude-3-opus-20240229") did not.
 */
interface Connects {}

/** The model Claude 3 Opus, the name of which is for example "claude-3-opus-20240229". */
interface Claude3Opus {}

/** The name of the model that generated the message, e.g. "claude-3-opus-20240229". */
interface Message {}

class Annotated {
    @DefaultValue("claude-2.0")
    String title;

    String ask(@RequestParam(defaultValue = "claude-2.0") String label) {
        return send(new PriceRequest("claude-2.0", prices));
    }
}

class Models {
    public static final OpenAiModel O4_MINI = new OpenAiModel("o4-mini");
}

/**
 * Tells.
 *
 * <pre>{@code
 * boolean is = models.hasModel("claude-3-opus-20240229");
 * }</pre>
 * It said "hello", "claude-2.0" and so on, see ask("claude-2.1").
 */
class Tells {}

/**
 * Answers.
 * <pre>{@code
 * // Fails, as the model is retired.
 * client.chat("claude-3-opus-20240229", "hi");
 * }</pre>
 */
class Answers {}
