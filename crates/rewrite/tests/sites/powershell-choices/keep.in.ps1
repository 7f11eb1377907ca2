$model = if ($Legacy) { 'claude-3-sonnet-20240229' } else { 'other' }
$model = if ($Year -lt 2026) { 'claude-3-sonnet-20240229' } else { 'other' }
