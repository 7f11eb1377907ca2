//! What is wrong with rows of an export.

use std::fmt;

/// Something in a row that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line on which the row begins, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: Reason,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// It has another number of fields than the header: what stands where cannot be told.
    Fields {
        /// How many it has.
        found: usize,
        /// How many the header has.
        wanted: usize,
        /// How many lines it takes: a quote that is not closed takes many.
        lines: u64,
    },
    /// Its model or key is too long to be one.
    Long {
        /// The column.
        column: String,
        /// Its length in bytes.
        bytes: usize,
    },
    /// A number cannot be read; the row counts without it.
    Number {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
    /// A day cannot be read; the row counts without it.
    Day {
        /// The column.
        column: String,
        /// What stands there.
        text: String,
    },
}

impl Reason {
    /// Whether the row is left out for it.
    #[must_use]
    pub const fn leaves_out(&self) -> bool {
        matches!(self, Self::Fields { .. } | Self::Long { .. })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields { found, wanted, lines } => {
                let fields = if *found == 1 { "field" } else { "fields" };
                write!(f, "{found} {fields} instead of {wanted}")?;
                match lines {
                    0 | 1 => Ok(()),
                    lines => write!(f, " over {lines} lines: is a quote not closed?"),
                }
            }
            Self::Long { column, bytes } => write!(f, "`{column}` has {bytes} bytes"),
            Self::Number { column, text } => write!(f, "`{column}` is no number: `{text}`"),
            Self::Day { column, text } => write!(f, "`{column}` is no day: `{text}`"),
        }
    }
}
