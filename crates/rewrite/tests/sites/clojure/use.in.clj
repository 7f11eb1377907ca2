(def default-model "claude-3-opus-20240229")
(defn ask [messages]
  (chat {:model "claude-3-opus-20240229" :messages messages}))
(def asked (or (System/getenv "ANTHROPIC_MODEL") "claude-3-opus-20240229"))
