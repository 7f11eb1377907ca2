<?php

return [
    'known_models' => [
        'hub' => ['model' => 'claude-2.0', 'other' => 'claude-2.1'],
    ],
];
