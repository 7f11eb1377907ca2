<#
.SYNOPSIS
    Sets up the assistant.
#>
$script:model_name = "claude-3-5-sonnet-latest"
$env:ANTHROPIC_MODEL = "claude-3-5-sonnet-20241022"
$Model = 'claude-3-opus-20240229'
