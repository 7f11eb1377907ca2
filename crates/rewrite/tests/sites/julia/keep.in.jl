title() = "claude-2.1"
Base.@kwdef struct Row
    title::String = "claude-2.1"
end
label = isnothing(asked) ? "claude-2.1" : asked
chosen = model == "claude-2.0" ? "claude-2.1" : model
const MODELS = ["claude-2.0", "claude-2.1"]
model = version < v"2" ? "claude-3-opus-20240229" : "other"
