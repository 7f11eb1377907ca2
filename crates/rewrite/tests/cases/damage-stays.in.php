<?php
$model = "gpt-4o" . $suffix; // keep
$body = <<<TXT
keep_model = "gpt-4o"
TXT;
