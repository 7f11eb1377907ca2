//! Showing what came of a run: data to standard output, the rest to standard error.

use super::Done;
use super::gather::Gathered;
use crate::args::{Format, Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use modelmod_report::{Detail, findings, patch, report, shown, summary};
use std::io::{self, Write};

pub(super) fn show(
    args: &Migrate,
    global: &Global,
    gathered: &Gathered<'_>,
    done: &Done,
) -> Result<(), Failure> {
    let (plan, run, outcome) = (&gathered.plan, &gathered.run, &done.outcome);
    let mut out = terminal::stdout();
    if args.output_format == Format::Json {
        report(plan, run, outcome, &mut out)?;
        out.flush()?;
        return Ok(());
    }
    if let Some(preview) = &done.preview {
        out.write_all(preview.as_bytes())?;
        out.flush()?;
        return Ok(());
    }
    let with_patch = args.mode.dry_run || args.mode.diff;
    if with_patch {
        patch(plan, terminal::patch_styles(global).as_ref(), &mut out)?;
        out.flush()?;
    }
    if global.quiet {
        return Ok(());
    }
    // With a patch on standard output, the report is for the person at the terminal.
    if with_patch {
        let mut err = io::BufWriter::new(io::stderr().lock());
        let styles = terminal::styles(&io::stderr(), global);
        if global.verbose {
            findings(plan, Detail::LeftAlone, &styles, &mut err)?;
            not_read(gathered, &mut err)?;
        }
        if plan.edited().next().is_some() {
            writeln!(err)?;
        }
        summary(plan, run, outcome, global.verbose, &styles, &mut err)?;
        err.flush()?;
    } else {
        let styles = terminal::styles(&io::stdout(), global);
        findings(plan, Detail::All, &styles, &mut out)?;
        if global.verbose {
            not_read(gathered, &mut out)?;
        }
        summary(plan, run, outcome, true, &styles, &mut out)?;
        for pull in &run.pulls {
            writeln!(out, "{}", pull.sentence)?;
        }
        out.flush()?;
    }
    Ok(())
}

fn not_read(gathered: &Gathered<'_>, out: &mut dyn Write) -> io::Result<()> {
    for file in &gathered.run.skipped {
        writeln!(out, "not read: {}: {}", shown(&file.path), file.reason)?;
    }
    Ok(())
}
