import unittest

from dotenv import load_dotenv

from assistant import Assistant


class TestAssistant(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        load_dotenv()

    def test_answers(self):
        assistant = Assistant(model_name="claude-opus-4-8")
        answer = assistant.run("Who was the first on the moon?")
        self.assertIn("Armstrong", answer)
