(defn cost-optimized-setup []
  "Routes by tier to keep the cost low"
  (llm/register! :cost-optimized
    {:router (fn [{:keys [tier]}]
               (case tier
                 :basic {:provider :anthropic :model "claude-opus-4-8"}
                 {:provider :anthropic :model "claude-opus-4-8"}))}))

(try
  (llm/completion :anthropic "claude-opus-4-8" request)
  (catch Exception e
    ;; "insufficient_quota" and others
    nil))
