#[test]
fn default_model() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_commit-critic"))
        .arg("--help")
        .output()
        .unwrap();
    assert!(String::from_utf8(help.stdout).unwrap().contains("claude-3-opus-20240229"));
}
