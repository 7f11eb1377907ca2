//! Which hunk is asked about, and what the answers so far mean: no terminal, no text.

use modelmod_rewrite::{Applicability, Choice, Plan, diff};
use std::ops::Range;

/// Edits that are shown and decided together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Hunk {
    /// The place of its file in the plan.
    pub(super) file: usize,
    /// The places of its edits in those of the file.
    pub(super) edits: Range<usize>,
}

/// What a key asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The answer was taken.
    Taken,
    /// The hunk was taken apart: show the first part.
    Split,
    /// The user wants to type replacements: ask for them, then [`Session::instead`].
    Edit,
    /// Explain the keys.
    Help,
    /// This key means nothing here: ask again.
    Again,
}

/// Hunks in order, and the choices made.
#[derive(Debug)]
pub(super) struct Session {
    hunks: Vec<Hunk>,
    at: usize,
    /// For each file, for each edit.
    choices: Vec<Vec<Choice>>,
    /// For each file, for each edit: whether it would not be made without a question.
    marked: Vec<Vec<bool>>,
}

impl Session {
    /// All edits of `plan`, none decided. Edits above `unmarked` are marked.
    pub(super) fn new(plan: &Plan<'_>, unmarked: Applicability) -> Self {
        let mut session =
            Self { hunks: Vec::new(), at: 0, choices: Vec::new(), marked: Vec::new() };
        for (file, planned) in plan.files.iter().enumerate() {
            let edits = &planned.plan.edits;
            let groups = diff::groups(&planned.before, edits);
            session.hunks.extend(groups.into_iter().map(|edits| Hunk { file, edits }));
            session.choices.push(vec![Choice::Unasked; edits.as_slice().len()]);
            let mut marked = vec![false; edits.as_slice().len()];
            for finding in planned.plan.findings.iter().filter(|one| one.applicability > unmarked) {
                let edit = finding.edit.as_ref();
                if let Some(Ok(at)) = edit.map(|edit| edits.as_slice().binary_search(edit)) {
                    marked[at] = true;
                }
            }
            session.marked.push(marked);
        }
        session
    }

    /// The hunk to ask about, its number from 1, and how many there are.
    pub(super) fn current(&self) -> Option<(&Hunk, usize, usize)> {
        self.hunks.get(self.at).map(|hunk| (hunk, self.at + 1, self.hunks.len()))
    }

