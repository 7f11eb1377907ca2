package main

func fb(model string) int {
	if model == "claude-2.1" {
		return 1
	}
	return 2
}

func fc(model string) int {
	switch model {
	case "claude-3-haiku-20240307", "claude-3-opus-20240229":
		return 1
	}
	return 2
}

var prices = map[string]float64{"claude-3-opus-20240229": 8, "claude-2.0": 15}

var models = []string{"claude-2.0", "claude-3-sonnet-20240229"}

const Claude2_1 = "claude-3-sonnet-20240229"

var url = "https://example.com/" + "claude-instant-1.2"

var sb = fmt.Sprintf("%s uses claude-3-7-sonnet-20250219", name)

// Was claude-3-5-haiku-20241022 before.
var one = 1

func fd() { limits["claude-2.1"] = 3 }

func fe(m string) bool { return strings.HasPrefix(m, "claude-3-haiku-20240307") }

func ff(t *testing.T) { assert.Equal(t, "claude-3-opus-20240229", resp.Model) }

var response = Response{ID: "msg_01", Type: "message", Model: "claude-2.0", Usage: Usage{InputTokens: 3}}

var old = map[string]string{"claude": "claude-3-5-sonnet-20241022"}

func fg(m string) bool { return m != "claude-instant-1.2" }

func fh(m string) bool { return slices.Contains([]string{"claude-3-7-sonnet-20250219"}, m) }

var raw = `SELECT * FROM runs WHERE model = 'claude-3-5-haiku-20241022'`

func fi() { log.Printf("model %s", "claude-2.1") }

var errb = errors.New("unknown model claude-3-haiku-20240307")

var info = map[string]Info{"claude-3-opus-20240229": {Context: 200000}}

type T struct {
	Model string `json:"model" enum:"claude-2.0"`
}

var legacyModel = "claude-3-sonnet-20240229"

func fj(m string) { delete(cache, "claude-3-5-sonnet-20241022") }

var replaced = map[Provider]string{
	Anthropic: "claude-2.0",
}

func labels(set *pflag.FlagSet) []Pair {
	set.StringVarP(&options.Title, "title", "t", "claude-2.1", "the title")
	return []Pair{
		{Name: "model", Value: "claude-2.1"},
	}
}

type Input struct {
	// The model that answers.
	// For example, "claude-3-opus-20240229".
	Model string `json:"model"`
}

type Note struct {
	// What is said of it.
	// For example, "claude-2.0".
	Title string `json:"title"`
}

var models = map[string][]string{
	"openai": {"gpt-4"},
}

func deployments(set *flag.FlagSet) {
	set.StringVar(&cfg.DeploymentModel, "deployment", "claude-2.1", "what it is called there")
	set.StringVar(&model, "from-model", "claude-2.1", "what is replaced")
}

func init() {
	registry.Register(Info{Model: "claude-2.0", BaseURL: url})
}

var columns = ColumnSet{
	{
		Name:    "model",
		Title:   "Model",
		Default: "claude-2.0",
	},
}

var versions = map[string]map[string]string{
	"claude-2.1": {"anthropic": "claude-2.1", "openrouter": "anthropic/claude-2.1"},
}
var titles = map[string]string{"anthropic": "claude-2.1", "openai": "GPT"}
