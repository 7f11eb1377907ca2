client.chat(model: "claude-3-opus-20240229") # CHANGE
params = { "model" => "claude-2.1", :model => "claude-2.1" } # CHANGE
model = ENV.fetch("MODEL", "claude-2.1") # CHANGE
model ||= "claude-2.1" # CHANGE


