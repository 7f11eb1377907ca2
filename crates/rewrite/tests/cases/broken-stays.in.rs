fn main( { // keep
if model == "claude-2.1" // keep
