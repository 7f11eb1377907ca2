;;; app.el --- asks  -*- lexical-binding: t; -*-
(setq gptel-model 'claude-3-opus-20240229
      gptel-backend (gptel-make-anthropic "Claude" :stream t :key "k"))
(setq-default my-model "claude-2.1")
(defcustom app-model "claude-3-haiku-20240307"
  "The model to ask."
  :type 'string)
(gptel-make-anthropic "Claude-thinking" ;Any name you want
  :key "k"
  :models '(claude-3-7-sonnet-20250219))
(make-llm-claude :key k :chat-model "claude-2.0")
(let ((model "claude-instant-1.2")) (ask model))
