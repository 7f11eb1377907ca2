' Dim model As String = "claude-2.1"
Dim title As String = "claude-2.1"
If model = "claude-2.1" Then Exit Sub
isOld = (model = "claude-2.1")
Select Case model
    Case "claude-2.1"
End Select
log.Add("model", "claude-3-opus-20240229")
If Count = 1 And model = "claude-3-opus-20240229" Then Exit Sub
