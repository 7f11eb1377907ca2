<#
.SYNOPSIS
    Sets up the assistant.
#>
$script:model_name = "claude-sonnet-4-6"
$env:ANTHROPIC_MODEL = "claude-sonnet-4-6"
$Model = 'claude-opus-4-8'
<#
.EXAMPLE
    Invoke-Chat -Model claude-opus-4-8 -Prompt "Hello"
#>
param(
    [ValidateSet("fast", "slow")]
    [string]$Model = 'claude-opus-4-8'
)
Invoke-Chat -Prompt "Hello" -Model 'claude-opus-4-8'
Invoke-Chat -Model claude-opus-4-8 | Out-File answer.txt
$answer = Get-ChatCompletion `
    -Prompt "Hello" `
    -Model 'claude-opus-4-8'
$chosen_model = if ($env:MODEL) { $env:MODEL } else { 'claude-opus-4-8' }
function Get-DefaultModel { return 'claude-opus-4-8' }
[string] $script:JudgeModel = 'claude-opus-4-8'
$client = New-ChatClient -Model 'claude-opus-4-8' -MaxTokens 10
Send-Prompt -Model claude-opus-4-8 -Text "Hello"
Set-DefaultModel -Model claude-opus-4-8
