<#
    claude-3-5-sonnet-20241022 was the first that it could call.
#>
if ($Model -eq "claude-3-5-sonnet-20241022") { Write-Host "an old one" }
$Prices = @{ "claude-3-opus-20240229" = 15 }
