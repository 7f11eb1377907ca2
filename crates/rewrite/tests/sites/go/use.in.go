package main

const defaultModel = "claude-2.1"

const Model = "claude-3-haiku-20240307"

var cfg = Config{Model: "claude-3-opus-20240229", MaxTokens: 10}

func ub() { client.Create(ctx, &Request{Model: "claude-2.0"}) }

func uc() { req.Model = "claude-3-sonnet-20240229" }

var model = flag.String("model", "claude-3-5-sonnet-20241022", "the model")

func ud() string {
	model := os.Getenv("MODEL")
	if model == "" {
		model = "claude-instant-1.2"
	}
	return model
}

func ue() string { return getEnv("MODEL", "claude-3-7-sonnet-20250219") }

var body = map[string]any{"model": "claude-3-5-haiku-20241022", "max_tokens": 1}

func uf() { cmd.Flags().StringVar(&model, "model", "claude-2.1", "model to use") }

func ug() { exec.Command("llm", "--model", "claude-3-haiku-20240307") }

func uh() { llm, _ := anthropic.New(anthropic.WithModel("claude-3-opus-20240229")); _ = llm }

func DefaultModel() string { return "claude-2.0" }

func ui() { req.SetModel("claude-3-5-sonnet-20241022") }

var either = cmp.Or(os.Getenv("MODEL"), "claude-2.1")

type Tagged struct {
	Model string `env:"MODEL" envDefault:"claude-2.0"`
}

var defaults = map[string]string{
	"anthropic": "claude-3-opus-20240229",
}

var defaultModels = map[Provider]string{
	ProviderAnthropic: "claude-3-opus-20240229",
}

func flags(set *pflag.FlagSet) []cli.Flag {
	set.StringVarP(&options.Config.Model, "model", "m", "claude-3-opus-20240229", "the model")
	return []cli.Flag{
		&cli.StringFlag{
			Name:  "model",
			Value: "claude-3-opus-20240229",
			Usage: "the model",
		},
	}
}

type Input struct {
	// The model that answers.
	Model string `json:"model"`
}

func init() {
	registry.RegisterDefaults(Provider, Settings{Model: "claude-3-opus-20240229", BaseURL: url})
}

var options = OptionSet{
	{
		Name:          "model",
		Flag:          "model",
		FlagShorthand: "m",
		Default:       "claude-3-opus-20240229",
	},
}

func init() {
	viper.SetDefault("provider_models", map[string]string{
		"anthropic": "claude-3-opus-20240229",
		"gemini":    "gemini-x",
	})
}
