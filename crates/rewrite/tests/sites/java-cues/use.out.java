class Demo {
    void createSessionToken() {
        var request = Session.builder()
                .model("claude-opus-4-8")
                .build();
        var response2 = client.chat().completion()
                .model("claude-opus-4-8")
                .addMessage("user", "Say one word.")
                .execute();
    }

    Model make(Parameters parameters) {
        return Anthropic.builder()
                .modelName(getOrDefault(parameters.modelName(), "claude-opus-4-8"))
                .build();
    }
}
