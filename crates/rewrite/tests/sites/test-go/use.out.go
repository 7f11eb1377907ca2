package app

import (
	"os"
	"testing"
)

func TestStreaming(t *testing.T) {
	if os.Getenv("ANTHROPIC_API_KEY") == "" {
		t.Skip("no key")
	}
	test := NewTest(t).WithProviders(map[string]string{
		"anthropic": "claude-haiku-4-5-20251001",
	})
	test.Run()
}
