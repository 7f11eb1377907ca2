//! `--interactive`: the user decides about each hunk, as with `git add -p`.
//!
//! Maps a plan to a plan with fewer or other edits; what is done with it is none of its
//! business. Questions go to standard error: standard output stays for data.

mod keyboard;
mod session;

use crate::args::{Global, Migrate};
use crate::failure::Failure;
use crate::terminal;
use keyboard::{Keyboard, Prompt, Typed};
use modelmod_report::{HunkView, Styles, hunk, shown};
use modelmod_rewrite::{Applicability, Engine, Plan};
use session::{Hunk, Session, Step};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};

/// Refuses where nobody can be asked.
pub(super) fn require_terminal() -> Result<(), Failure> {
    for (name, is_terminal) in [
        ("standard input", io::stdin().is_terminal()),
        ("standard error", io::stderr().is_terminal()),
    ] {
        if !is_terminal {
            return Err(Failure::new(format!(
                "--interactive asks questions, and {name} is no terminal: run it in a terminal, \
                 or use --dry-run to look and --only, --except and paths to choose"
            )));
        }
    }
    Ok(())
}

/// Asks about every edit of `plan` and leaves in it those that were accepted.
pub(super) fn choose(
    args: &Migrate,
    global: &Global,
    engine: &Engine<'_>,
    plan: &mut Plan<'_>,
) -> Result<(), Failure> {
    let unmarked = if args.mode.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    let mut dialogue = Dialogue {
        engine,
        session: Session::new(plan, unmarked),
        keyboard: Keyboard::new(),
        styles: terminal::styles(&io::stderr(), global),
        unmarked,
        headed: None,
    };
    dialogue.run(plan).map_err(|stop| match stop {
        Stop::Interrupted => Failure::Interrupted,
        Stop::Ended => Failure::new(
            "the input ended before the questions did: nothing was written; \
             `q` ends them and makes the changes accepted so far",
        ),
        Stop::Broken(error) => Failure::new(format!("asking at the terminal: {error}")),
    })?;
    let choices = dialogue.session.into_choices();
    let refused = engine.choose(plan, &choices);
    if refused > 0 {
        let message = format!(
            "with the changes chosen {refused} of the files would fail their check: \
             they are left as they are (listed below)"
        );
        terminal::complain("warning", &message, global);
    }
    Ok(())
}

