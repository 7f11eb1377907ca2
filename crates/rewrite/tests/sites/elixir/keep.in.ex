defmodule App do
  @moduledoc """
  Was written for claude-3-opus-20240229.
  """

  @claude_2_1 "claude-2.1"
  @models ["claude-3-haiku-20240307", "claude-3-opus-20240229"]

  def old?(model), do: model == "claude-2.0"

  def claude_sonnet_3_5(), do: model("claude-3-5-sonnet-20240620")
end

defmodule Roles do
  @prices %{fast: "claude-2.0"}
  @aliases %{opus: "claude-3-opus-20240229"}

  field :title, :string, default: "claude-2.0"

  def ask(options) do
    options = Keyword.put_new(options, :title, "claude-2.0")
    Tokens.count_text("anthropic:claude-2.0", "hello")
  end
end

defmodule Answers do
  @doc """
  ## Examples

      iex> api_response = %{
      ...>   "content" => [],
      ...>   "model" => "claude-2.1"
      ...> }
      iex> Answers.read(api_response)
      :ok
  """
  def read(answer), do: answer
end

defmodule Other do
  def show(title \\ "claude-2.1"), do: title
end

config :app, :title, "claude-2.1"

answer = %{model: "claude-3-opus-20240229", usage: %{output_tokens: 3}, messages: messages}
# What we saw in the logs:
#
#   model: "claude-3-opus-20240229"
