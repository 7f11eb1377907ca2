defmodule App do
  @moduledoc """
  Asks a model.

      model = ChatAnthropic.new!(%{
        model: "claude-opus-4-8",
        stream: true
      })
  """

  @anthropic_model "claude-opus-4-8"

  def run(chain), do: ChatAnthropic.new!(%{model: "claude-haiku-4-5-20251001"})
end
model = Map.get(options, :model, "claude-opus-4-8")

def small_model, do: "claude-haiku-4-5-20251001"

def newest_haiku(), do: model("claude-haiku-4-5-20251001")

request = Request.new("claude-sonnet-4-6")

defmodule Roles do
  @models %{fast: "claude-haiku-4-5-20251001", smart: "claude-opus-4-8"}
  @default_aliases %{
    capable: "anthropic:claude-opus-4-8"
  }

  field :model, :string, default: "claude-opus-4-8"

  def ask(options) do
    options = Keyword.put_new(options, :model, "claude-opus-4-8")
    ReqLLM.generate_text("anthropic:claude-opus-4-8", "hello")
  end
end

defmodule Other do
  def ask(prompt, model \\ "claude-opus-4-8"), do: send(prompt, model)
end

config :app, :llm_model, "claude-opus-4-8"

body = %{model: "claude-opus-4-8", usage: %{include: true}, messages: messages}
