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
