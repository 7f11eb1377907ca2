class WeatherIT {
    @ParameterizedTest
    @ValueSource(strings = { "amazon.nova-pro-v1:0", "us.anthropic.claude-sonnet-4-6" })
    void answers(String modelName) {
        String content = chatClient.prompt().options(builder().model(modelName).build()).call().content();
        assertThat(content).contains("20");
    }
}
