//! Colours, or none.

use anstyle::{AnsiColor, Style};

/// The styles of a report. Each is put before a text, and its reset behind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Styles {
    /// File names and headings.
    pub heading: Style,
    /// What is gone or fails: retired models, removed lines.
    pub bad: Style,
    /// What will be gone: deprecated models.
    pub soon: Style,
    /// What is new.
    pub good: Style,
    /// What matters less.
    pub dim: Style,
    /// Line numbers, hunk headers.
    pub place: Style,
}

impl Styles {
    /// No styles: plain text.
    #[must_use]
    pub const fn plain() -> Self {
        let plain = Style::new();
        Self { heading: plain, bad: plain, soon: plain, good: plain, dim: plain, place: plain }
    }

    /// The eight colours that every terminal has, so that the user's theme decides.
    #[must_use]
    pub const fn coloured() -> Self {
        Self {
            heading: Style::new().bold(),
            bad: AnsiColor::Red.on_default(),
            soon: AnsiColor::Yellow.on_default(),
            good: AnsiColor::Green.on_default(),
            dim: Style::new().dimmed(),
            place: AnsiColor::Cyan.on_default(),
        }
    }
}
