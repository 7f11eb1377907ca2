//! A pull request's life, on each forge, against a server that refuses what its forge does not
//! describe.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failure here is the test's failure")]

use modelmod_forge::{
    Action, Branch, Clock, Done, Flags, ForgeError, Fork, Http, Job, Marker, Place, Remote,
    RemoteError, Token, Wanted, bring_about, detect, foresee,
};
use modelmod_testkit::{
    FakeForge, Fault, Heads, Kind, PullState, Repository, State, TOKEN, Trouble,
};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const BRANCH: &str = "modelmod/migrate";

/// Branches in a table. A commit's name tells what it is: `ours-CONTENT`, `theirs-NAME`, or else
/// one of the base.
struct Table {
    heads: Arc<Mutex<BTreeMap<String, String>>>,
    content: String,
    /// Changes that were made, so many of which are allowed.
    pushes: usize,
    is_redirected: bool,
}

impl Remote for Table {
    fn branch(&mut self, base: &str) -> Result<Option<Branch>, RemoteError> {
        assert!(["main", "trunk"].contains(&base), "{base}");
        let head = self.heads.lock().unwrap().get(BRANCH).cloned();
        Ok(head.map(|head| Branch {
            content: head.strip_prefix("ours-").map(str::to_owned),
            owner: (!head.starts_with("ours-")).then(|| head.clone()),
            strangers: head.strip_prefix("theirs-").map(str::to_owned).into_iter().collect(),
            head,
        }))
    }

    fn push(&mut self, expected: Option<&str>) -> Result<(), RemoteError> {
        let mut heads = self.heads.lock().unwrap();
        assert_eq!(heads.get(BRANCH).map(String::as_str), expected, "a push under a lease");
        heads.insert(BRANCH.to_owned(), format!("ours-{}", self.content));
        self.pushes += 1;
        Ok(())
    }

    fn delete(&mut self, expected: &str) -> Result<(), RemoteError> {
        let mut heads = self.heads.lock().unwrap();
        assert_eq!(heads.remove(BRANCH).as_deref(), Some(expected));
        self.pushes += 1;
        Ok(())
    }

    fn redirect(&mut self, fork: &Fork) -> Result<(), RemoteError> {
        assert!(!fork.https.is_empty() && !fork.ssh.is_empty());
        self.is_redirected = true;
        Ok(())
    }
}

/// A clock on which waiting takes no time.
#[derive(Default)]
struct Stopped {
    slept: RefCell<Vec<u64>>,
    now: Cell<u64>,
}

impl Clock for Stopped {
    fn now(&self) -> u64 {
        self.now.get()
    }

    fn sleep(&self, time: Duration) {
        self.slept.borrow_mut().push(time.as_secs());
        self.now.set(self.now.get() + time.as_secs());
    }
}

struct World {
    kind: Kind,
    forge: FakeForge,
    place: Place,
    token: Token,
    clock: Stopped,
    table: Table,
    labels: Vec<String>,
    reviewers: Vec<String>,
    assignees: Vec<String>,
    fork: bool,
    is_draft: bool,
    group: Option<&'static str>,
}

fn wanted(plan: &str) -> Wanted {
    Wanted {
        plan: format!("plan-{plan}"),
        content: plan.to_owned(),
        text: format!("text-{plan}"),
        title: format!("Migrate {plan}"),
        body: format!("What changes: {plan}."),
    }
}

impl World {
    fn new(kind: Kind) -> Self {
        let heads = Arc::new(Mutex::new(BTreeMap::from([("main".to_owned(), "base".to_owned())])));
        let repository = Repository {
            owner: "acme".to_owned(),
            name: "app".to_owned(),
            default_branch: "main".to_owned(),
            parent: None,
            heads: Heads::Table(Arc::clone(&heads)),
            clone_url: "https://forge.test/acme/app.git".to_owned(),
        };
        let forge = FakeForge::start(
            kind,
            State {
                repositories: vec![repository],
                user: "bot".to_owned(),
                labels: vec!["bug".to_owned(), "models".to_owned()],
                people: vec!["kim".to_owned(), "lee".to_owned(), "{uuid}".to_owned()],
                ..State::default()
            },
        );
        let flags = Flags { kind: kind.as_str().parse().ok(), base: Some(forge.api()) };
        let place = detect("https://forge.test/acme/app.git", &flags, |_| None).unwrap();
        let token = Token::find(place.kind, place.token_variables(), |name| {
            name.ends_with("_TOKEN").then(|| TOKEN.to_owned())
        });
        let token = token.unwrap().unwrap();
        let table = Table { heads, content: String::new(), pushes: 0, is_redirected: false };
        let (clock, labels) = (Stopped::default(), Vec::new());
        let (reviewers, assignees) = (Vec::new(), Vec::new());
        Self {
            kind,
            forge,
            place,
            token,
            clock,
            table,
            labels,
            reviewers,
            assignees,
            fork: false,
            is_draft: false,
            group: None,
        }
    }

