client.chat(model: "claude-3-opus-20240229") # CHANGE
params = { "model" => "claude-2.1", :model => "claude-2.1" } # CHANGE
model = ENV.fetch("MODEL", "claude-2.1") # CHANGE
model ||= "claude-2.1" # CHANGE

when "claude-2.1" then 1 # keep

PRICES = { "claude-2.1" => 8 } # keep
MODELS = %w[claude-2.1 claude-2.0] # keep
