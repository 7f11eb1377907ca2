<?php

return [
    'commands' => [
        'hub_models_cli' => [
            'binary' => env('HUB_BINARY', 'hub'),
            'model' => env('HUB_MODEL', 'claude-opus-4-8'),
        ],
    ],
];
