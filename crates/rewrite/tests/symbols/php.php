<?php
$model = Model::CLAUDE_3_OPUS; // FOUND
$claude_3_opus = ClaudeModel::Claude3Haiku; // FOUND
$this->claude_3_opus = $GPT_4;
enum Old: string {
    case Claude2_1 = 'claude-2.1';
}
