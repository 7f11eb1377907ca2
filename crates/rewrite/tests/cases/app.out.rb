client.chat(model: "claude-opus-4-8") # CHANGE
params = { "model" => "claude-opus-4-8", :model => "claude-opus-4-8" } # CHANGE
model = ENV.fetch("MODEL", "claude-opus-4-8") # CHANGE
model ||= "claude-opus-4-8" # CHANGE

when "claude-2.1" then 1 # keep

PRICES = { "claude-2.1" => 8 } # keep
MODELS = %w[claude-2.1 claude-2.0] # keep
