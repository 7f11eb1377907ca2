let default_model = "claude-3-opus-20240229"
let settings = { model = "claude-3-opus-20240229"; max_tokens = 10 }
let ask ?(model = "claude-3-opus-20240229") prompt = send ~model prompt
let answer = ask ~model:"claude-3-opus-20240229" ~messages ()
let body = `Assoc [ "model", `String "claude-3-opus-20240229"; "messages", `List [] ]
let other = `Assoc [ ("model", `String "claude-3-opus-20240229"); ("stream", `Bool true) ]
