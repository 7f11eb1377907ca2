(* let model = "claude-2.1" *)
let models = [ "claude-2.0"; "claude-2.1" ]
let prices = [ "claude-2.1", 8 ]
let row = `Assoc [ "title", `String "claude-2.1" ]
let is_old model = match model with "claude-2.1" -> true | _ -> model = "claude-2.0"
let quote = '"' and title = "claude-2.1"
let is_new model = if model = "claude-2.1" then false else true
let found = List.filter (fun row -> row.model = "claude-2.1") rows
let same = settings.model = "claude-2.1"
let answer = `Assoc [ "model", `String "claude-2.1"; "usage", `Assoc [] ]
