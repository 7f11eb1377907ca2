fn main( { // keep
const MODEL: &str = "claude-opus-4-8"; // CHANGE
if model == "claude-2.1" // keep
