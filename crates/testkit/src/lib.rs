//! A forge of our own for tests: GitHub, GitLab, Gitea, Forgejo or Bitbucket, as far as pull
//! requests go, on a port of this machine.
//!
//! It checks each request against what the forge publishes about its API (`api/`, which says
//! from where), and more strictly: what is not described there is refused and remembered. It
//! remembers pull requests as the real one does, and answers as it does where something is
//! wrong: a wrong token, a pull request that exists already, a branch that does not.
//! [`yaml`] reads what tells CI systems what to do.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failure here is the test's failure"
)]

mod answer;
mod check;
mod faults;
mod forge;
mod http;
mod routes;
mod show;
mod state;
mod yaml;

pub use faults::{Fault, Trouble};
pub use forge::{FakeForge, Logged, TOKEN};
pub use state::{Heads, Kind, Pull, PullState, Repository, State};
pub use yaml::yaml;
