# was claude-2.1
MODELS := claude-3-haiku-20240307 claude-3-opus-20240229
OLD_MODEL := claude-3-opus-20240229
kb:
	echo "using claude-2.0"
ifeq ($(MODEL),claude-3-sonnet-20240229)
X := 1
endif
kc:
	grep -q claude-3-5-sonnet-20241022 file
CLAUDE_2_1 = claude-instant-1.2
kd:
	test "$(MODEL)" = "claude-3-7-sonnet-20250219"
