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
