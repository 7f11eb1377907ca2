//! Asking a forge: with the token, patiently, page by page.

use crate::limits::{Verdict, judge};
use crate::links::next;
use crate::{
    Call, Clock, ForgeError, Kind, Method, NoAnswer, Place, Request, Response, Token, Transport,
};
use serde_json::Value;
use std::cell::Cell;
use std::time::Duration;

/// How long all waits of a run may last together. A longer one is for whoever runs this.
const PATIENCE: Duration = Duration::from_secs(120);
/// Looking again after a server's failure, when nothing can be done twice.
const TRIES: [Duration; 3] = [Duration::ZERO, Duration::from_secs(1), Duration::from_secs(4)];
/// More pages than these are not looked at: what is sought is on the first.
const PAGES: usize = 20;
/// What a forge says is shown up to here.
const SHOWN: usize = 300;

/// A client of one forge.
pub(crate) struct Client<'a> {
    pub(crate) place: &'a Place,
    transport: &'a dyn Transport,
    clock: &'a dyn Clock,
    token: Option<&'a Token>,
    left: Cell<Duration>,
}

impl<'a> Client<'a> {
    pub(crate) fn new(
        place: &'a Place,
        transport: &'a dyn Transport,
        clock: &'a dyn Clock,
        token: Option<&'a Token>,
    ) -> Self {
        Self { place, transport, clock, token, left: Cell::new(PATIENCE) }
    }

    pub(crate) fn sleep(&self, time: Duration) {
        self.clock.sleep(time);
    }

    /// The answer to a request, as JSON.
    pub(crate) fn ask(&self, request: &Request) -> Result<Value, ForgeError> {
        self.answer(request, &format!("{}{}", self.place.api, request.path)).map(|(_, json)| json)
    }

    /// The same, but nothing where it is not there.
    pub(crate) fn look(&self, request: &Request) -> Result<Option<Value>, ForgeError> {
        match self.ask(request) {
            Err(ForgeError::NotFound { .. }) => Ok(None),
            answer => answer.map(Some),
        }
    }

    /// All entries of a list.
    pub(crate) fn list(&self, request: &Request) -> Result<Vec<Value>, ForgeError> {
        let mut url = format!("{}{}", self.place.api, request.path);
        let mut entries = Vec::new();
        for _ in 0..PAGES {
            let (response, json) = self.answer(request, &url)?;
            let further = next(&response, &json);
            let page = match json {
                Value::Array(page) => page,
                Value::Object(mut object) => match object.remove("values") {
                    Some(Value::Array(page)) => page,
                    _ => return Err(self.bad_answer(request, "no list")),
                },
                _ => return Err(self.bad_answer(request, "no list")),
            };
            entries.extend(page);
            match further {
                // The token goes to no other server than it was meant for.
                Some(further) if further.starts_with(&format!("{}/", self.place.api)) => {
                    url = further;
                }
                _ => break,
            }
        }
        Ok(entries)
    }

    fn answer(&self, request: &Request, url: &str) -> Result<(Response, Value), ForgeError> {
        let body = request.body.as_ref().map(|body| body.to_string().into_bytes());
        let headers = self.headers(body.is_some());
        let call = Call { method: request.method, url, headers: &headers, body: body.as_deref() };
        // What changes something is sent once: whether a server that failed has carried it out
        // is seen by the next run, which looks before it acts.
        let tries = if request.method == Method::Get { TRIES.len() } else { 1 };
        let mut last = self.bad_answer(request, "none");
        for pause in TRIES.into_iter().take(tries) {
            if !pause.is_zero() {
                self.clock.sleep(pause);
            }
            let response = match self.patiently(&call)? {
                Ok(response) => response,
                Err(NoAnswer::Broken(detail)) => {
                    let detail = self.shown(&detail);
                    last = ForgeError::Unreachable { request: self.named(request), detail };
                    continue;
                }
                Err(NoAnswer::Untrusted(detail)) => {
                    let detail = self.shown(&detail);
                    return Err(ForgeError::Untrusted { request: self.named(request), detail });
                }
            };
            match self.judged(request, response) {
                Err(error) if error.is_retryable() => last = error,
                judged => return judged,
            }
        }
        Err(last)
    }

