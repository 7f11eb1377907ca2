//! The patch, coloured for a terminal.

use crate::Styles;
use crate::header::header;
use modelmod_edit::is_hidden;
use modelmod_rewrite::Plan;
use std::io::{self, Write};

/// Writes the patch of `plan`, below the choices that it goes by. Without colours byte for byte
/// as `git apply` wants it.
///
/// With colours it is for eyes: control characters are shown as `^X`, and what cannot be seen
/// or turns text around as `<U+202E>`, so that no file can send commands to the terminal, or
/// look like another.
///
/// # Errors
///
/// When writing fails.
pub fn patch(plan: &Plan<'_>, styles: Option<&Styles>, out: &mut dyn Write) -> io::Result<()> {
    let mut patch = header(plan).into_bytes();
    patch.extend(plan.patch());
    patch_text(&patch, styles, out)
}

/// Writes a patch that was made elsewhere as [`patch`] would.
///
/// # Errors
///
/// When writing fails.
pub fn patch_text(patch: &[u8], styles: Option<&Styles>, out: &mut dyn Write) -> io::Result<()> {
    let Some(styles) = styles else { return out.write_all(patch) };
    painted(patch, styles, out)
}

/// Writes a patch for eyes.
pub(crate) fn painted(patch: &[u8], styles: &Styles, out: &mut dyn Write) -> io::Result<()> {
    let mut in_header = false;
    for line in patch.split_inclusive(|&byte| byte == b'\n') {
        in_header = line.starts_with(b"diff --git ") || (in_header && !line.starts_with(b"@@ "));
        let style = match line.first() {
            _ if in_header => styles.heading,
            Some(b'@') => styles.place,
            Some(b'-') => styles.bad,
            Some(b'+') => styles.good,
            Some(b'\\') => styles.dim,
            _ => anstyle::Style::new(),
        };
        let text = line.strip_suffix(b"\n").unwrap_or(line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        write!(out, "{style}")?;
        out.write_all(&visible(text))?;
        writeln!(out, "{style:#}")?;
    }
    Ok(())
}

fn visible(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push(c),
            c if c.is_ascii_control() => {
                out.push('^');
                out.push(char::from((c as u8) ^ 0x40));
            }
            c if c.is_control() => out.push('\u{FFFD}'),
            // They belong to signs that are seen, such as emoji.
            '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' => out.push(c),
            // Else what is read would not be what is there.
            c if is_hidden(c) => out.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => out.push(c),
        }
    }
    out.into_bytes()
}
