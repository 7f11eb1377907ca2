//! Answers from the terminal: a key at a time, or where that is not to be had a line.

use console::{Key, Term};
use std::io::{self, BufRead, Write};

/// What the user typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Typed<T> {
    /// An answer.
    Answer(T),
    /// Escape: not this, then.
    Back,
    /// Ctrl-C.
    Interrupted,
    /// Ctrl-D, or the terminal is gone.
    Ended,
}

/// What stands before a line that is typed.
pub(super) struct Prompt {
    pub(super) text: String,
    /// How many columns it takes: the text may hold colours.
    pub(super) width: usize,
}

const CTRL_D: char = '\u{4}';
const CTRL_U: char = '\u{15}';

/// Reads from the terminal on standard input and writes what is typed to standard error.
pub(super) struct Keyboard {
    term: Term,
    /// The terminal gives no single keys: every answer ends with Enter.
    by_line: bool,
    _raw: Option<Raw>,
}

impl Keyboard {
    pub(super) fn new() -> Self {
        Self { term: Term::stderr(), by_line: false, _raw: Raw::new() }
    }

    /// Whether answers have to end with Enter.
    pub(super) fn needs_enter(&self) -> bool {
        self.by_line
    }

    /// One key, which is shown and ends the line.
    pub(super) fn key(&mut self) -> io::Result<Typed<char>> {
        if !self.by_line {
            let typed = match self.press()? {
                Some(Key::Char(CTRL_D)) => Typed::Ended,
                Some(Key::CtrlC) => Typed::Interrupted,
                Some(Key::Char(c)) => Typed::Answer(c),
                Some(_) => Typed::Back,
                None if self.by_line => return self.key(),
                None => Typed::Ended,
            };
            let shown = match typed {
                Typed::Answer(c) if !c.is_control() => c.to_string(),
                _ => String::new(),
            };
            writeln!(self.term, "{shown}")?;
            return Ok(typed);
        }
        Ok(match read_line()? {
            None => Typed::Ended,
            // A word is no answer; the first letter of `no, wait` is not meant.
            Some(line) => match (line.chars().next(), line.chars().nth(1)) {
                (Some(c), None) => Typed::Answer(c),
                _ => Typed::Back,
            },
        })
    }

    /// A line of text behind `prompt`, which may be corrected while it is typed.
    pub(super) fn line(&mut self, prompt: &Prompt) -> io::Result<Typed<String>> {
        write!(self.term, "{}", prompt.text)?;
        if self.by_line {
            return Ok(read_line()?.map_or(Typed::Ended, Typed::Answer));
        }
        let mut text = String::new();
        loop {
            match self.press()? {
                Some(Key::Enter) => {
                    writeln!(self.term)?;
                    return Ok(Typed::Answer(text));
                }
                Some(Key::CtrlC) => return self.leave(Typed::Interrupted),
                Some(Key::Escape) => return self.leave(Typed::Back),
                Some(Key::Char(CTRL_D)) if text.is_empty() => return self.leave(Typed::Ended),
                Some(Key::Char(CTRL_U)) => {
                    text.clear();
                    write!(self.term, "\n{}", prompt.text)?;
                }
                Some(Key::Backspace) => {
                    let is_wrapped = self.is_at_edge(prompt.width + text.len());
                    match text.pop() {
                        // Nothing can be rubbed out on the line above.
                        Some(_) if is_wrapped => write!(self.term, "\n{}{text}", prompt.text)?,
                        Some(_) => self.term.clear_chars(1)?,
                        None => {}
                    }
                }
                // IDs are ASCII; nothing else can be part of one.
                Some(Key::Char(c)) if c.is_ascii_graphic() || c == ' ' => {
                    text.push(c);
                    write!(self.term, "{c}")?;
                }
                Some(_) => {}
                None if self.by_line => return self.line(prompt),
                None => return self.leave(Typed::Ended),
            }
        }
    }

    /// Whether what was written so far fills its lines to the edge of the terminal.
    fn is_at_edge(&self, written: usize) -> bool {
        written.is_multiple_of(usize::from(self.term.size().1).max(1))
    }

    fn leave<T>(&mut self, typed: Typed<T>) -> io::Result<Typed<T>> {
        writeln!(self.term)?;
        Ok(typed)
    }

    /// One key; `None` when there is no more, or when the terminal gives no single keys.
    fn press(&mut self) -> io::Result<Option<Key>> {
        match self.term.read_key_raw() {
            Ok(key) => Ok(Some(key)),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(_) => {
                self.by_line = true;
                self._raw = None;
                writeln!(self.term, "(press Enter after each answer)")?;
                Ok(None)
            }
        }
    }
}

/// Keeps the terminal from acting on keys and showing them, for as long as it lives.
///
/// [`Term`] does so while it reads a key. In between the terminal would act on keys typed
/// ahead: show them, end the program on Ctrl-C, take Ctrl-D as the end of the input.
#[cfg(unix)]
struct Raw {
    before: rustix::termios::Termios,
}

#[cfg(unix)]
impl Raw {
    fn new() -> Option<Self> {
        use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
        let before = tcgetattr(io::stdin()).ok()?;
        let mut raw = before.clone();
        raw.make_raw();
        // Line ends are still written as such.
        raw.output_modes = before.output_modes;
        tcsetattr(io::stdin(), OptionalActions::Drain, &raw).ok()?;
        Some(Self { before })
    }
}

#[cfg(unix)]
impl Drop for Raw {
    fn drop(&mut self) {
        use rustix::termios::{OptionalActions, tcsetattr};
        // A terminal that is gone needs nothing.
        let _ = tcsetattr(io::stdin(), OptionalActions::Drain, &self.before);
    }
}

/// Elsewhere keys typed ahead wait until they are read.
#[cfg(not(unix))]
struct Raw;

#[cfg(not(unix))]
impl Raw {
    fn new() -> Option<Self> {
        None
    }
}

/// A line of standard input without what surrounds it; `None` at its end.
fn read_line() -> io::Result<Option<String>> {
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line)?;
    Ok((read > 0).then(|| line.trim().to_owned()))
}
