defmodule App do
  @moduledoc """
  Asks a model.

      model = ChatAnthropic.new!(%{
        model: "claude-3-opus-20240229",
        stream: true
      })
  """

  @anthropic_model "claude-2.1"

  def run(chain), do: ChatAnthropic.new!(%{model: "claude-3-haiku-20240307"})
end
model = Map.get(options, :model, "claude-2.0")

def small_model, do: "claude-3-5-haiku-20241022"

def newest_haiku(), do: model("claude-3-haiku-20240307")

request = Request.new("claude-3-5-sonnet-20241022")

defmodule Roles do
  @models %{fast: "claude-3-haiku-20240307", smart: "claude-3-opus-20240229"}
  @default_aliases %{
    capable: "anthropic:claude-3-opus-20240229"
  }

  field :model, :string, default: "claude-3-opus-20240229"

  def ask(options) do
    options = Keyword.put_new(options, :model, "claude-3-opus-20240229")
    ReqLLM.generate_text("anthropic:claude-3-opus-20240229", "hello")
  end
end

defmodule Other do
  def ask(prompt, model \\ "claude-3-opus-20240229"), do: send(prompt, model)
end

config :app, :llm_model, "claude-3-opus-20240229"

body = %{model: "claude-3-opus-20240229", usage: %{include: true}, messages: messages}