    /// Sends it, and again after each wait that the forge asks for, as long as patience lasts.
    fn patiently(&self, call: &Call<'_>) -> Result<Result<Response, NoAnswer>, ForgeError> {
        loop {
            let response = match self.transport.send(call) {
                Ok(response) => response,
                Err(detail) => return Ok(Err(detail)),
            };
            let Verdict::Wait(time) = judge(&response, self.clock.now()) else {
                return Ok(Ok(response));
            };
            // One second more than nothing: a server that says 0 is not to be asked at once.
            let time = time.max(Duration::from_secs(1));
            match self.left.get().checked_sub(time) {
                Some(left) => self.left.set(left),
                None => {
                    let (api, seconds) = (self.place.api.clone(), time.as_secs());
                    return Err(ForgeError::RateLimited { api, seconds });
                }
            }
            self.clock.sleep(time);
        }
    }

    fn judged(
        &self,
        request: &Request,
        response: Response,
    ) -> Result<(Response, Value), ForgeError> {
        let status = response.status;
        let named = || self.named(request);
        let detail = || self.shown(&message(&response));
        match status {
            200..=299 => {}
            401 => {
                let variable = self.token.map_or("no variable", Token::variable).to_owned();
                return Err(ForgeError::Unauthorized { api: self.place.api.clone(), variable });
            }
            403 => return Err(ForgeError::Forbidden { request: named(), detail: detail() }),
            404 => return Err(ForgeError::NotFound { request: named() }),
            500..=599 => return Err(ForgeError::Server { request: named(), status }),
            300..=399 => {
                let moved = response.header("location").unwrap_or("somewhere else");
                let detail = format!(
                    "the repository has moved to {}; change the remote's URL",
                    self.shown(moved)
                );
                return Err(ForgeError::Refused { request: named(), status, detail });
            }
            _ => {
                return Err(ForgeError::Refused { request: named(), status, detail: detail() });
            }
        }
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return Ok((response, Value::Null));
        }
        match serde_json::from_slice(&response.body) {
            Ok(json) => Ok((response, json)),
            Err(error) => Err(self.bad_answer(request, &error.to_string())),
        }
    }

    fn headers(&self, has_body: bool) -> Vec<(&'static str, String)> {
        let accept = match self.place.kind {
            Kind::GitHub => "application/vnd.github+json",
            _ => "application/json",
        };
        let mut headers = vec![
            ("accept", accept.to_owned()),
            ("user-agent", concat!("modelmod/", env!("CARGO_PKG_VERSION")).to_owned()),
        ];
        if self.place.kind == Kind::GitHub {
            headers.push(("x-github-api-version", "2022-11-28".to_owned()));
        }
        if has_body {
            headers.push(("content-type", "application/json".to_owned()));
        }
        if let Some(token) = self.token {
            headers.push(("authorization", token.header().to_owned()));
        }
        headers
    }

    pub(crate) fn bad_answer(&self, request: &Request, detail: &str) -> ForgeError {
        ForgeError::BadAnswer { request: self.named(request), detail: detail.to_owned() }
    }

    fn named(&self, request: &Request) -> String {
        format!("{} {}{}", request.method.as_str(), self.place.api, request.path)
    }

    /// Text of a server: in one line, without the token, and not too long.
    fn shown(&self, text: &str) -> String {
        let text = self.token.map_or_else(|| text.to_owned(), |token| token.redact(text));
        let clean = |c: char| if c.is_control() { ' ' } else { c };
        let mut shown: String = text.chars().map(clean).take(SHOWN).collect();
        if text.chars().nth(SHOWN).is_some() {
            shown.push('\u{2026}');
        }
        shown
    }
}

