//! How modelmod shows a plan: human, diff, JSON.
