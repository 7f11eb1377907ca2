(def rows
  [{:provider :anthropic :model "claude-2.0" :cost 3}
   {:price 3 :model "claude-2.0"}])
