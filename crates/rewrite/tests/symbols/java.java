enum ClaudeModel {
    CLAUDE_3_OPUS("claude-3-opus-20240229"),
    CLAUDE_3_SONNET(name("sonnet")); // FOUND
}

class App {
    String claude3Opus = ask(ClaudeModel.CLAUDE_3_OPUS); // FOUND
    String mini = OpenAiChatModelName.GPT_4_O_MINI.toString(); // FOUND
    String text = "ClaudeModel.CLAUDE_3_OPUS"; /* CLAUDE_3_OPUS */
    String later = BEDROCK_MODELS.ANTHROPIC_CLAUDE_3_SONNET; // FOUND
    String fine = ClaudeModel.CLAUDE_OPUS_4_8;
}
