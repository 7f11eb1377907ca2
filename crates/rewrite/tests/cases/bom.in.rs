const é: u8 = 0;
const MODEL: &str = "claude-2.1"; // CHANGE
