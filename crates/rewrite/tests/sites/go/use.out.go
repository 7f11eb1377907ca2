package main

const defaultModel = "claude-opus-4-8"

const Model = "claude-haiku-4-5-20251001"

var cfg = Config{Model: "claude-opus-4-8", MaxTokens: 10}

func ub() { client.Create(ctx, &Request{Model: "claude-opus-4-8"}) }

func uc() { req.Model = "claude-sonnet-4-6" }

var model = flag.String("model", "claude-sonnet-4-6", "the model")

func ud() string {
	model := os.Getenv("MODEL")
	if model == "" {
		model = "claude-haiku-4-5-20251001"
	}
	return model
}

func ue() string { return getEnv("MODEL", "claude-sonnet-4-6") }

var body = map[string]any{"model": "claude-haiku-4-5-20251001", "max_tokens": 1}

func uf() { cmd.Flags().StringVar(&model, "model", "claude-opus-4-8", "model to use") }

func ug() { exec.Command("llm", "--model", "claude-haiku-4-5-20251001") }

func uh() { llm, _ := anthropic.New(anthropic.WithModel("claude-opus-4-8")); _ = llm }

func DefaultModel() string { return "claude-opus-4-8" }

func ui() { req.SetModel("claude-sonnet-4-6") }

var either = cmp.Or(os.Getenv("MODEL"), "claude-opus-4-8")

type Tagged struct {
	Model string `env:"MODEL" envDefault:"claude-opus-4-8"`
}

var defaults = map[string]string{
	"anthropic": "claude-opus-4-8",
}

var defaultModels = map[Provider]string{
	ProviderAnthropic: "claude-opus-4-8",
}

func flags(set *pflag.FlagSet) []cli.Flag {
	set.StringVarP(&options.Config.Model, "model", "m", "claude-opus-4-8", "the model")
	return []cli.Flag{
		&cli.StringFlag{
			Name:  "model",
			Value: "claude-opus-4-8",
			Usage: "the model",
		},
	}
}

type Input struct {
	// The model that answers.
	Model string `json:"model"`
}

func init() {
	registry.RegisterDefaults(Provider, Settings{Model: "claude-opus-4-8", BaseURL: url})
}

var options = OptionSet{
	{
		Name:          "model",
		Flag:          "model",
		FlagShorthand: "m",
		Default:       "claude-opus-4-8",
	},
}

func init() {
	viper.SetDefault("provider_models", map[string]string{
		"anthropic": "claude-opus-4-8",
		"gemini":    "gemini-x",
	})
}
