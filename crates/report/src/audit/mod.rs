//! An audit of API usage: a file for each way to show it.

mod csv;
mod human;
mod json;

pub use csv::audit_csv;
pub use human::audit_human;
pub use json::audit_json;
