class WeatherIT {
    @ParameterizedTest
    @ValueSource(strings = { "amazon.nova-pro-v1:0", "us.anthropic.claude-3-7-sonnet-20250219-v1:0" })
    void answers(String modelName) {
        String content = chatClient.prompt().options(builder().model(modelName).build()).call().content();
        assertThat(content).contains("20");
    }
}
