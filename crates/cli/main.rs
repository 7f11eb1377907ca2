//! modelmod.
fn main() {}
