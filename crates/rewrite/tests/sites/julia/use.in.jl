"""
    ask(prompt)

# Example
```julia
answer = ask("hello"; model = "claude-3-5-sonnet-20241022")
```
"""
ask(prompt) = send(prompt)
"""
    ask(prompt, model)

# Example
```julia
raw = ask("Hello", "claude-2.1"; stream=true)
```
"""
function ask(prompt, model) end
default_model() = "claude-3-opus-20240229"
ask(prompt; model::String = "claude-3-opus-20240229", kwargs...) = send(prompt, model)
Base.@kwdef struct Settings
    model::String = "claude-3-opus-20240229"
end
chosen_model = isnothing(asked) ? "claude-3-opus-20240229" : asked
model = something(asked_model, "claude-3-opus-20240229")
