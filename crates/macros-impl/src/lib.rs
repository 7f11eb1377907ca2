//! Implementation of modelmod-macros.
