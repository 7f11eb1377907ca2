def run(key):
    providers = [
        ("openai", "gpt-4-32k", "OPENAI_API_KEY"),
        ("anthropic", "claude-3-haiku-20240307", "ANTHROPIC_API_KEY"),
    ]
    for provider, model, variable in providers:
        llm, name = create_provider_llm(
            provider, model, key, temperature=0.5
        )
        print(llm.chat("Hello"))


def check(turn):
    return validate_citations(turn, model_id="claude-2.1")


@router.get("/{model_id}")
async def get_model(model_id: Annotated[str, Path(description="Model ID", example="claude-3-opus-20240229")]):
    pass


settings = dict(model="gpt-4o", small_model="gpt-4o-mini")
