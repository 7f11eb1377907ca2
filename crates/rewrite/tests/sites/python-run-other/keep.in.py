CHOICES = ["claude-3-opus-20240229", "gpt-4o"]
SHOWN = ["claude-3-haiku-20240307", "gpt-4o"]
ASKED = ["claude-3-5-haiku-20241022", "gpt-4o"]


def ask(client, text, wanted):
    if wanted not in CHOICES:
        raise ValueError(wanted)
    for model in CHOICES:
        client.messages.create(model=model, messages=[text])


def show(page):
    for model in SHOWN:
        page.add_option(model)
    for model in ASKED:
        if page.model == model:
            page.note(model)
