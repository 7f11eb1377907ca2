"""
    ask(prompt)

# Example
```julia
answer = ask("hello"; model = "claude-sonnet-4-6")
```
"""
ask(prompt) = send(prompt)
