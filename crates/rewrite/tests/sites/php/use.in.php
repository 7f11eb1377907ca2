<?php
const MODEL = 'claude-2.1';
$client->messages()->create(['model' => 'claude-3-haiku-20240307', 'max_tokens' => 1]);
$model = env('MODEL', 'claude-3-opus-20240229');
$model = getenv('MODEL') ?: 'claude-2.0';
$model = $options['model'] ?? 'claude-3-sonnet-20240229';
function ask(string $prompt, string $model = 'claude-3-5-sonnet-20241022') {}
class A { private string $model = 'claude-instant-1.2'; const DEFAULT_MODEL = 'claude-instant-1.2'; }
class B { public function __construct(private string $model = 'claude-3-7-sonnet-20250219') {} }
$r = new Request(model: 'claude-3-5-haiku-20241022', maxTokens: 1);
return ['default_model' => 'claude-2.1'];
$this->model = 'claude-3-haiku-20240307';
$config['model'] = "claude-3-opus-20240229";
$builder->withModel('claude-2.0')->send();
#[Agent(model: 'claude-3-5-sonnet-20241022')] class C {}
$cfg = ['model' => env('ANTHROPIC_MODEL', 'claude-instant-1.2')];
protected_fn(fn($x) => ['model' => 'claude-3-7-sonnet-20250219']);
define('CLAUDE_MODEL', 'claude-2.1');
$text->using(Provider::OpenRouter, 'anthropic/claude-3.5-sonnet');
$model = request('model', 'claude-2.0');

$asked = getenv('ANTHROPIC_MODEL') ?: 'claude-3-opus-20240229';
$model = $request->input('model', 'claude-3-opus-20240229');

function hook(): string
{
    return <<<'HOOK'
#!/bin/bash
MODEL="claude-3-opus-20240229"
echo "{\"key\": 1}"
curl -d "$MODEL" https://api.anthropic.com/v1/messages
HOOK;
}

function provider(): ProviderConfig
{
    return new ProviderConfig(
        'anthropic',
        'claude-3-opus-20240229',
        ['claude-3-opus-20240229'],
        4096
    );
}
