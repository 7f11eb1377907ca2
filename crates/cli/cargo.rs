//! The `cargo modelmod` command. All of it is in the library beside it.

use std::process::ExitCode;

fn main() -> ExitCode {
    modelmod::run_for_cargo(std::env::args_os())
}
