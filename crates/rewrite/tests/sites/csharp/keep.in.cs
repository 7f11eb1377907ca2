class App {
  bool Kb(string model) => model == "claude-2.1";
  int Kc(string model) { switch (model) { case "claude-3-haiku-20240307": return 1; default: return 2; } }
  int Kd(string model) => model switch { "claude-3-opus-20240229" => 1, "claude-2.0" or "x" => 2, _ => 3 };
  static readonly Dictionary<string, int> Prices = new() { ["claude-2.0"] = 8, ["claude-3-sonnet-20240229"] = 15 };
  static readonly Dictionary<string, int> Pricesc = new() { { "claude-3-sonnet-20240229", 8 }, { "claude-3-5-sonnet-20241022", 15 } };
  static readonly string[] Models = { "claude-3-5-sonnet-20241022", "claude-instant-1.2" };
  public const string Claude21 = "claude-instant-1.2";
  public const string Claude2_1 = "claude-3-7-sonnet-20250219";
  string url = "https://example.com/" + "claude-3-5-haiku-20241022";
  string note = $"{x} is not claude-2.1";
  // was claude-3-haiku-20240307
  int one = 1;
  /// <summary>Written for claude-3-opus-20240229.</summary>
  int two = 2;
  void Ke() { Assert.Equal("claude-2.0", response.Model); }
  bool Kf(string m) => m is "claude-3-sonnet-20240229";
  bool Kg(string m) => m.Equals("claude-3-5-sonnet-20241022");
  [InlineData("claude-instant-1.2")] void Kh(string model) { }
  void Ki() { throw new Exception("unknown claude-3-7-sonnet-20250219"); }
  void Kj() { limits["claude-3-5-haiku-20241022"] = 1; }
  enum E { [EnumMember(Value = "claude-2.1")] Old }
  List<string> all = ["claude-3-haiku-20240307", "claude-3-opus-20240229"];
  string legacyModel = "claude-3-opus-20240229";
  void Kba() { mock.Setup(c => c.Model).Returns("claude-2.0"); }
  string raw = """{"id": "msg_01", "type": "message", "model": "claude-3-sonnet-20240229"}""";
  object row = new Price { Model = "claude-3-5-sonnet-20241022", Input = 8, Output = 24 };
  [AllowedValues("claude-instant-1.2", "claude-3-7-sonnet-20250219")] string limited;
}

public class Options
{
    [Option('t', "title", Required = false, Default = "claude-2.0", HelpText = "The title")]
    public string Title { get; set; }

    [DefaultValue("claude-2.0")]
    public string Label { get; set; }

    public void Add(Cache cache)
    {
        var option = new Option<string>("--title", () => "claude-2.0");
        cache.GetClient("claude-2.0");
    }
}

/// <code>
/// var limit = models.LimitOf("claude-3-opus-20240229");
/// </code>
/// As in Ask("claude-2.0", "Hello!").
public class Tells { }

/// The API returns "default: claude-2.0" for it.
public class Answers { }

/// <example><code>
/// var info = catalog.Find("claude-3-opus-20240229");
/// </code></example>
class Known {}
