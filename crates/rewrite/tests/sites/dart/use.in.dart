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

void options(ArgParser parser) {
  parser.addOption("model", defaultsTo: "claude-3-opus-20240229");
}

class Asked {
  String get model { return 'claude-3-opus-20240229'; }
}

void configure(Options options) {
  options.set('model', 'claude-3-opus-20240229');
  final model = isFast ? 'claude-3-opus-20240229' : 'other';
  final body = {'model': 'claude-3-opus-20240229', 'usage': {'include': true}, 'messages': []};
}
