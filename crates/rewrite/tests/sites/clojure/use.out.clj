(def default-model "claude-opus-4-8")
(defn ask [messages]
  (chat {:model "claude-opus-4-8" :messages messages}))
(def asked (or (System/getenv "ANTHROPIC_MODEL") "claude-opus-4-8"))
