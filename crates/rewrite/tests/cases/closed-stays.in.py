MODEL = "gpt-4o"  # keep

LIMITS = {"gpt-4o": 128000}
limit = LIMITS[MODEL]
