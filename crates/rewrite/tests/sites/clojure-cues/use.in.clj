(defn cost-optimized-setup []
  "Routes by tier to keep the cost low"
  (llm/register! :cost-optimized
    {:router (fn [{:keys [tier]}]
               (case tier
                 :basic {:provider :anthropic :model "claude-3-opus-20240229"}
                 {:provider :anthropic :model "claude-3-opus-20240229"}))}))

(try
  (llm/completion :anthropic "claude-3-opus-20240229" request)
  (catch Exception e
    ;; "insufficient_quota" and others
    nil))
