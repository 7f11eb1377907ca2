<#
    claude-3-5-sonnet-20241022 was the first that it could call.
#>
if ($Model -eq "claude-3-5-sonnet-20241022") { Write-Host "an old one" }
$Prices = @{ "claude-3-opus-20240229" = 15 }
<#
.PARAMETER Model
    claude-2.1 was the first one.
.NOTES
    Invoke-Chat -Model claude-2.1 was slow.
#>
param(
    [ValidateSet('claude-2.0', 'claude-2.1')]
    [string]$Model
)
Get-ModelPrice -Model 'claude-2.1'
Test-Model -Model 'claude-2.1' | Should -Be $true
$answer.model | Should -BeExactly 'claude-2.1'
if ('claude-2.1' -eq $Model) { exit }
switch ($Model) { 'claude-2.1' { exit } }
function Get-Title { 'claude-2.1' }
$title = if ($long) { 'claude-2.1' } else { 'Claude' }
Mock Invoke-Api { @{ model = 'claude-2.1' } }
$answer = @{ id = 'msg_1'; model = 'claude-2.1'; usage = @{ input_tokens = 3 } }
Disable-Model -Model 'claude-3-sonnet-20240229'
Block-LLMModel -ModelId 'claude-3-sonnet-20240229' -Reason 'retired'
Revoke-ModelAccess -Model claude-3-sonnet-20240229
Rename-ModelAlias -Model 'claude-3-sonnet-20240229' -NewName 'other'
Move-Conversations -Model 'claude-3-sonnet-20240229' -To 'other'
New-ModelEntry -Model 'claude-3-sonnet-20240229' -DisplayName 'Old'
Send-UsageReport -Model 'claude-3-sonnet-20240229'
New-MockResponse -Model 'claude-3-sonnet-20240229' -Text 'hi'
Set-Deprecated -Model 'claude-3-sonnet-20240229' -Since '2026-01-05'
New-ChatClient -Price 15 -Model 'claude-3-sonnet-20240229'
