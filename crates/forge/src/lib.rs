//! Pull requests that maintainers merge, on GitHub, GitLab, Gitea or Forgejo, and Bitbucket.
//!
//! Plain data in and out: this crate knows nothing of models, files or git. What is to be done
//! is decided by a function without any effect, [`decide`], from what the forge and the remote
//! say ([`Known`]) and what is wanted ([`Wanted`]); [`bring_about`] asks, decides, and carries
//! out. The network ([`Transport`]), the remote's branches ([`Remote`]) and the clock
//! ([`Clock`]) are arguments.
//!
//! The rules: one branch, one commit and one pull request, brought up to date in place. Never
//! over the commits of people. What a person closed stays closed until the edits are others.
//! What is no longer needed is closed. A run that finds everything as it should be changes
//! nothing.

mod api;
mod base64;
mod client;
mod clock;
mod driver;
mod error;
mod http;
mod kind;
mod life;
mod limits;
mod links;
mod marker;
mod place;
mod remote;
mod request;
mod token;

pub use clock::{Clock, SystemClock};
pub use driver::{Done, Job, Prospect, base_of, bring_about, foresee, locate};
pub use error::ForgeError;
pub use http::Http;
pub use kind::Kind;
pub use life::{Action, Branch, Change, Decision, Known, Pull, PullState, Step, Wanted, decide};
pub use marker::{Marker, digest};
pub use place::{Flags, Place, detect};
pub use remote::{Fork, Remote, RemoteError};
pub use request::{Call, Method, NoAnswer, Request, Response, Transport};
pub use token::Token;
