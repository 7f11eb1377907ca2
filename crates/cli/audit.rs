//! `modelmod audit`.

use crate::args::{Audit as Args, AuditFormat, Global};
use crate::configuration::Start;
use crate::failure::Failure;
use crate::migrate::{Looked, Looking, look};
use crate::texts::why_unread;
use crate::{catalogue, clock, terminal};
use modelmod_audit::{Audit, Column, Days, Tree, Usage, Wanted, read};
use modelmod_edit::Named;
use modelmod_report::{audit_csv, audit_human, audit_json};
use modelmod_rewrite::{Names, Request};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// Problems that are named.
const NAMED: usize = 5;

pub(crate) fn run(args: &Args, global: &Global) -> Result<ExitCode, Failure> {
    let start = Start::Path(args.with.as_deref().unwrap_or(Path::new(".")));
    let known = catalogue::load(&args.sources, &start, global)?;
    let catalog = known.catalog.as_ref();
    let as_of = clock::as_of(args.day.as_of)?;
    let path = args.with.as_deref().unwrap_or(Path::new("."));
    let looking = Looking::new(path, as_of, &args.to, args.prefer)?;
    // Of what a project is configured to do, an export has only to do with the replacements.
    let Request { to, prefer, .. } = looking.request(global, &known)?;
    let names = Names::new(catalog, &Request { to, prefer, ..Request::new(as_of) })?;
    let usage = open(args)?;
    tell(&usage, global);
    let audit = Audit::new(&usage, &names, as_of, args.within);
    tell_measure(&audit, global);
    let with = args.with.as_ref();
    let looked = with.map(|_| look(&looking, global, &known)).transpose()?;
    let tree = looked.as_ref().map(|Looked { plan, files, mentioned, .. }| {
        Tree::new(&audit, plan, *files, |model| mentioned.contains(model.id.as_ref()))
    });
    let mut out = terminal::stdout();
    match args.output_format {
        AuditFormat::Human => {
            let styles = terminal::styles(&io::stdout(), global);
            audit_human(&audit, &usage, tree.as_ref(), &styles, &mut out)?;
        }
        AuditFormat::Json => audit_json(&audit, &usage, tree.as_ref(), &mut out)?,
        AuditFormat::Csv => audit_csv(&audit, &mut out)?,
    }
    out.flush()?;
    if looked.is_some_and(|looked| looked.unreadable > 0) {
        Ok(ExitCode::from(2))
    } else if args.check && audit.due().next().is_some() {
        Ok(ExitCode::from(1))
    } else {
        Ok(ExitCode::SUCCESS)
    }
}

fn open(args: &Args) -> Result<Usage, Failure> {
    let columns = &args.columns;
    let wanted = Wanted {
        model: columns.model_column.clone(),
        key: columns.key_column.clone(),
        workspace: columns.workspace_column.clone(),
        date: columns.date_column.clone(),
        requests: columns.requests_column.clone(),
        tokens: columns.tokens_column.clone(),
        cost: columns.cost_column.clone(),
    };
    let path = args.export.named();
    let input: Box<dyn Read> = if args.export == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let opened = File::open(&args.export).and_then(|file| match file.metadata()?.is_dir() {
            true => Err(io::ErrorKind::IsADirectory.into()),
            false => Ok(file),
        });
        Box::new(opened.map_err(|error| Failure::new(format!("{path}: {}", why_unread(&error))))?)
    };
    read(input, &wanted).map_err(|error| Failure::new(format!("{path}: {error}")))
}

/// Says what was taken for what, and what could not be read.
fn tell(usage: &Usage, global: &Global) {
    let columns = &usage.columns;
    let one = |what: &str, column: Option<&Column>| {
        column.map(|column| format!("{what} in `{}`", column.header))
    };
    let tokens = columns.tokens.iter().map(|column| format!("`{}`", column.header));
    let tokens: Vec<String> = tokens.collect();
    let taken: Vec<String> = [
        one("models", Some(&columns.model)),
        one("keys", columns.key.as_ref()),
        one("workspaces", columns.workspace.as_ref()),
        one("days", columns.date.as_ref()),
        one("requests", columns.requests.as_ref()),
        (!tokens.is_empty()).then(|| format!("tokens in {}", tokens.join(" + "))),
        one("cost", columns.cost.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let encoding = if usage.is_latin { "Latin-1" } else { "UTF-8" };
    let message = format!("{}; {} and {encoding}", taken.join(", "), usage.delimiter.as_str());
    terminal::complain("assumed", &message, global);
    if let Days::Unclear | Days::Mixed = usage.days {
        let message = "first and last use are left out: whether the month or the day stands first \
                       in the export's days cannot be told; export them as YYYY-MM-DD";
        terminal::complain("warning", message, global);
    }
    if usage.left_out + usage.partly_read > 0 {
        let message = format!(
            "{} of {} rows left out, {} read in part:",
            usage.left_out, usage.rows, usage.partly_read
        );
        let lines = usage.problems.iter().take(NAMED);
        let lines: String =
            lines.map(|one| format!("\n  line {}: {}", one.line, one.reason)).collect();
        terminal::complain("warning", &(message + &lines), global);
    }
}

fn tell_measure(audit: &Audit<'_>, global: &Global) {
    let message = format!("traffic is counted in {}", audit.measure.as_str());
    terminal::complain("assumed", &message, global);
}
