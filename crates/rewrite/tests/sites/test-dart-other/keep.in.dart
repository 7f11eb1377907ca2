import 'package:mockito/mockito.dart';

void main() {
  test('answers', () async {
    final llm = Assistant(client: MockClient(), options: const Options(model: 'claude-3-opus-20240229'));
    final answer = await llm.invoke('Hello');
    expect(answer, contains('hello'));
  });

  test('answers in short', () async {
    final llm = Assistant(client: MockClient(), options: const Options(model: 'claude-3-haiku-20240307'));
    final answer = await llm.invoke('Hello');
    expect(answer, contains('hello'));
  });
}
