class Demo {
    void createSessionToken() {
        var request = Session.builder()
                .model("claude-3-opus-20240229")
                .build();
        var response2 = client.chat().completion()
                .model("claude-3-opus-20240229")
                .addMessage("user", "Say one word.")
                .execute();
    }

    Model make(Parameters parameters) {
        return Anthropic.builder()
                .modelName(getOrDefault(parameters.modelName(), "claude-3-opus-20240229"))
                .build();
    }
}
