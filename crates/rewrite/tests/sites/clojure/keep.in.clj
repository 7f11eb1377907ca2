; (def default-model "claude-2.0")
(def prices {"claude-2.1" 3})
(= model "claude-3-opus-20240229")
(def title "claude-3-haiku-20240307")
