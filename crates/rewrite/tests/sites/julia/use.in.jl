"""
    ask(prompt)

# Example
```julia
answer = ask("hello"; model = "claude-3-5-sonnet-20241022")
```
"""
ask(prompt) = send(prompt)
