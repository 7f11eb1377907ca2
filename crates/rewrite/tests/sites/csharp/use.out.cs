class App {
  const string Model = "claude-opus-4-8";
  public string Model { get; set; } = "claude-haiku-4-5-20251001";
  public string ModelId { get; set; } = "claude-opus-4-8";
  void Ub() { var r = new Request { Model = "claude-opus-4-8", MaxTokens = 1 }; }
  void Uc(string prompt, string model = "claude-opus-4-8") { }
  string ud = Environment.GetEnvironmentVariable("MODEL") ?? "claude-sonnet-4-6";
  string model = Environment.GetEnvironmentVariable("MODEL") ?? "claude-sonnet-4-6";
  void Ue() { client.Complete(model: "claude-sonnet-4-6", maxTokens: 1); }
  void Uf() { var model = config["Model"] ?? "claude-haiku-4-5-20251001"; }
  private readonly string _model = "claude-opus-4-8";
  void Uj() { options.Model = "claude-opus-4-8"; }
  private const string DefaultModel = "claude-opus-4-8";
  void Uba() { var d = new Dictionary<string, object> { ["model"] = "claude-sonnet-4-6", ["max_tokens"] = 1 }; }
  void Ubb() { var m = configuration.GetValue("Model", "claude-sonnet-4-6"); }
  void Ubc() { request.WithModel("claude-haiku-4-5-20251001"); }
  record R(string Model = "claude-sonnet-4-6", int N = 1);
}
class Bodies {
  object a = new { model = "claude-opus-4-8", max_tokens = 1 };
  Dictionary<string, object> b = new() { { "model", "claude-opus-4-8" } };
}

public class Options
{
    [Option('m', "model", Required = false, Default = "claude-opus-4-8", HelpText = "The model")]
    public string Model { get; set; }

    [DefaultValue("claude-opus-4-8")]
    public string ModelId { get; set; }

    public void Add(IServiceCollection services)
    {
        var option = new Option<string>("--model", () => "claude-opus-4-8");
        services.AddChatClient(new AnthropicClient(key).AsIChatClient("claude-opus-4-8"));
    }
}

/// <example>
/// <code>
/// var answer = client.Ask("claude-opus-4-8", "Hello!");
/// </code>
/// </example>
public class Asks { }

public static class Loads
{
    /// <returns>The model. If nothing is set, it defaults to "claude-opus-4-8".</returns>
    /// If it is not found, it returns a default value of "claude-opus-4-8".
    public static string LoadModelName() => Get("AI_MODEL", "claude-opus-4-8");
}
