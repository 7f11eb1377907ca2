<#
.SYNOPSIS
    Sets up the assistant.
#>
$script:model_name = "claude-sonnet-4-6"
$env:ANTHROPIC_MODEL = "claude-sonnet-4-6"
$Model = 'claude-opus-4-8'