    fn attempt(&mut self, plan: Option<&str>, only_looks: bool) -> Result<Done, ForgeError> {
        self.table.content = plan.unwrap_or_default().to_owned();
        let http = Http::new(Duration::from_secs(20));
        let job = Job {
            place: &self.place,
            token: Some(&self.token),
            transport: &http,
            clock: &self.clock,
            branch: BRANCH,
            group: self.group,
            base: None,
            fork: self.fork.then_some(None),
            is_draft: self.is_draft,
            labels: &self.labels,
            reviewers: &self.reviewers,
            assignees: &self.assignees,
            wanted: plan.map(wanted),
        };
        if only_looks {
            let action = foresee(&job, &mut self.table)?.action;
            return Ok(Done { action, number: None, url: None, warnings: Vec::new() });
        }
        bring_about(&job, &mut self.table)
    }

    #[track_caller]
    fn run(&mut self, plan: Option<&str>) -> Done {
        let done = self.attempt(plan, false).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(self.forge.take_rejected(), Vec::<String>::new(), "{:?}", self.kind);
        done
    }

    /// What was changed by the runs since the last call: pushes and requests.
    fn changes(&mut self) -> Vec<String> {
        let log = self.forge.take_log().into_iter().filter(|one| one.method != "GET");
        let mut changes: Vec<String> =
            log.map(|one| format!("{} {}", one.method, one.target)).collect();
        changes.extend((0..std::mem::take(&mut self.table.pushes)).map(|_| "push".to_owned()));
        changes
    }

    fn head(&self) -> Option<String> {
        self.table.heads.lock().unwrap().get(BRANCH).cloned()
    }

    fn set_head(&self, head: &str) {
        self.table.heads.lock().unwrap().insert(BRANCH.to_owned(), head.to_owned());
    }
}

fn everywhere(test: impl Fn(&mut World)) {
    for kind in Kind::ALL {
        test(&mut World::new(kind));
    }
}

#[test]
fn opened_and_then_left_alone() {
    everywhere(|world| {
        let done = world.run(Some("a"));
        assert_eq!((done.action, done.number), (Action::Opened, Some(1)));
        assert!(done.url.unwrap().starts_with("https://forge.test/acme/app/"));
        assert_eq!(world.changes().len(), 2, "a push and a request");
        let pull = &world.forge.pulls()[0];
        assert_eq!((pull.title.as_str(), pull.branch.as_str()), ("Migrate a", BRANCH));
        assert_eq!((pull.base.as_str(), pull.is_draft), ("main", false));
        assert!(pull.body.starts_with("What changes: a.\n"), "{}", pull.body);
        assert_eq!(Marker::of(&pull.body).unwrap().plan, "plan-a");
        let again = world.run(Some("a"));
        assert_eq!((again.action, again.number), (Action::Unchanged, Some(1)));
        assert_eq!(world.changes(), Vec::<String>::new(), "{:?}", world.kind);
    });
}

#[test]
fn another_plan_is_put_in_place() {
    everywhere(|world| {
        world.run(Some("a"));
        world.changes();
        assert_eq!(world.run(Some("b")).action, Action::Updated);
        assert_eq!(world.changes().len(), 2, "a push and a request");
        let pulls = world.forge.pulls();
        assert_eq!((pulls.len(), pulls[0].title.as_str()), (1, "Migrate b"));
        assert_eq!(world.head().as_deref(), Some("ours-b"));
        world.run(Some("b"));
        assert_eq!(world.changes(), Vec::<String>::new());
    });
}