/// Why the questions end without an answer.
enum Stop {
    Interrupted,
    Ended,
    Broken(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

struct Dialogue<'e, 'c> {
    engine: &'e Engine<'c>,
    session: Session,
    keyboard: Keyboard,
    styles: Styles,
    unmarked: Applicability,
    /// The file whose header was shown last.
    headed: Option<usize>,
}

impl Dialogue<'_, '_> {
    fn run(&mut self, plan: &Plan<'_>) -> Result<(), Stop> {
        let mut is_shown = false;
        while let Some((hunk, at, of)) = self.session.current() {
            let hunk = hunk.clone();
            if !is_shown {
                self.show(plan, &hunk)?;
            }
            is_shown = true;
            match self.ask(at, of)? {
                Step::Taken | Step::Split => is_shown = false,
                Step::Edit => is_shown = !self.edit(plan, &hunk)?,
                Step::Help => self.help()?,
                Step::Again => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, plan: &Plan<'_>, asked: &Hunk) -> Result<(), Stop> {
        let Some(file) = plan.files.get(asked.file) else { return Ok(()) };
        let with_header = self.headed != Some(asked.file);
        self.headed = Some(asked.file);
        let edits = asked.edits.clone();
        let view = HunkView { plan, file, edits, with_header, unmarked: self.unmarked };
        let mut err = io::BufWriter::new(io::stderr().lock());
        hunk(&view, &self.styles, &mut err)?;
        Ok(err.flush()?)
    }

    fn ask(&mut self, at: usize, of: usize) -> Result<Step, Stop> {
        let keys: String = self.session.keys().iter().flat_map(|key| [*key, ',']).collect();
        let style = self.styles.heading;
        write!(io::stderr(), "{style}({at}/{of}) Make this change [{keys}?]?{style:#} ")?;
        match self.keyboard.key()? {
            Typed::Answer(key) => {
                let step = self.session.press(key);
                if step == Step::Again {
                    writeln!(io::stderr(), "  that key means nothing here; ? explains the keys")?;
                }
                Ok(step)
            }
            Typed::Back => Ok(Step::Again),
            Typed::Interrupted => Err(Stop::Interrupted),
            Typed::Ended => Err(Stop::Ended),
        }
    }

    /// Asks what to write instead; tells whether the hunk is decided now.
    fn edit(&mut self, plan: &Plan<'_>, asked: &Hunk) -> Result<bool, Stop> {
        let Some(file) = plan.files.get(asked.file) else { return Ok(false) };
        let edits = &file.plan.edits.as_slice()[asked.edits.clone()];
        let mut typed: BTreeMap<&str, String> = BTreeMap::new();
        let mut names = Vec::new();
        for edit in edits {
            let finding = file.plan.findings.iter().find(|one| one.edit.as_ref() == Some(edit));
            let Some(finding) = finding else { return Ok(false) };
            let offered = finding.replacement.as_deref().unwrap_or_default();
            let name = match typed.get(finding.matched.as_str()) {
                Some(name) => name.clone(),
                None => match self.replacement(&finding.matched, offered)? {
                    Some(name) => name,
                    None => return Ok(false),
                },
            };
            typed.insert(&finding.matched, name.clone());
            names.push(name);
        }
        self.session.instead(names);
        Ok(true)
    }

    /// A replacement for `old`, checked; `None` when the user goes back.
    fn replacement(&mut self, old: &str, offered: &str) -> Result<Option<String>, Stop> {
        let (good, soon) = (self.styles.good, self.styles.soon);
        let plain = format!("  {} becomes [{offered}]: ", shown(old.as_bytes()));
        let text = format!("  {} becomes [{good}{offered}{good:#}]: ", shown(old.as_bytes()));
        let prompt = Prompt { text, width: plain.chars().count() };
        loop {
            let mut err = io::stderr();
            let name = match self.keyboard.line(&prompt)? {
                Typed::Answer(name) if name.is_empty() => return Ok(Some(offered.to_owned())),
                Typed::Answer(name) if name == old => {
                    writeln!(err, "  that is what stands there: Escape, then `n`, leaves it")?;
                    continue;
                }
                Typed::Answer(name) => name,
                Typed::Back => return Ok(None),
                Typed::Interrupted => return Err(Stop::Interrupted),
                Typed::Ended => return Err(Stop::Ended),
            };
            match self.engine.check_replacement(&name) {
                Ok(true) => return Ok(Some(name)),
                Ok(false) => {
                    writeln!(
                        err,
                        "  {soon}warning{soon:#}: the catalogue has no model `{name}`: \
                         it is written as given, unchecked"
                    )?;
                    return Ok(Some(name));
                }
                Err(error) => writeln!(err, "  {error}")?,
            }
        }
    }

    fn help(&self) -> Result<(), Stop> {
        let mut err = io::stderr().lock();
        for key in self.session.keys().iter().chain(&['?']) {
            let meaning = match key {
                'y' => "make this change",
                'n' => "do not make this change",
                'a' => "make it and all later ones in this file, save those marked unsafe",
                'd' => "make neither it nor any later one in this file",
                's' => "split: ask about each name by itself",
                'e' => "type another replacement (Escape: back to this question)",
                'q' => "ask no more; the changes accepted so far are made",
                _ => "print this help",
            };
            writeln!(err, "  {key}  {meaning}")?;
        }
        writeln!(err, "Nothing is written before the last question; Ctrl-C writes nothing.")?;
        if self.keyboard.needs_enter() {
            writeln!(err, "Press Enter after the key.")?;
        }
        Ok(())
    }
}
