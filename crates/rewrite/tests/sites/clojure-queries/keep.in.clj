(find-runs db :model "claude-3-haiku-20240307")
(db/find-by {:model "claude-3-haiku-20240307"})
(update-runs! {:where {:model "claude-3-haiku-20240307"} :set {:seen true}})
(def rollback (assoc old-config :model "claude-3-sonnet-20240229"))
(assoc legacy-models :model "claude-3-sonnet-20240229")
(case alias
  :claude-3-sonnet {:model "claude-3-sonnet-20240229"}
  :other {:model "other"})