#[test]
fn what_people_committed_stays() {
    everywhere(|world| {
        world.run(Some("a"));
        world.set_head("theirs-Kim");
        world.changes();
        assert_eq!(world.run(Some("a")).action, Action::Unchanged);
        assert_eq!(world.changes(), Vec::<String>::new());
        assert_eq!(world.run(Some("b")).action, Action::LeftToPeople);
        assert_eq!(world.changes().len(), 1, "a comment");
        assert_eq!(world.head().as_deref(), Some("theirs-Kim"));
        let comment = world.forge.pulls()[0].comments[0].clone();
        assert!(comment.contains("did not make") && comment.contains("Migrate b"), "{comment}");
        // It is said once.
        assert_eq!(world.run(Some("b")).action, Action::LeftToPeople);
        assert_eq!(world.changes(), Vec::<String>::new());
        // Nor is it closed over their heads.
        assert_eq!(world.run(None).action, Action::LeftToPeople);
        assert_eq!(world.forge.pulls()[0].state, PullState::Open);
        assert_eq!(world.head().as_deref(), Some("theirs-Kim"));
    });
}

#[test]
fn what_people_closed_stays_closed_until_the_plan_is_another() {
    everywhere(|world| {
        world.run(Some("a"));
        world.forge.with(|state| state.pulls[0].state = PullState::Closed);
        world.changes();
        let done = world.run(Some("a"));
        assert_eq!((done.action, done.number), (Action::ClosedByPerson, Some(1)));
        assert_eq!(world.changes(), Vec::<String>::new());
        let done = world.run(Some("b"));
        assert_eq!((done.action, done.number), (Action::Opened, Some(2)));
        assert_eq!(world.forge.pulls()[0].state, PullState::Closed);
    });
}

#[test]
fn what_is_no_longer_needed_is_closed_and_may_come_back() {
    everywhere(|world| {
        world.run(Some("a"));
        world.changes();
        let done = world.run(None);
        assert_eq!((done.action, done.number), (Action::Closed, Some(1)));
        let pull = &world.forge.pulls()[0];
        assert_eq!((pull.state, pull.comments.len()), (PullState::Closed, 1));
        assert_eq!(world.head(), None);
        world.changes();
        assert_eq!(world.run(None).action, Action::Nothing);
        assert_eq!(world.changes(), Vec::<String>::new());
        // No person closed it.
        let done = world.run(Some("a"));
        assert_eq!((done.action, done.number), (Action::Opened, Some(2)));
    });
}

#[test]
fn merged_is_over() {
    everywhere(|world| {
        world.run(Some("a"));
        world.forge.with(|state| state.pulls[0].state = PullState::Merged);
        world.changes();
        assert_eq!(world.run(None).action, Action::Nothing);
        assert_eq!(world.changes(), Vec::<String>::new());
        let done = world.run(Some("b"));
        assert_eq!((done.action, done.number), (Action::Opened, Some(2)));
    });
}

#[test]
fn a_branch_without_a_pull_request_gets_one() {
    everywhere(|world| {
        world.set_head("ours-a");
        assert_eq!(world.run(Some("a")).action, Action::Opened);
        assert_eq!(world.changes().len(), 1, "nothing is pushed");
    });
    everywhere(|world| {
        world.set_head("theirs-Kim");
        let error = world.attempt(Some("a"), false).unwrap_err();
        assert!(error.to_string().contains("Kim") && !error.is_retryable(), "{error}");
        assert_eq!(world.changes(), Vec::<String>::new());
        assert_eq!(world.head().as_deref(), Some("theirs-Kim"));
    });
}

/// The edits are the same, but something else became of their files: a branch that merges is
/// left as people have seen it, one that does not is made anew.
#[test]
fn a_branch_is_made_anew_only_where_it_has_to() {
    everywhere(|world| {
        world.run(Some("a"));
        world.set_head("ours-before");
        world.changes();
        assert_eq!(world.run(Some("a")).action, Action::Unchanged);
        assert_eq!(world.changes(), Vec::<String>::new());
        world.forge.with(|state| state.pulls[0].conflicts = true);
        let done = world.run(Some("a"));
        // Bitbucket does not say whether it conflicts.
        if world.kind != Kind::Bitbucket {
            assert_eq!(done.action, Action::Updated, "{:?}", world.kind);
            assert_eq!(world.changes(), ["push"]);
            assert_eq!(world.head().as_deref(), Some("ours-a"));
        }
    });
}

