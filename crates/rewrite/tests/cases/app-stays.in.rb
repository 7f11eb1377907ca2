
when "claude-2.1" then 1 # keep

PRICES = { "claude-2.1" => 8 } # keep
MODELS = %w[claude-2.1 claude-2.0] # keep