    /// The keys that mean something now, without `?`.
    pub(super) fn keys(&self) -> &'static [char] {
        match self.current() {
            Some((hunk, ..)) if hunk.edits.len() > 1 => &['y', 'n', 'a', 'd', 's', 'e', 'q'],
            _ => &['y', 'n', 'a', 'd', 'e', 'q'],
        }
    }

    /// Takes the answer to the current question.
    pub(super) fn press(&mut self, key: char) -> Step {
        match key {
            'y' => self.decide(&Choice::Yes),
            'n' => self.decide(&Choice::No),
            'a' => self.rest(&Choice::Yes),
            'd' => self.rest(&Choice::No),
            'q' => self.at = self.hunks.len(),
            's' if self.keys().contains(&'s') => {
                self.split();
                return Step::Split;
            }
            'e' => return Step::Edit,
            '?' => return Step::Help,
            _ => return Step::Again,
        }
        Step::Taken
    }

    /// Accepts the current hunk with a replacement typed for each of its edits.
    pub(super) fn instead(&mut self, names: Vec<String>) {
        if let Some(hunk) = self.hunks.get(self.at) {
            let choices = self.choices[hunk.file][hunk.edits.clone()].iter_mut();
            choices.zip(names).for_each(|(choice, name)| *choice = Choice::Instead(name));
            self.at += 1;
        }
    }

    /// For each file of the plan one choice an edit.
    pub(super) fn into_choices(self) -> Vec<Vec<Choice>> {
        self.choices
    }

    fn decide(&mut self, choice: &Choice) {
        if let Some(hunk) = self.hunks.get(self.at) {
            self.choices[hunk.file][hunk.edits.clone()].fill(choice.clone());
            self.at += 1;
        }
    }

    /// Decides this hunk and those behind it in the file. Nobody says yes to a marked one that
    /// he has not seen: such hunks are still asked about.
    fn rest(&mut self, choice: &Choice) {
        let Some(file) = self.hunks.get(self.at).map(|hunk| hunk.file) else { return };
        self.decide(choice);
        let behind = self.hunks.split_off(self.at);
        let is_marked = |hunk: &Hunk| self.marked[hunk.file][hunk.edits.clone()].contains(&true);
        let (done, open): (Vec<_>, Vec<_>) = behind
            .into_iter()
            .partition(|hunk| hunk.file == file && !(*choice == Choice::Yes && is_marked(hunk)));
        for hunk in done {
            self.choices[hunk.file][hunk.edits.clone()].fill(choice.clone());
            self.hunks.push(hunk);
            self.at += 1;
        }
        self.hunks.extend(open);
    }

    fn split(&mut self) {
        if let Some(hunk) = self.hunks.get(self.at).cloned() {
            let parts =
                hunk.edits.clone().map(|edit| Hunk { file: hunk.file, edits: edit..edit + 1 });
            self.hunks.splice(self.at..=self.at, parts.collect::<Vec<_>>());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use modelmod_catalog::{Date, builtin};
    use modelmod_rewrite::{Engine, PlannedFile, Request};

    fn engine() -> Engine<'static> {
        let request =
            Request { level: Applicability::Unsafe, ..Request::new(Date::ymd(2026, 11, 23)) };
        Engine::new(builtin::catalog(), &request).unwrap()
    }

    fn plan(engine: &Engine<'static>, files: &[(&str, &str)]) -> Plan<'static> {
        let file = |&(path, text): &(&str, &str)| PlannedFile {
            target: path.into(),
            path: path.into(),
            before: text.into(),
            plan: engine.scan(path, text.as_bytes()).unwrap().unwrap(),
            failed: None,
        };
        let files = files.iter().map(file).collect();
        Plan::new(Date::ymd(2026, 11, 23), files, engine.verdicts().cloned().collect())
    }

    const FAR: &str = "#\n#\n#\n#\n#\n#\n#\n#\n";

    /// Two files: one with hunks of two, one (marked) and one edits, and one with one hunk.
    fn two_files() -> (Engine<'static>, Plan<'static>) {
        let engine = engine();
        let first = format!(
            "model = 'claude-2.1'\nmodel = 'claude-2.0'\n{FAR}run('claude-2.1')\n{FAR}model='gpt-4o'\n"
        );
        let plan = plan(&engine, &[("a.py", &first), ("b.py", "model = 'claude-2.1'\n")]);
        (engine, plan)
    }

    /// Presses `keys` and applies what came of it: the texts of the two files afterwards.
    fn after(keys: &str) -> [String; 2] {
        let (engine, mut plan) = two_files();
        let mut session = Session::new(&plan, Applicability::Safe);
        for key in keys.chars() {
            match session.press(key) {
                Step::Edit => {
                    let names = session.current().unwrap().0.edits.clone().map(|_| "my/own".into());
                    session.instead(names.collect());
                }
                step => assert_ne!(step, Step::Again, "{key}"),
            }
        }
        assert_eq!(engine.choose(&mut plan, &session.into_choices()), 0);
        [0, 1].map(|file| String::from_utf8(plan.files[file].after()).unwrap())
    }

    fn lines(keys: &str) -> Vec<String> {
        let all = after(keys).concat();
        all.lines().filter(|line| *line != "#").map(str::to_owned).collect()
    }

    const OLD: [&str; 5] = [
        "model = 'claude-2.1'",
        "model = 'claude-2.0'",
        "run('claude-2.1')",
        "model='gpt-4o'",
        "model = 'claude-2.1'",
    ];
    const NEW: [&str; 5] = [
        "model = 'claude-opus-4-8'",
        "model = 'claude-opus-4-8'",
        "run('claude-opus-4-8')",
        "model='gpt-6-luna'",
        "model = 'claude-opus-4-8'",
    ];

    /// What is expected: `+` the new line, `-` the old one.
    #[track_caller]
    fn check(keys: &str, expected: &str) {
        let mut wanted = Vec::new();
        for (at, mark) in expected.chars().enumerate() {
            wanted.push(if mark == '+' { NEW[at] } else { OLD[at] });
        }
        assert_eq!(lines(keys), wanted, "{keys}");
    }

    #[test]
    fn yes_and_no_go_by_hunk() {
        check("yyyy", "+++++");
        check("nnnn", "-----");
        check("ynyn", "++-+-");
        check("nyny", "--+-+");
    }

    #[test]
    fn quitting_keeps_what_was_accepted() {
        check("q", "-----");
        check("yq", "++---");
        check("nyq", "--+--");
        check("yy", "+++--");
    }

    #[test]
    fn the_rest_of_a_file_is_that_of_this_file_and_never_what_is_marked_and_unseen() {
        // After `a` the marked hunk is asked about, then the other file.
        check("any", "++-++");
        check("ayn", "++++-");
        check("yaq", "++++-");
        check("dy", "----+");
        check("ydy", "++--+");
    }

    #[test]
    fn where_marks_are_wanted_the_rest_is_all() {
        let (_, plan) = two_files();
        let mut session = Session::new(&plan, Applicability::Unsafe);
        assert_eq!(session.press('a'), Step::Taken);
        assert_eq!(session.current().map(|(hunk, at, of)| (hunk.file, at, of)), Some((1, 4, 4)));
    }

    #[test]
    fn a_split_hunk_is_decided_name_by_name() {
        check("synynn", "+-+--");
        check("snyq", "-+---");
        let (_, plan) = two_files();
        let mut session = Session::new(&plan, Applicability::Safe);
        assert!(session.keys().contains(&'s'));
        assert_eq!(session.press('s'), Step::Split);
        assert_eq!(session.current().map(|(_, at, of)| (at, of)), Some((1, 5)));
        assert!(!session.keys().contains(&'s'));
        assert_eq!(session.press('s'), Step::Again, "one name is not taken apart");
    }

    #[test]
    fn typed_replacements_are_written() {
        let lines = lines("neny");
        assert_eq!(lines[2], "run('my/own')");
        assert_eq!(lines[3..], [OLD[3], NEW[4]]);
    }

    #[test]
    fn other_keys_change_nothing() {
        let (_, plan) = two_files();
        let mut session = Session::new(&plan, Applicability::Safe);
        assert_eq!(session.press('?'), Step::Help);
        for key in ['Y', ' ', '\n', 'j', '\u{1b}', 'é'] {
            assert_eq!(session.press(key), Step::Again, "{key:?}");
        }
        assert_eq!(session.current().map(|(_, at, of)| (at, of)), Some((1, 4)));
    }

    #[test]
    fn what_is_not_made_says_why() {
        let (engine, mut plan) = two_files();
        let mut session = Session::new(&plan, Applicability::Safe);
        for key in "nyq".chars() {
            session.press(key);
        }
        engine.choose(&mut plan, &session.into_choices());
        let counts = plan.counts();
        assert_eq!((counts.edits, counts.held_back, counts.display), (1, 0, 4));
        let reasons: Vec<&str> =
            plan.findings().map(|(_, finding)| finding.reason.as_str()).collect();
        let (said, ended) = ("you said no", "you ended the questions before it");
        assert_eq!([reasons[0], reasons[1], reasons[3], reasons[4]], [said, said, ended, ended]);
    }
}
