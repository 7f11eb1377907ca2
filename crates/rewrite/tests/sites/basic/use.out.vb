Private Const MODEL As String = "claude-opus-4-8"
Public Property JudgeModel As String = "claude-opus-4-8"
Dim model As String = "claude-opus-4-8"
If model = "" Then model = "claude-opus-4-8"
Ask(prompt, model:="claude-opus-4-8")
body.Add("model", "claude-opus-4-8")
Return New Client(model:="claude-opus-4-8")
