//! Standard output and error: colours, messages, progress.

use crate::args::{Color, Global};
use anstream::stream::RawStream;
use indicatif::{ProgressBar, ProgressStyle};
use modelmod_edit::is_hidden;
use modelmod_project::Progress;
use modelmod_report::Styles;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// The styles for a stream, as the options and the environment ask.
///
/// `NO_COLOR` beats `FORCE_COLOR` and `CLICOLOR_FORCE`; `CLICOLOR=0` and `TERM=dumb` are heeded.
pub(crate) fn styles(stream: &impl RawStream, global: &Global) -> Styles {
    let coloured = match global.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if set("FORCE_COLOR") => true,
        Color::Auto => anstream::AutoStream::choice(stream) != anstream::ColorChoice::Never,
    };
    if coloured { Styles::coloured() } else { Styles::plain() }
}

fn set(name: &str) -> bool {
    std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0")
}

/// The styles for showing a patch, or `None` where it goes to a program and has to be exact.
pub(crate) fn patch_styles(global: &Global) -> Option<Styles> {
    let stdout = io::stdout();
    let is_for_eyes = stdout.is_terminal() || matches!(global.color, Color::Always);
    is_for_eyes.then(|| styles(&stdout, global))
}

/// How many columns standard output has: those of the terminal, else what `COLUMNS` says, else
/// [`COLUMNS`].
pub(crate) fn width() -> usize {
    let terminal = console::Term::stdout();
    let size = terminal.features().is_attended().then(|| terminal.size_checked()).flatten();
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    size.map(|(_, columns)| usize::from(columns)).or_else(told).unwrap_or(COLUMNS)
}

/// How wide a report is that goes to no terminal.
const COLUMNS: usize = 100;

/// Standard output, buffered. Has to be flushed, so that a full disk is noticed.
pub(crate) fn stdout() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Writes `kind: message` to standard error; with `--quiet` errors alone.
pub(crate) fn complain(kind: &str, message: &str, global: &Global) {
    if global.quiet && kind != "error" {
        return;
    }
    let styles = styles(&io::stderr(), global);
    let style = if kind == "error" { styles.bad } else { styles.soon };
    // When even standard error cannot be written to, nobody is there to be told.
    let _ = writeln!(io::stderr().lock(), "{style}{kind}{style:#}: {}", harmless(message));
}

/// The message without what could command a terminal or cannot be seen: what others said, such
/// as git, is in it.
fn harmless(message: &str) -> String {
    let mut text = String::with_capacity(message.len());
    for c in message.chars() {
        match c {
            '\n' => text.push(c),
            c if is_hidden(c) => text.extend(c.escape_default()),
            c => text.push(c),
        }
    }
    text
}

/// How long a run may take before it shows that it is alive.
const PATIENCE: Duration = Duration::from_millis(800);

/// Runs `work` and meanwhile, when it takes long and standard error is a terminal, shows how
/// far it has come.
pub(crate) fn with_progress<T>(
    global: &Global,
    work: impl FnOnce(Option<Arc<Progress>>) -> T,
) -> T {
    if global.quiet || !io::stderr().is_terminal() {
        return work(None);
    }
    let progress = Arc::new(Progress::default());
    let seen = Arc::clone(&progress);
    let (done, waits) = channel::<()>();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            if waits.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
                bar.set_style(style);
            }
            while waits.recv_timeout(Duration::from_millis(100)) == Err(RecvTimeoutError::Timeout) {
                bar.set_message(format!("{} files, {} MB", seen.files(), seen.bytes() / 1_000_000));
                bar.tick();
            }
            bar.finish_and_clear();
        });
        let result = work(Some(progress));
        drop(done);
        result
    })
}
