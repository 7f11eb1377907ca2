class AnthropicProvider extends Provider {
  AnthropicProvider() : super(
    displayName: 'Anthropic',
    defaultModelNames: {
      ModelKind.chat: 'claude-sonnet-4-6',
    },
  );
}
