//! Development tools of modelmod.
//!
//! ```text
//! cargo run -p modelmod-dev -- generate           write what is out of date
//! cargo run -p modelmod-dev -- generate --check   change nothing; exit 1 and name what is
//! cargo run -p modelmod-dev -- format             put the packs into normal form
//! cargo run -p modelmod-dev -- score ...          measure the engine on judged places
//! cargo run -p modelmod-dev -- sweeps ...         compare it with what maintainers did
//! cargo run --release -p modelmod-dev -- stress   measure it on hostile texts
//! cargo run -p modelmod-dev -- macro-cost         measure what model! costs its users
//! cargo run --release -p modelmod-dev -- floor    read a tree and do nothing, for benches/run
//! cargo run -p modelmod-dev -- names              what a run looks for, for benches/run
//! ```

use std::process::ExitCode;

fn main() -> ExitCode {
    modelmod_dev::run()
}
