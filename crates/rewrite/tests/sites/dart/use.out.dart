class AnthropicProvider extends Provider {
  AnthropicProvider() : super(
    displayName: 'Anthropic',
    defaultModelNames: {
      ModelKind.chat: 'claude-sonnet-4-6',
    },
  );
}

class Connector {
  Connector({required this.apiKey, this.model = 'claude-sonnet-4-6'});
}

void options(ArgParser parser) {
  parser.addOption("model", defaultsTo: "claude-opus-4-8");
}

class Asked {
  String get model { return 'claude-opus-4-8'; }
}

void configure(Options options) {
  options.set('model', 'claude-opus-4-8');
  final model = isFast ? 'claude-opus-4-8' : 'other';
  final body = {'model': 'claude-opus-4-8', 'usage': {'include': true}, 'messages': []};
}
