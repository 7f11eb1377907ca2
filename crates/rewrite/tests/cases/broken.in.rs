fn main( { // keep
const MODEL: &str = "claude-2.1"; // CHANGE
if model == "claude-2.1" // keep
