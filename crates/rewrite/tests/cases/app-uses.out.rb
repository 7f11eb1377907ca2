client.chat(model: "claude-opus-4-8") # CHANGE
params = { "model" => "claude-opus-4-8", :model => "claude-opus-4-8" } # CHANGE
model = ENV.fetch("MODEL", "claude-opus-4-8") # CHANGE
model ||= "claude-opus-4-8" # CHANGE


