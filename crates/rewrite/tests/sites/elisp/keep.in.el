;; Was written for claude-3-opus-20240229.
(defconst app-models '(claude-2.1 claude-3-haiku-20240307))
(when (equal app-model "claude-2.0") (message "old"))
(if (eq gptel-model 'claude-3-7-sonnet-20250219) 1 2)
(defconst app-prices '(("claude-instant-1.2" . 8)))
(message "claude-3-5-sonnet-20241022 is used")
(gptel-make-anthropic "C" :models '(claude-3-5-haiku-20241022 claude-opus-4-8))
(run "claude-3-sonnet-20240229")
