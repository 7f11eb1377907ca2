let default_model = "claude-opus-4-8"
let settings = { model = "claude-opus-4-8"; max_tokens = 10 }
let ask ?(model = "claude-opus-4-8") prompt = send ~model prompt
let answer = ask ~model:"claude-opus-4-8" ~messages ()
let body = `Assoc [ "model", `String "claude-opus-4-8"; "messages", `List [] ]
let other = `Assoc [ ("model", `String "claude-opus-4-8"); ("stream", `Bool true) ]
