<?php
const MODEL = 'claude-opus-4-8';
$client->messages()->create(['model' => 'claude-haiku-4-5-20251001', 'max_tokens' => 1]);
$model = env('MODEL', 'claude-opus-4-8');
$model = getenv('MODEL') ?: 'claude-opus-4-8';
$model = $options['model'] ?? 'claude-sonnet-4-6';
function ask(string $prompt, string $model = 'claude-sonnet-4-6') {}
class A { private string $model = 'claude-haiku-4-5-20251001'; const DEFAULT_MODEL = 'claude-haiku-4-5-20251001'; }
class B { public function __construct(private string $model = 'claude-sonnet-4-6') {} }
$r = new Request(model: 'claude-haiku-4-5-20251001', maxTokens: 1);
return ['default_model' => 'claude-opus-4-8'];
$this->model = 'claude-haiku-4-5-20251001';
$config['model'] = "claude-opus-4-8";
$builder->withModel('claude-opus-4-8')->send();
#[Agent(model: 'claude-sonnet-4-6')] class C {}
$cfg = ['model' => env('ANTHROPIC_MODEL', 'claude-haiku-4-5-20251001')];
protected_fn(fn($x) => ['model' => 'claude-sonnet-4-6']);
define('CLAUDE_MODEL', 'claude-opus-4-8');
$text->using(Provider::OpenRouter, 'anthropic/claude-sonnet-4.6');
$model = request('model', 'claude-opus-4-8');

$asked = getenv('ANTHROPIC_MODEL') ?: 'claude-opus-4-8';
$model = $request->input('model', 'claude-opus-4-8');

function hook(): string
{
    return <<<'HOOK'
#!/bin/bash
MODEL="claude-opus-4-8"
echo "{\"key\": 1}"
curl -d "$MODEL" https://api.anthropic.com/v1/messages
HOOK;
}

function provider(): ProviderConfig
{
    return new ProviderConfig(
        'anthropic',
        'claude-opus-4-8',
        ['claude-opus-4-8'],
        4096
    );
}
