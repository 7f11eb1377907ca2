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
