// let model = "claude-2.1"
let titles = [ "claude-2.0"; "claude-2.1" ]
let title = defaultArg title "claude-2.1"
let isOld model =
    match model with
    | "claude-2.1" -> true
    | _ -> false
if model = "claude-2.1" then exit 1
let isNew = model = "claude-2.1"
let found = rows |> List.filter (fun row -> row.Model = "claude-2.1")
let legacyDefaults = { settings with Model = "claude-3-opus-20240229" }
let v1 = { settings with Model = "claude-3-opus-20240229" }
