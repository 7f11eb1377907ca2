def run(key):
    providers = [
        ("openai", "gpt-6-luna", "OPENAI_API_KEY"),
        ("anthropic", "claude-haiku-4-5-20251001", "ANTHROPIC_API_KEY"),
    ]
    for provider, model, variable in providers:
        llm, name = create_provider_llm(
            provider, model, key, temperature=0.5
        )
        print(llm.chat("Hello"))


def check(turn):
    return validate_citations(turn, model_id="claude-opus-4-8")


@router.get("/{model_id}")
async def get_model(model_id: Annotated[str, Path(description="Model ID", example="claude-opus-4-8")]):
    pass


settings = dict(model="gpt-6-luna", small_model="gpt-6-luna")
