<?php

return [
    'commands' => [
        'hub_models_cli' => [
            'binary' => env('HUB_BINARY', 'hub'),
            'model' => env('HUB_MODEL', 'claude-3-opus-20240229'),
        ],
    ],
];
