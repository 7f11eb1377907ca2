;;; app.el --- asks  -*- lexical-binding: t; -*-
(setq gptel-model 'claude-opus-4-8
      gptel-backend (gptel-make-anthropic "Claude" :stream t :key "k"))
(setq-default my-model "claude-opus-4-8")
(defcustom app-model "claude-haiku-4-5-20251001"
  "The model to ask."
  :type 'string)
(gptel-make-anthropic "Claude-thinking" ;Any name you want
  :key "k"
  :models '(claude-sonnet-4-6))
(make-llm-claude :key k :chat-model "claude-opus-4-8")
(let ((model "claude-haiku-4-5-20251001")) (ask model))