#[test]
fn labels_and_people_are_set_once() {
    everywhere(|world| {
        let is_bucket = world.kind == Kind::Bitbucket;
        world.is_draft = true;
        world.reviewers = vec![if is_bucket { "{uuid}" } else { "kim" }.to_owned()];
        if !is_bucket {
            world.labels = vec!["models".to_owned()];
            world.assignees = vec!["lee".to_owned()];
        }
        let done = world.run(Some("a"));
        assert_eq!(done.warnings, Vec::<String>::new());
        let pull = world.forge.pulls()[0].clone();
        assert_eq!(pull.reviewers, world.reviewers, "{:?}", world.kind);
        assert_eq!((&pull.labels, &pull.assignees), (&world.labels, &world.assignees));
        assert!(pull.is_draft);
        assert!(!Marker::of(&pull.body).unwrap().is_unfinished);
        world.changes();
        // A label that somebody took away does not come back.
        world.forge.with(|state| state.pulls[0].labels.clear());
        assert_eq!(world.run(Some("a")).action, Action::Unchanged);
        assert_eq!(world.changes(), Vec::<String>::new());
        world.run(Some("b"));
        assert!(world.forge.pulls()[0].title.ends_with("Migrate b"));
        let prefix = match world.kind {
            Kind::GitLab => "Draft: ",
            Kind::Gitea | Kind::Forgejo => "WIP: ",
            _ => "",
        };
        assert!(world.forge.pulls()[0].title.starts_with(prefix), "it stays a draft");
    });
}

#[test]
fn names_that_nobody_has() {
    let mut world = World::new(Kind::GitHub);
    world.reviewers = vec!["nobody".to_owned()];
    let done = world.run(Some("a"));
    assert_eq!(done.action, Action::Opened);
    assert!(done.warnings[0].contains("collaborators: nobody"), "{:?}", done.warnings);
    world.changes();
    world.run(Some("a"));
    assert_eq!(world.changes(), Vec::<String>::new(), "it is not tried for ever");
    for (kind, label, reviewer) in
        [(Kind::Gitea, "none", ""), (Kind::GitLab, "", "nobody"), (Kind::Bitbucket, "bug", "")]
    {
        let mut world = World::new(kind);
        let list = |name: &str| if name.is_empty() { vec![] } else { vec![name.to_owned()] };
        (world.labels, world.reviewers) = (list(label), list(reviewer));
        let error = world.attempt(Some("a"), false).unwrap_err();
        assert!(matches!(error, ForgeError::NoSuch { .. }), "{error}");
        assert_eq!(world.changes(), Vec::<String>::new(), "before anything is pushed");
    }
}

#[test]
fn a_fork_is_made_once() {
    everywhere(|world| {
        world.fork = true;
        world.forge.with(|state| state.slow_fork = 2);
        assert_eq!(world.run(Some("a")).action, Action::Opened, "{:?}", world.kind);
        assert!(world.table.is_redirected);
        let from = world.forge.pulls()[0].from;
        assert_eq!(world.forge.with(|state| state.repositories[from].owner.clone()), "bot");
        world.changes();
        assert_eq!(world.run(Some("a")).action, Action::Unchanged, "{:?}", world.kind);
        assert_eq!(world.changes(), Vec::<String>::new());
    });
}

#[test]
fn looking_changes_nothing() {
    everywhere(|world| {
        assert_eq!(world.attempt(Some("a"), true).unwrap().action, Action::Opened);
        assert_eq!(world.changes(), Vec::<String>::new());
        world.run(Some("a"));
        world.changes();
        assert_eq!(world.attempt(Some("b"), true).unwrap().action, Action::Updated);
        assert_eq!(world.attempt(None, true).unwrap().action, Action::Closed);
        world.fork = true;
        assert_eq!(world.attempt(Some("a"), true).unwrap().action, Action::Opened);
        assert_eq!(world.changes(), Vec::<String>::new());
    });
}

