//! The server.

use crate::answer::{Answer, invalid, unauthorized};
use crate::check::check;
use crate::faults::{Fault, Trouble};
use crate::http::{Incoming, read, write};
use crate::routes::route;
use crate::state::{Kind, Pull, State};
use serde_json::{Value, json};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// The token that opens the door.
pub const TOKEN: &str = "tok_0123456789_secret";

/// A request that came in, and how it was answered.
#[derive(Clone, Debug)]
pub struct Logged {
    /// Its method.
    pub method: String,
    /// Its path with the query.
    pub target: String,
    /// Its body.
    pub body: Value,
    /// How it was answered; 0 if it was not.
    pub status: u16,
}

struct Shared {
    kind: Kind,
    state: Mutex<State>,
    log: Mutex<Vec<Logged>>,
    rejected: Mutex<Vec<String>>,
    faults: Mutex<Vec<Fault>>,
    token: Mutex<String>,
    hold: Mutex<Option<Hold>>,
    is_over: Mutex<bool>,
}

/// A request that gets no answer, so that whoever asks can be killed meanwhile.
struct Hold {
    /// How many come before it.
    before: usize,
    /// It is carried out first.
    is_done: bool,
    reached: Sender<Logged>,
}

/// A forge on a port of this machine, until it is dropped.
pub struct FakeForge {
    shared: Arc<Shared>,
    address: SocketAddr,
    thread: Option<JoinHandle<()>>,
}

impl FakeForge {
    /// A forge that remembers this.
    #[must_use]
    pub fn start(kind: Kind, state: State) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            kind,
            state: Mutex::new(state),
            log: Mutex::default(),
            rejected: Mutex::default(),
            faults: Mutex::default(),
            token: Mutex::new(TOKEN.to_owned()),
            hold: Mutex::new(None),
            is_over: Mutex::new(false),
        });
        let served = Arc::clone(&shared);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                if *served.is_over.lock().unwrap() {
                    break;
                }
                served.serve(stream);
            }
        });
        Self { shared, address, thread: Some(thread) }
    }

    /// The base URL of its API.
    #[must_use]
    pub fn api(&self) -> String {
        format!("http://{}{}", self.address, self.shared.kind.base())
    }

    /// Looks at what it remembers, or changes it as people do on its pages.
    pub fn with<T>(&self, action: impl FnOnce(&mut State) -> T) -> T {
        action(&mut self.shared.state.lock().unwrap())
    }

    /// Its pull requests, the oldest first.
    #[must_use]
    pub fn pulls(&self) -> Vec<Pull> {
        self.with(|state| state.pulls.clone())
    }

    /// Has this go wrong, once.
    pub fn fail(&self, fault: Fault) {
        self.shared.faults.lock().unwrap().push(fault);
    }

    /// Has the request after so many others wait for an answer for ever, before or after it is
    /// carried out. What is returned says when it has come; nothing if it never does.
    #[must_use]
    pub fn hold(&self, before: usize, is_done: bool) -> Receiver<Logged> {
        let (reached, receiver) = channel();
        *self.shared.hold.lock().unwrap() = Some(Hold { before, is_done, reached });
        receiver
    }

    /// No request is held any more.
    pub fn let_go(&self) {
        *self.shared.hold.lock().unwrap() = None;
    }

    /// Nothing more goes wrong.
    pub fn heal(&self) {
        self.shared.faults.lock().unwrap().clear();
    }

    /// Has another token open the door: that of the tests has expired.
    pub fn expire_token(&self) {
        *self.shared.token.lock().unwrap() = "another".to_owned();
    }

    /// The requests since the last call.
    #[must_use]
    pub fn take_log(&self) -> Vec<Logged> {
        std::mem::take(&mut *self.shared.log.lock().unwrap())
    }

    /// What did not conform to the description, since the last call.
    #[must_use]
    pub fn take_rejected(&self) -> Vec<String> {
        std::mem::take(&mut *self.shared.rejected.lock().unwrap())
    }
}

impl Drop for FakeForge {
    fn drop(&mut self) {
        *self.shared.is_over.lock().unwrap() = true;
        // The loop looks up when somebody comes.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn serve(&self, mut stream: TcpStream) {
        let Some(request) = read(&stream) else { return };
        if let Some(hold) = self.held() {
            if hold.is_done {
                self.answer(&request);
            }
            let logged = Logged {
                method: request.method.clone(),
                target: request.target.clone(),
                body: serde_json::from_slice(&request.body).unwrap_or_default(),
                status: 0,
            };
            let _ = hold.reached.send(logged);
            // Until whoever asks is no more.
            let _ = std::io::copy(&mut stream, &mut std::io::sink());
            return;
        }
        let trouble = self.trouble(&request);
        let (answer, headers) = match &trouble {
            Some(Trouble::Drop) => (None, Vec::new()),
            Some(Trouble::Answer(status, headers)) => {
                let said = json!({ "message": format!("Not now, bearer of {TOKEN}") });
                (Some(Answer::new(*status, said)), headers.clone())
            }
            Some(Trouble::Twice) => {
                self.answer(&request);
                (Some(self.answer(&request)), Vec::new())
            }
            Some(Trouble::Cut(_) | Trouble::DropAfter) | None => {
                (Some(self.answer(&request)), Vec::new())
            }
        };
        let is_sent = answer.is_some() && !matches!(trouble, Some(Trouble::DropAfter));
        self.log.lock().unwrap().push(Logged {
            method: request.method.clone(),
            target: request.target.clone(),
            body: serde_json::from_slice(&request.body).unwrap_or_default(),
            status: answer.as_ref().filter(|_| is_sent).map_or(0, |answer| answer.status),
        });
        if let Some(answer) = answer.filter(|_| is_sent) {
            let cut = match trouble {
                Some(Trouble::Cut(cut)) => Some(cut),
                _ => None,
            };
            let body = answer.json.to_string();
            write(&mut stream, answer.status, &headers, body.as_bytes(), cut);
        }
    }

    /// Whether this request is the one to be held.
    fn held(&self) -> Option<Hold> {
        let mut hold = self.hold.lock().unwrap();
        match &mut *hold {
            Some(Hold { before: 0, .. }) => hold.take(),
            Some(one) => {
                one.before -= 1;
                None
            }
            None => None,
        }
    }

    fn trouble(&self, request: &Incoming) -> Option<Trouble> {
        let mut faults = self.faults.lock().unwrap();
        let at = faults.iter().position(|fault| {
            (fault.method.is_empty() || fault.method == request.method)
                && request.target.contains(fault.path)
        })?;
        Some(faults.remove(at).trouble)
    }

    fn answer(&self, request: &Incoming) -> Answer {
        let token = self.token.lock().unwrap().clone();
        let want = match self.kind {
            Kind::Gitea | Kind::Forgejo => format!("token {token}"),
            _ => format!("Bearer {token}"),
        };
        let sent = request.header("authorization").unwrap_or_default();
        if sent != want {
            return unauthorized(self.kind, sent);
        }
        match check(self.kind, request) {
            Ok(checked) => route(self.kind, &mut self.state.lock().unwrap(), &checked),
            Err(wrong) => {
                let answer = invalid(self.kind, &wrong);
                self.rejected.lock().unwrap().extend(wrong);
                answer
            }
        }
    }
}
