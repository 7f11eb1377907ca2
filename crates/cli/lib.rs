//! modelmod.
