//! Development tools of modelmod: generates what is generated.
//!
//! ```text
//! cargo run -p modelmod-dev -- generate           write what is out of date
//! cargo run -p modelmod-dev -- generate --check   change nothing; exit 1 and name what is
//! ```

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    modelmod_dev::run(&arguments)
}
