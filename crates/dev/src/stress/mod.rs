//! What the engine takes for texts that nobody writes: megabytes on one line, brackets without
//! an end. Its time has to grow with the length of a text and no faster, whatever the text.
//!
//! Seconds depend on the machine, so no test asserts them; this tool shows them. They are those
//! of the processor where the system tells, so that other programs do not count.

mod shapes;
mod tongues;

use crate::args::Stress;
use modelmod_catalog::builtin;
use modelmod_rewrite::{Engine, Request};
use shapes::Shape;
use std::process::ExitCode;
use std::time::Instant;
use std::{fs, thread};
use tongues::Tongue;

/// In a second, as Linux counts for programs on all machines.
const TICKS: f64 = 100.0;
/// As much as threads have where nobody asks for more.
const STACK: usize = 2 << 20;

/// Measures and prints a table, line by line.
pub(crate) fn run(args: &Stress) -> Result<ExitCode, String> {
    let request = Request::new(args.as_of);
    let engine = Engine::new(builtin::catalog(), &request).map_err(|error| error.to_string())?;
    let is_asked =
        |wanted: &Option<String>, name: &str| wanted.as_ref().is_none_or(|wanted| wanted == name);
    let tongues: Vec<&Tongue> =
        tongues::ALL.iter().filter(|one| is_asked(&args.language, one.name)).collect();
    let shapes: Vec<&Shape> =
        shapes::ALL.iter().filter(|one| is_asked(&args.shape, one.name)).collect();
    if tongues.is_empty() || shapes.is_empty() {
        return Err(format!("no such language or shape: {}", known()));
    }
    println!(
        "{:<20} {:<20} {:>8} {:>8} {:>6} {:>7} {:>9} {:>9}",
        "language", "shape", "half s", "s", "ratio", "MiB", "findings", "edits"
    );
    for tongue in tongues {
        for shape in &shapes {
            println!("{}", row(&engine, tongue, shape, args));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn known() -> String {
    let tongues = tongues::ALL.iter().map(|one| one.name);
    let shapes = shapes::ALL.iter().map(|one| one.name);
    format!(
        "languages are {}; shapes are {}",
        tongues.collect::<Vec<_>>().join(", "),
        shapes.collect::<Vec<_>>().join(", ")
    )
}

fn row(engine: &Engine<'_>, tongue: &Tongue, shape: &Shape, args: &Stress) -> String {
    let name = format!("{:<20} {:<20}", tongue.name, shape.name);
    let len = args.kib << 10;
    let half = measure(engine, tongue, shape, len / 2);
    if half.seconds > args.patience {
        return format!("{name} {:>8.2}        -", half.seconds);
    }
    let whole = measure(engine, tongue, shape, len);
    let ratio = whole.seconds / half.seconds.max(0.01);
    let memory = whole.memory.map_or("-".to_owned(), |bytes| (bytes >> 20).to_string());
    format!(
        "{name} {:>8.2} {:>8.2} {ratio:>6.1} {memory:>7} {:>9} {:>9}",
        half.seconds, whole.seconds, whole.findings, whole.edits
    )
}

struct Measured {
    seconds: f64,
    /// The most memory that the process had, in bytes.
    memory: Option<usize>,
    findings: usize,
    edits: usize,
}

fn measure(engine: &Engine<'_>, tongue: &Tongue, shape: &Shape, len: usize) -> Measured {
    let text = shape.text(tongue, len);
    forget_peak();
    let (start, used) = (Instant::now(), processor());
    let found = thread::scope(|scope| {
        let scan = || engine.scan(tongue.path, &text);
        let thread = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, scan);
        thread.ok()?.join().ok()?.ok().flatten()
    });
    let spent = processor().zip(used).map(|(now, then)| now - then);
    Measured {
        seconds: spent.unwrap_or_else(|| start.elapsed().as_secs_f64()),
        memory: peak(),
        findings: found.as_ref().map_or(0, |plan| plan.findings.len()),
        edits: found.as_ref().map_or(0, |plan| plan.edits.as_slice().len()),
    }
}

/// Lets the system count the peak of the memory anew, where it does.
fn forget_peak() {
    // A system without it counts the peak of the whole run, or none.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

/// Seconds of the processor that this process used, its threads together.
fn processor() -> Option<f64> {
    // Behind the name, which may hold anything but a bracket: the state, and ten numbers.
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = status.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS)
}

fn peak() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kib: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib << 10)
}
