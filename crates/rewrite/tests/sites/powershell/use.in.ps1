<#
.SYNOPSIS
    Sets up the assistant.
#>
$script:model_name = "claude-3-5-sonnet-latest"
$env:ANTHROPIC_MODEL = "claude-3-5-sonnet-20241022"
$Model = 'claude-3-opus-20240229'
<#
.EXAMPLE
    Invoke-Chat -Model claude-3-opus-20240229 -Prompt "Hello"
#>
param(
    [ValidateSet("fast", "slow")]
    [string]$Model = 'claude-3-opus-20240229'
)
Invoke-Chat -Prompt "Hello" -Model 'claude-3-opus-20240229'
Invoke-Chat -Model claude-3-opus-20240229 | Out-File answer.txt
$answer = Get-ChatCompletion `
    -Prompt "Hello" `
    -Model 'claude-3-opus-20240229'
$chosen_model = if ($env:MODEL) { $env:MODEL } else { 'claude-3-opus-20240229' }
function Get-DefaultModel { return 'claude-3-opus-20240229' }
[string] $script:JudgeModel = 'claude-3-opus-20240229'
$client = New-ChatClient -Model 'claude-3-opus-20240229' -MaxTokens 10
Send-Prompt -Model claude-3-opus-20240229 -Text "Hello"
Set-DefaultModel -Model claude-3-opus-20240229
