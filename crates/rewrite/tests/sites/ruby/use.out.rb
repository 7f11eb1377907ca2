MODEL = "claude-opus-4-8"
client.messages(model: "claude-haiku-4-5-20251001", max_tokens: 1)
client.chat(parameters: { model: "claude-opus-4-8", messages: [] })
model = ENV.fetch("MODEL", "claude-opus-4-8")
model = ENV["MODEL"] || "claude-sonnet-4-6"
def ask(prompt, model = "claude-sonnet-4-6")
end
def askc(prompt, model: "claude-haiku-4-5-20251001")
end
@model = "claude-sonnet-4-6"
@model ||= "claude-haiku-4-5-20251001"
config.model = "claude-opus-4-8"
params = { "model" => "claude-haiku-4-5-20251001", "max_tokens" => 1 }
def default_model
  "claude-opus-4-8"
end
DEFAULT_MODEL = "claude-opus-4-8".freeze
chat = RubyLLM.chat(model: 'claude-sonnet-4-6')
system("llm", "--model", "claude-haiku-4-5-20251001")
attribute :model, :string, default: "claude-sonnet-4-6"
client.complete model: "claude-haiku-4-5-20251001", max_tokens: 1
opts.fetch(:model, "claude-opus-4-8")
let(:x) { Client.new(model: "claude-haiku-4-5-20251001") }
# Compacts.
#
# @example
#   client.run(
#     model: "claude-opus-4-8",
#   )
def compact; end
anthropic.messages.create(max_tokens: 9, model: :"claude-sonnet-4-6")
# @example
#   configure do |config|
#     config.default_model = "claude-opus-4-8"
#   end

# Transcribes a file. With a block, the text
# streams.
#
#   Speech.transcribe("meeting.wav", model: "claude-opus-4-8") do |chunk|
#     print chunk
#   end
#
#   chat.with_model('claude-haiku-4-5-20251001')
#
def transcribe(file); end

response = get_completion(messages, "claude-opus-4-8")
# What reads.
#
#   class Reader < Agent
#     model "claude-opus-4-8"
#     pages 20
#   end
#
class Agent
end
