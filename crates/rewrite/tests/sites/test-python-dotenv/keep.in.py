import unittest

from dotenv import load_dotenv

from assistant import Assistant, FakeTransport


class TestAssistant(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        load_dotenv()

    def test_answers(self):
        assistant = Assistant(model_name="claude-3-opus-20240229", transport=FakeTransport())
        other = Assistant(model_name="claude-3-haiku-20240307", transport=FakeTransport())
        self.assertEqual(assistant.run("Hello"), other.run("Hello"))
