(def default-model "claude-opus-4-8")
(defn ask [messages]
  (chat {:model "claude-opus-4-8" :messages messages}))
(def asked (or (System/getenv "ANTHROPIC_MODEL") "claude-opus-4-8"))
(def fast-model
  "What it asks where it has to be quick."
  "claude-haiku-4-5-20251001")
(llm/completion :anthropic "claude-opus-4-8" {:messages messages})
(let [answer (llm/chat
              :anthropic
              "claude-opus-4-8"
              question)]
  answer)
(anthropic/complete "claude-opus-4-8" messages)
(defn route [kind]
  (case kind
    :high {:provider :anthropic :model "claude-opus-4-8"}
    {:provider :anthropic :model "claude-haiku-4-5-20251001"}))
(assoc request :model "claude-opus-4-8")
(or (:model options) "claude-opus-4-8")
(:model options "claude-opus-4-8")
(json/encode {"model" "claude-opus-4-8" "messages" []})
(defn create
  "Sends one.

  Example:
    (create {:max-tokens 10
             :model \"claude-opus-4-8\"})"
  [request]
  (send request))
(case priority
  :high {:model "claude-opus-4-8"}
  :low {:model "other"})
