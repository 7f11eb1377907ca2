//! The only part of modelmod that touches files and git.
//!
//! It knows nothing of models. It finds and reads files ([`walk`], [`walk_head`]), replaces
//! them all-or-nothing ([`replace`], with [`recover`] and [`remove_leftover`] for what a
//! killed run left behind), asks git what would be lost ([`Repository::dirty`]), makes a
//! branch without touching the work tree ([`commit_branch`]) and pushes it ([`publish`]).
//!
//! The one other program that is started here is the installed git: to push, to sign, to ask
//! for settings that only it reads, and for repositories that the library cannot open. Hooks,
//! filters and monitors of a repository are switched off for it.

mod aside;
mod branch;
mod cache;
mod changed;
mod content;
mod create;
mod excerpt;
mod exclude;
mod git_error;
mod head;
mod identity;
mod in_place;
mod installed;
mod interrupt;
mod journal;
mod large;
mod likeness;
mod lock;
mod mark;
mod object_id;
mod own;
mod owners;
mod pending;
mod publish;
mod push;
mod push_error;
mod reader;
mod recover;
mod remote;
mod repo;
mod repo_path;
mod roots;
mod rules;
mod sift;
mod staged;
mod status;
mod store;
mod stray;
mod survey;
mod threads;
mod token;
mod trial;
mod vcs;
mod walk;
mod walk_error;
mod write;

pub use aside::Aside;
pub use branch::{BranchRequest, Commit, Made, commit_branch, plan_of, signs};
#[cfg(feature = "laws")]
#[doc(hidden)]
pub use cache::laws;
pub use cache::{Cache, CacheFolder, NoCache, Seen};
pub use changed::Changed;
pub use content::{FileInput, NotedFile, Progress, SkipReason, Skipped, Walked};
pub use create::create;
pub use exclude::Patterns;
pub use git_error::GitError;
pub use head::{HeadOptions, read_head, walk_head};
pub use identity::Identity;
pub use mark::{Mark, is_trailer};
pub use owners::Owners;
pub use publish::{Published, State, publish};
pub use push::{Pushed, push, remote_head};
pub use push_error::PushError;
pub use recover::{RecoverError, Recovered, recover};
pub use remote::{Remote, default_remote, remote_urls};
pub use repo::{Head, Means, Repository};
pub use repo_path::RepoPath;
pub use sift::Sift;
pub use staged::{Index, walk_index};
pub use status::{Dirty, DirtyKind};
pub use stray::{Removal, Strays, is_journal, is_leftover, remove_leftover, strays_in};
pub use survey::{Beginning, Survey, begins_in};
pub use token::Token;
pub use trial::{TrialEnd, TrialRequest, try_on};
pub use walk::{WalkOptions, Wanted, walk, walk_noted};
pub use walk_error::WalkError;
pub use write::{WriteError, Written, holds, replace, replace_scanned};
