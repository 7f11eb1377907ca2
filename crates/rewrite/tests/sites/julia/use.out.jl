"""
    ask(prompt)

# Example
```julia
answer = ask("hello"; model = "claude-sonnet-4-6")
```
"""
ask(prompt) = send(prompt)
"""
    ask(prompt, model)

# Example
```julia
raw = ask("Hello", "claude-opus-4-8"; stream=true)
```
"""
function ask(prompt, model) end
default_model() = "claude-opus-4-8"
ask(prompt; model::String = "claude-opus-4-8", kwargs...) = send(prompt, model)
Base.@kwdef struct Settings
    model::String = "claude-opus-4-8"
end
chosen_model = isnothing(asked) ? "claude-opus-4-8" : asked
model = something(asked_model, "claude-opus-4-8")
