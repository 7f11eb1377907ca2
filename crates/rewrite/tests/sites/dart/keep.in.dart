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
