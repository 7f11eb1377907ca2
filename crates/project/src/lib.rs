//! The only part of modelmod that touches files and git.
