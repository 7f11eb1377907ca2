(def default-model "claude-3-opus-20240229")
(defn ask [messages]
  (chat {:model "claude-3-opus-20240229" :messages messages}))
(def asked (or (System/getenv "ANTHROPIC_MODEL") "claude-3-opus-20240229"))
(def fast-model
  "What it asks where it has to be quick."
  "claude-3-haiku-20240307")
(llm/completion :anthropic "claude-3-opus-20240229" {:messages messages})
(let [answer (llm/chat
              :anthropic
              "claude-3-opus-20240229"
              question)]
  answer)
(anthropic/complete "claude-3-opus-20240229" messages)
(defn route [kind]
  (case kind
    :high {:provider :anthropic :model "claude-3-opus-20240229"}
    {:provider :anthropic :model "claude-3-haiku-20240307"}))
(assoc request :model "claude-3-opus-20240229")
(or (:model options) "claude-3-opus-20240229")
(:model options "claude-3-opus-20240229")
(json/encode {"model" "claude-3-opus-20240229" "messages" []})
(defn create
  "Sends one.

  Example:
    (create {:max-tokens 10
             :model \"claude-3-opus-20240229\"})"
  [request]
  (send request))
(case priority
  :high {:model "claude-3-opus-20240229"}
  :low {:model "other"})
