const é: u8 = 0;
const MODEL: &str = "claude-opus-4-8"; // CHANGE
