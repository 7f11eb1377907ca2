model = "gpt-4o" f"-{date}"  # keep
model = "gpt-4o" \
    + suffix
model = "gpt-4o"[0:3]  # keep
rows = Usage.objects.filter(model="gpt-4o")  # keep
row = Usage.objects.get(model="gpt-4o")  # keep
collection.delete_many({"model": "gpt-4o"})  # keep
EXPECTED = {"model": "gpt-4o"}  # keep
mock.assert_called_with(model="gpt-4o")  # keep
enc = tiktoken.encoding_for_model(model_name="gpt-4o")  # keep
chain = [ChatOpenAI(model="gpt-4o"), ChatOpenAI(model="gpt-4.1")]  # keep
arms = [Arm(model="gpt-4o"), Arm(model="gpt-6-luna")]  # keep
GPT4O = Model("gpt-4o")  # keep
pair = dict(model="gpt-4", replacement="gpt-4o")  # keep
log.info("asked", model="gpt-4o")  # keep
a, model = "gpt-4o", other  # keep
match request:
    case {"model": "gpt-4o"}:  # keep
        pass
