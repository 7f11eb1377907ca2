puts 1 if model == "claude-2.1"
case model
when "claude-3-haiku-20240307", "claude-3-opus-20240229" then 1
end
PRICES = { "claude-3-opus-20240229" => 8, "claude-2.0" => 15 }
MODELS = ["claude-2.0", "claude-3-sonnet-20240229"].freeze
NAMES = %w[claude-3-sonnet-20240229 claude-3-5-sonnet-20241022]
CLAUDE_2_1 = "claude-3-5-sonnet-20241022"
url = "https://example.com/" + "claude-instant-1.2"
note = "#{x} is not claude-3-7-sonnet-20250219"
# was claude-3-5-haiku-20241022
one = 1
limits["claude-2.1"] = 1
expect(response.model).to eq("claude-3-haiku-20240307")
allow(client).to receive(:model).and_return("claude-3-opus-20240229")
raise "unknown model claude-2.0"
model.start_with?("claude-3-sonnet-20240229")
validates :model, inclusion: { in: ["claude-3-5-sonnet-20241022", "claude-instant-1.2"] }
enum :model, { old: "claude-instant-1.2", older: "claude-3-7-sonnet-20250219" }
PRICING = { "claude-3-7-sonnet-20250219": { input: 8 } }
row = { model: "claude-3-5-haiku-20241022", input_price: 8, output_price: 24 }
response = { id: "msg_01", type: "message", model: "claude-2.1", usage: {} }
old_model = "claude-3-haiku-20240307"
Run.where(model: "claude-3-opus-20240229").count
Run.find_by(model: "claude-2.0")
in_old = model =~ /claude-3-sonnet-20240229/
case x
in { model: "claude-3-5-sonnet-20241022" } then 1
end
ALIASES = { claude: "claude-instant-1.2" }
text = <<~SQL
  SELECT * FROM runs WHERE model = 'claude-3-7-sonnet-20250219'
SQL
KNOWN = [:"claude-3-7-sonnet-20250219", :"claude-3-5-haiku-20241022"]

# What it is called.
#
#   chat.model_id # => "claude-2.0"
#   chat.supports?("claude-3-opus-20240229")
#
def model_id; end

# An older one:
#
#   chat.with_model('claude-3-haiku-20240307')
run

# Since 3.0 this raises NotFound, as the model is retired:
#
#   chat.with_model("claude-3-opus-20240229")
def with_model(name); end

# Moves settings on:
#
#   upgrade(model: "claude-3-opus-20240229")
#   # => { model: "claude-opus-4-8" }
def upgrade(settings); end

# What is known:
#
#   model "claude-3-opus-20240229"
#   price 15
#
KNOWN = 1

# What reads.
#
#   title "claude-3-opus-20240229"
class Other
end
