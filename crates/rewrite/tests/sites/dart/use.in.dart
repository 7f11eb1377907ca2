class AnthropicProvider extends Provider {
  AnthropicProvider() : super(
    displayName: 'Anthropic',
    defaultModelNames: {
      ModelKind.chat: 'claude-sonnet-4-20250514',
    },
  );
}

class Connector {
  Connector({required this.apiKey, this.model = 'claude-sonnet-4-20250514'});
}
