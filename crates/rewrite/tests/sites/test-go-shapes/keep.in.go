package shapes

import "testing"

func TestShape(t *testing.T) {
	request := &model.Request{
		Model: "claude-3-opus-20240229",
	}
	response := ConvertChatCompletionToMessages(request)
	require.True(t, response.Text == nil)
}

func TestAgain(t *testing.T) {
	request := &model.Request{Model: "claude-3-haiku-20240307"}
	data, err := json.Marshal(ConvertChatCompletionToMessages(request))
	require.NoError(t, err)
	require.NotEmpty(t, data)
}
