; (def default-model "claude-2.0")
(def prices {"claude-2.1" 3})
(= model "claude-3-opus-20240229")
(def title "claude-3-haiku-20240307")
(str/includes? model "claude-3-opus-20240229")
(or (get-label model) "claude-2.1")
(def rows [{:id :claude :model "claude-2.1" :label "Claude"}])
(case model "claude-3-opus-20240229" {:model nil} 1)
(is (= {:model "claude-3-opus-20240229"} answer))
(assoc prices "claude-3-opus-20240229" 15)
(completion-cost :anthropic "claude-3-opus-20240229" 10)
(log/info :anthropic "claude-3-opus-20240229" answer)
(ask :title "claude-3-opus-20240229")
(println "claude-3-opus-20240229" answer)
(def claude-title
  "What it is called."
  "claude-3-opus-20240229")
(defn price
  "What it costs.

  (price \"claude-3-opus-20240229\") was 15."
  [model]
  nil)
(log/info {:model "claude-3-opus-20240229"})
(mock/chat "claude-3-opus-20240229" messages)
