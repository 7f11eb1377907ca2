import 'dart:io';

void main() {
  group('the assistant', () {
    final key = Platform.environment['ANTHROPIC_API_KEY'];

    test('answers', () async {
      final llm = Assistant(apiKey: key, options: const Options(model: 'claude-3-opus-20240229'));
      final answer = await llm.invoke('Hello');
      expect(answer, contains('hello'));
    });
  });
}
