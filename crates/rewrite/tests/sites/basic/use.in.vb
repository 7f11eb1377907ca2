Private Const MODEL As String = "claude-3-opus-20240229"
Public Property JudgeModel As String = "claude-3-opus-20240229"
Dim model As String = "claude-3-opus-20240229"
If model = "" Then model = "claude-3-opus-20240229"
Ask(prompt, model:="claude-3-opus-20240229")
body.Add("model", "claude-3-opus-20240229")
Return New Client(model:="claude-3-opus-20240229")
