class Demo {
    int limit(String model) {
        return LIMITS.getOrDefault("claude-2.0", 4096);
    }

    void countTokens() {
        var counter = Counter.builder().model("claude-2.0").build();
    }
}
