//! Development tools of modelmod: generates what is generated.
fn main() {}
