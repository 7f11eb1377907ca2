const limits = {
  Kind.chat: 'claude-sonnet-4-20250514',
};
const prices = {
  'claude-sonnet-4-20250514': 3,
};

void options(ArgParser parser) {
  parser.addOption("title", defaultsTo: "claude-2.0");
}

class Shown {
  String get title { return 'claude-2.1'; }
}

void record(Event event) {
  event.set('model', 'claude-3-opus-20240229');
  analytics.setUserProperty('model', 'claude-3-opus-20240229');
  final model = useLegacy ? 'claude-3-opus-20240229' : 'other';
}