/// What a forge says in an answer that is an error: each has its own place for it.
fn message(response: &Response) -> String {
    let Ok(json) = serde_json::from_slice::<Value>(&response.body) else {
        return String::from_utf8_lossy(&response.body).trim().to_owned();
    };
    let mut said = Vec::new();
    for at in ["/message", "/error/message", "/error/detail", "/error", "/errors"] {
        said.extend(json.pointer(at).map(texts).unwrap_or_default());
    }
    said.dedup();
    if said.is_empty() { json.to_string() } else { said.join("; ") }
}

fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(list) => list.iter().flat_map(texts).collect(),
        Value::Object(object) => match object.get("message") {
            Some(message) => texts(message),
            None => object.values().flat_map(texts).collect(),
        },
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Flags, detect};
    use std::cell::RefCell;

    /// Answers one after the other, and what was asked.
    struct Script {
        answers: RefCell<Vec<Result<Response, NoAnswer>>>,
        asked: RefCell<Vec<String>>,
    }

    impl Transport for Script {
        fn send(&self, call: &Call<'_>) -> Result<Response, NoAnswer> {
            self.asked.borrow_mut().push(call.url.to_owned());
            self.answers.borrow_mut().remove(0)
        }
    }

    struct Stopped;

    impl Clock for Stopped {
        fn now(&self) -> u64 {
            0
        }

        fn sleep(&self, _time: Duration) {}
    }

    fn page(link: &str, body: &str) -> Result<Response, NoAnswer> {
        let headers = vec![("link".to_owned(), link.to_owned())];
        Ok(Response { status: 200, headers, body: body.into() })
    }

    fn listed(
        answers: Vec<Result<Response, NoAnswer>>,
    ) -> (Result<Vec<Value>, ForgeError>, Vec<String>) {
        let place = detect("https://github.com/o/n", &Flags::default(), |_| None).unwrap();
        let script = Script { answers: RefCell::new(answers), asked: RefCell::default() };
        let client = Client::new(&place, &script, &Stopped, None);
        let listed = client.list(&Request::get("/x".to_owned()));
        (listed, script.asked.into_inner())
    }

    #[test]
    fn pages_are_followed_and_no_other_server_is() {
        let next = "<https://api.github.com/y?page=2>; rel=\"next\", <z>; rel=\"last\"";
        let elsewhere = "<https://example.com/y>; rel=\"next\"";
        let (all, asked) = listed(vec![page(next, "[1, 2]"), page(elsewhere, "[3]")]);
        assert_eq!(all, Ok(vec![1.into(), 2.into(), 3.into()]));
        assert_eq!(asked, ["https://api.github.com/x", "https://api.github.com/y?page=2"]);
        let inside = "{\"values\": [1], \"next\": \"https://api.github.com/z\"}";
        let (all, asked) = listed(vec![page("", inside), page("", "{\"values\": [2]}")]);
        assert_eq!((all, asked.len()), (Ok(vec![1.into(), 2.into()]), 2));
    }

    #[test]
    fn who_cannot_show_who_they_are_is_not_asked_again() {
        let untrusted = Err(NoAnswer::Untrusted("invalid peer certificate".to_owned()));
        let (error, asked) = listed(vec![untrusted]);
        let error = error.unwrap_err();
        assert!(!error.is_retryable() && error.to_string().contains("SSL_CERT_FILE"), "{error}");
        assert_eq!(asked.len(), 1);
        let broken = || Err(NoAnswer::Broken("connection reset".to_owned()));
        let (error, asked) = listed(vec![broken(), broken(), broken()]);
        assert!(error.unwrap_err().is_retryable());
        assert_eq!(asked.len(), 3);
    }

    #[test]
    fn a_repository_that_moved_is_said() {
        let headers = vec![("location".to_owned(), "https://api.github.com/r/1".to_owned())];
        let moved = Response { status: 301, headers, body: Vec::new() };
        let (error, asked) = listed(vec![Ok(moved)]);
        assert!(error.unwrap_err().to_string().contains("change the remote's URL"));
        assert_eq!(asked.len(), 1);
    }
}