fn header(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn limits_are_obeyed() {
    everywhere(|world| {
        let limit = vec![header("Retry-After", "7")];
        let trouble = Trouble::Answer(403, limit);
        world.forge.fail(Fault { method: "POST", path: "/", trouble });
        let used = vec![header("X-RateLimit-Remaining", "0"), header("X-RateLimit-Reset", "30")];
        world.forge.fail(Fault { method: "GET", path: "/", trouble: Trouble::Answer(429, used) });
        assert_eq!(world.run(Some("a")).action, Action::Opened);
        assert_eq!(*world.clock.slept.borrow(), [31, 7]);
        assert_eq!(world.forge.pulls().len(), 1);
        // What takes longer is for another time.
        let trouble = Trouble::Answer(403, vec![header("Retry-After", "3600")]);
        world.forge.fail(Fault { method: "GET", path: "/", trouble });
        let error = world.attempt(Some("b"), false).unwrap_err();
        assert!(error.is_retryable() && error.to_string().contains("3600 seconds"), "{error}");
        assert_eq!(world.clock.slept.borrow().len(), 2);
    });
}

#[test]
fn what_the_network_does_is_mended_by_looking_again() {
    everywhere(|world| {
        for trouble in [Trouble::Answer(502, vec![]), Trouble::Cut(9), Trouble::Drop] {
            world.forge.fail(Fault { method: "GET", path: "/", trouble });
        }
        let error = world.attempt(Some("a"), false).unwrap_err();
        assert!(error.is_retryable(), "{error}");
        assert_eq!(world.forge.pulls().len(), 0);
        world.forge.fail(Fault { method: "GET", path: "/", trouble: Trouble::Cut(9) });
        assert_eq!(world.run(Some("a")).action, Action::Opened);
    });
}

/// Two runs at once: the one that comes second finds what the first made.
#[test]
fn what_exists_already_is_as_good() {
    everywhere(|world| {
        let path = if world.kind == Kind::GitLab { "/merge_requests" } else { "/pull" };
        world.forge.fail(Fault { method: "POST", path, trouble: Trouble::Twice });
        let done = world.run(Some("a"));
        assert_eq!((done.action, done.number), (Action::Unchanged, Some(1)), "{:?}", world.kind);
        assert_eq!(world.forge.pulls().len(), 1);
    });
}

/// Whatever is lost between two steps, the next run finishes, and nothing is there twice.
#[test]
fn a_run_that_breaks_off_is_finished_by_the_next() {
    let troubles = [
        Trouble::Answer(500, vec![]),
        Trouble::Drop,
        Trouble::DropAfter,
        Trouble::Cut(12),
        Trouble::Cut(0),
    ];
    for kind in Kind::ALL {
        for method in ["POST", "PATCH", "PUT"] {
            for trouble in &troubles {
                let mut world = World::new(kind);
                world.reviewers =
                    vec![if kind == Kind::Bitbucket { "{uuid}" } else { "kim" }.to_owned()];
                for plan in [Some("a"), Some("b"), None] {
                    let trouble = trouble.clone();
                    world.forge.fail(Fault { method, path: "/", trouble });
                    let error = world.attempt(plan, false).err();
                    assert!(error.is_none_or(|error| error.is_retryable()));
                    world.forge.heal();
                    world.run(plan);
                    world.changes();
                    let done = world.run(plan);
                    let calm = [Action::Unchanged, Action::Nothing];
                    assert!(calm.contains(&done.action), "{kind:?} {method} {plan:?} {done:?}");
                    assert_eq!(world.changes(), Vec::<String>::new(), "{kind:?} {method}");
                    let pulls = world.forge.pulls();
                    assert_eq!(pulls.len(), 1, "{kind:?} {method} {plan:?}");
                    assert!(pulls[0].comments.len() <= 1);
                    assert_eq!(pulls[0].reviewers.len(), 1, "{kind:?} {method} {plan:?}");
                    if let Some(plan) = plan {
                        assert_eq!(
                            Marker::of(&pulls[0].body).unwrap().plan,
                            format!("plan-{plan}")
                        );
                        assert_eq!(world.head(), Some(format!("ours-{plan}")));
                    } else {
                        assert_eq!((pulls[0].state, world.head()), (PullState::Closed, None));
                    }
                }
            }
        }
    }
}

#[test]
fn a_token_that_has_expired_is_not_shown() {
    everywhere(|world| {
        world.forge.expire_token();
        let error = world.attempt(Some("a"), false).unwrap_err();
        let said = format!("{error} {error:?}");
        assert!(!error.is_retryable() && said.contains("expired"), "{said}");
        assert!(said.contains(world.token.variable()) && !said.contains(TOKEN), "{said}");
        assert_eq!(world.changes(), Vec::<String>::new());
        let trouble = Trouble::Answer(403, vec![]);
        world.forge.fail(Fault { method: "GET", path: "/", trouble });
        let said = world.attempt(Some("a"), false).unwrap_err().to_string();
        assert!(said.contains("bearer of [token]") && !said.contains(TOKEN), "{said}");
        let log = format!("{:?} {:?}", world.place, world.token);
        assert!(!log.contains(TOKEN), "{log}");
    });
}

#[test]
fn what_a_person_opened_is_theirs() {
    everywhere(|world| {
        world.run(Some("a"));
        world.forge.with(|state| state.pulls[0].body = "My own words".to_owned());
        world.changes();
        assert_eq!(world.run(Some("b")).action, Action::NotOurs);
        assert_eq!(world.run(None).action, Action::NotOurs);
        assert_eq!(world.changes(), Vec::<String>::new());
    });
}

/// Whoever closes a pull request often removes its branch, too.
#[test]
fn what_people_closed_is_known_without_its_branch() {
    everywhere(|world| {
        world.run(Some("a"));
        world.forge.with(|state| state.pulls[0].state = PullState::Closed);
        world.table.heads.lock().unwrap().remove(BRANCH);
        world.changes();
        assert_eq!(world.run(Some("a")).action, Action::ClosedByPerson, "{:?}", world.kind);
        assert_eq!(world.changes(), Vec::<String>::new(), "{:?}", world.kind);
    });
}

#[test]
fn reviewers_that_people_asked_stay() {
    everywhere(|world| {
        world.run(Some("a"));
        world.forge.with(|state| state.pulls[0].reviewers = vec!["{uuid}".to_owned()]);
        world.run(Some("b"));
        world.run(None);
        assert_eq!(world.forge.pulls()[0].reviewers, ["{uuid}"], "{:?}", world.kind);
    });
}

/// What one kind of run opened is not closed by another.
#[test]
fn groups_of_another_kind_are_left_alone() {
    let mut world = World::new(Kind::GitHub);
    world.group = Some("model");
    world.run(Some("a"));
    world.changes();
    for other in [None, Some("directory")] {
        world.group = other;
        assert_eq!(world.run(None).action, Action::Nothing);
        assert_eq!(world.changes(), Vec::<String>::new());
    }
    world.group = Some("model");
    assert_eq!(world.run(None).action, Action::Closed);
}

/// A branch that is where the base is, or was, can be there to mark something.
#[test]
fn a_branch_of_somebodys_is_not_taken_over() {
    everywhere(|world| {
        world.set_head("base");
        let error = world.attempt(Some("a"), false).unwrap_err();
        assert!(matches!(error, ForgeError::Strangers { .. }), "{error}");
        assert_eq!((world.table.pushes, world.forge.pulls().len()), (0, 0));
        // One that has had a pull request of ours has been emptied.
        world.table.heads.lock().unwrap().remove(BRANCH);
        world.run(Some("a"));
        world.set_head("base");
        assert_eq!(world.run(Some("b")).action, Action::Updated);
    });
}

#[test]
fn the_branch_to_merge_into_is_followed() {
    everywhere(|world| {
        world.run(Some("a"));
        // The project has chosen another one.
        world.table.heads.lock().unwrap().insert("trunk".to_owned(), "base".to_owned());
        world.forge.with(|state| state.repositories[0].default_branch = "trunk".to_owned());
        assert_eq!(world.run(Some("a")).action, Action::Updated);
        let pull = world.forge.pulls()[0].clone();
        assert_eq!(pull.base, "trunk");
        world.changes();
        world.run(Some("a"));
        assert_eq!(world.changes(), Vec::<String>::new(), "said once");
        // A person has chosen another one.
        world.forge.with(|state| state.pulls[0].base = "release".to_owned());
        assert_eq!(world.run(Some("a")).action, Action::Unchanged);
        for _ in 0..2 {
            assert_eq!(world.run(Some("b")).action, Action::LeftToPeople);
        }
        let pull = world.forge.pulls()[0].clone();
        assert_eq!((pull.base.as_str(), pull.comments.len()), ("release", 1));
    });
}
