<?php
if ($model === 'claude-2.1') { run(); }
switch ($model) { case 'claude-3-haiku-20240307': run(); break; }
$y = match ($model) { 'claude-3-opus-20240229', 'claude-2.0' => 1, default => 2 };
const PRICES = ['claude-2.0' => 8, 'claude-3-sonnet-20240229' => 15];
$models = ['claude-3-sonnet-20240229', 'claude-3-5-sonnet-20241022'];
enum Model: string { case Old = 'claude-3-5-sonnet-20241022'; case Older = 'claude-instant-1.2'; }
const CLAUDE_2_1 = 'claude-instant-1.2';
$url = 'https://example.com/' . 'claude-3-7-sonnet-20250219';
$note = "$x is not claude-3-5-haiku-20241022";
// was claude-2.1
$one = 1;
# was claude-3-haiku-20240307
$two = 1;
/** Written for claude-3-opus-20240229. */
$three = 1;
$limits['claude-2.0'] = 1;
$this->assertSame('claude-3-sonnet-20240229', $response->model);
if (in_array($model, ['claude-3-5-sonnet-20241022', 'claude-instant-1.2'])) { run(); }
throw new Exception('unknown model claude-3-7-sonnet-20250219');
$row = ['model' => 'claude-3-5-haiku-20241022', 'input_price' => 8, 'output_price' => 24];
$response = ['id' => 'msg_01', 'type' => 'message', 'model' => 'claude-2.1', 'usage' => []];
$oldModel = 'claude-3-haiku-20240307';
Http::fake(['*' => Http::response(['model' => 'claude-3-opus-20240229'])]);
$aliases = ['claude' => 'claude-2.0'];
Run::where('model', 'claude-3-sonnet-20240229')->get();
define('CLAUDE_2_1', 'claude-3-5-sonnet-20241022');
$rules = ['model' => 'in:claude-instant-1.2,claude-3-7-sonnet-20250219'];
$sql = <<<SQL
SELECT * FROM runs WHERE model = 'claude-3-7-sonnet-20250219'
SQL;

class Names
{
    public const MODEL_CLAUDE_MYTHOS_PREVIEW = 'claude-mythos-preview';
}

$title = getenv('TITLE') ?: 'claude-2.0';
$found = $table->eq('model', 'claude-2.0');

function hook(): string
{
    return <<<'HOOK'
#!/bin/bash
echo "claude-2.0"
HOOK;
}

function choice(): ProviderConfig
{
    return new ProviderConfig(
        'anthropic',
        'claude-x',
        ['claude-2.1'],
        4096
    );
}
