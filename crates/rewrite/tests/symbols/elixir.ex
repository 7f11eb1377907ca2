model = :claude_3_opus # FOUND
text = ":claude_3_opus"
