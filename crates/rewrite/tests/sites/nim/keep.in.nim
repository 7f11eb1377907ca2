#[ let model = "claude-2.1" ]#
const models = ["claude-2.0", "claude-2.1"]
if model == "claude-2.1": quit()
let row = %*{"title": "claude-2.1"}
case model
of "claude-2.1": discard
