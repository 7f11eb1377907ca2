class App {
  const string Model = "claude-2.1";
  public string Model { get; set; } = "claude-3-haiku-20240307";
  public string ModelId { get; set; } = "claude-3-opus-20240229";
  void Ub() { var r = new Request { Model = "claude-3-opus-20240229", MaxTokens = 1 }; }
  void Uc(string prompt, string model = "claude-2.0") { }
  string ud = Environment.GetEnvironmentVariable("MODEL") ?? "claude-3-sonnet-20240229";
  string model = Environment.GetEnvironmentVariable("MODEL") ?? "claude-3-5-sonnet-20241022";
  void Ue() { client.Complete(model: "claude-3-5-sonnet-20241022", maxTokens: 1); }
  void Uf() { var model = config["Model"] ?? "claude-instant-1.2"; }
  private readonly string _model = "claude-2.1";
  void Uj() { options.Model = "claude-3-opus-20240229"; }
  private const string DefaultModel = "claude-2.0";
  void Uba() { var d = new Dictionary<string, object> { ["model"] = "claude-3-sonnet-20240229", ["max_tokens"] = 1 }; }
  void Ubb() { var m = configuration.GetValue("Model", "claude-3-5-sonnet-20241022"); }
  void Ubc() { request.WithModel("claude-instant-1.2"); }
  record R(string Model = "claude-3-7-sonnet-20250219", int N = 1);
}
class Bodies {
  object a = new { model = "claude-2.1", max_tokens = 1 };
  Dictionary<string, object> b = new() { { "model", "claude-2.0" } };
}

public class Options
{
    [Option('m', "model", Required = false, Default = "claude-3-opus-20240229", HelpText = "The model")]
    public string Model { get; set; }

    [DefaultValue("claude-3-opus-20240229")]
    public string ModelId { get; set; }

    public void Add(IServiceCollection services)
    {
        var option = new Option<string>("--model", () => "claude-3-opus-20240229");
        services.AddChatClient(new AnthropicClient(key).AsIChatClient("claude-3-opus-20240229"));
    }
}

/// <example>
/// <code>
/// var answer = client.Ask("claude-3-opus-20240229", "Hello!");
/// </code>
/// </example>
public class Asks { }

public static class Loads
{
    /// <returns>The model. If nothing is set, it defaults to "claude-3-opus-20240229".</returns>
    /// If it is not found, it returns a default value of "claude-3-opus-20240229".
    public static string LoadModelName() => Get("AI_MODEL", "claude-3-opus-20240229");
}
