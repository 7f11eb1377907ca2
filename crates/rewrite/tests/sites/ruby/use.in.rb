MODEL = "claude-2.1"
client.messages(model: "claude-3-haiku-20240307", max_tokens: 1)
client.chat(parameters: { model: "claude-3-opus-20240229", messages: [] })
model = ENV.fetch("MODEL", "claude-2.0")
model = ENV["MODEL"] || "claude-3-sonnet-20240229"
def ask(prompt, model = "claude-3-5-sonnet-20241022")
end
def askc(prompt, model: "claude-instant-1.2")
end
@model = "claude-3-7-sonnet-20250219"
@model ||= "claude-3-5-haiku-20241022"
config.model = "claude-2.1"
params = { "model" => "claude-3-haiku-20240307", "max_tokens" => 1 }
def default_model
  "claude-3-opus-20240229"
end
DEFAULT_MODEL = "claude-2.0".freeze
chat = RubyLLM.chat(model: 'claude-3-sonnet-20240229')
system("llm", "--model", "claude-instant-1.2")
attribute :model, :string, default: "claude-3-7-sonnet-20250219"
client.complete model: "claude-3-5-haiku-20241022", max_tokens: 1
opts.fetch(:model, "claude-2.1")
let(:x) { Client.new(model: "claude-3-haiku-20240307") }
# Compacts.
#
# @example
#   client.run(
#     model: "claude-2.1",
#   )
def compact; end
anthropic.messages.create(max_tokens: 9, model: :"claude-sonnet-4-20250514")
# @example
#   configure do |config|
#     config.default_model = "claude-3-opus-20240229"
#   end

# Transcribes a file. With a block, the text
# streams.
#
#   Speech.transcribe("meeting.wav", model: "claude-3-opus-20240229") do |chunk|
#     print chunk
#   end
#
#   chat.with_model('claude-3-haiku-20240307')
#
def transcribe(file); end

response = get_completion(messages, "claude-3-opus-20240229")
# What reads.
#
#   class Reader < Agent
#     model "claude-3-opus-20240229"
#     pages 20
#   end
#
class Agent
end
