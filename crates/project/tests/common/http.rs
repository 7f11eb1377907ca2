//! A web server on the loopback interface with `git http-backend` behind it.
#![allow(dead_code, reason = "each test file uses a part")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};

/// A server that runs until the test ends.
pub(crate) struct Server {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    root: PathBuf,
    /// What has to be in `Authorization`; anybody is let in without.
    authorization: Option<String>,
    /// What is answered to everything, instead of what git says.
    status: Mutex<Option<u16>>,
    seen: Mutex<Vec<Seen>>,
}

/// A request that was answered.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) authorization: Option<String>,
    pub(crate) status: u16,
}

impl Server {
    /// Serves the repositories below `root` to whoever sends this header.
    pub(crate) fn start(root: &Path, authorization: Option<&str>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let shared = Arc::new(Shared {
            root: root.canonicalize().unwrap(),
            authorization: authorization.map(str::to_owned),
            status: Mutex::new(None),
            seen: Mutex::new(Vec::new()),
        });
        let server = Self { port: listener.local_addr().unwrap().port(), shared };
        let shared = Arc::clone(&server.shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                // A client that goes away is no concern of the test.
                std::thread::spawn(move || drop(serve(&stream, &shared)));
            }
        });
        server
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// Everything that was asked so far.
    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// Answers this to everything from now on; with 0, not at all.
    pub(crate) fn answer(&self, status: Option<u16>) {
        *self.shared.status.lock().unwrap() = status;
    }
}

/// What `Authorization` says for a user and a token.
pub(crate) fn basic(user: &str, token: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("Basic ");
    for part in format!("{user}:{token}").as_bytes().chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(*part.get(at).unwrap_or(&0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= part.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

struct Request {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Request {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    let request = read(&mut BufReader::new(stream))?;
    if request.method.is_empty() {
        // Somebody only looked whether there is a server.
        return Ok(());
    }
    let authorization = request.header("authorization").map(str::to_owned);
    let told = *shared.status.lock().unwrap();
    if told == Some(0) {
        // Nothing, until the client has had enough.
        return BufReader::new(stream).read_to_end(&mut Vec::new()).map(drop);
    }
    let answer = match told {
        Some(status) => plain(status),
        None if shared.authorization.is_some() && authorization != shared.authorization => {
            plain(401)
        }
        None => backend(&request, &shared.root)?,
    };
    shared.seen.lock().unwrap().push(Seen {
        method: request.method,
        target: request.target,
        authorization,
        status: answer.0,
    });
    let mut stream = stream;
    write!(stream, "HTTP/1.1 {} Answer\r\nConnection: close\r\n", answer.0)?;
    stream.write_all(&answer.1)
}

fn plain(status: u16) -> (u16, Vec<u8>) {
    let challenge = if status == 401 { "WWW-Authenticate: Basic realm=\"git\"\r\n" } else { "" };
    (status, format!("{challenge}Content-Length: 0\r\n\r\n").into_bytes())
}

fn read(stream: &mut impl BufRead) -> std::io::Result<Request> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let mut word = || words.next().unwrap_or_default();
    let mut request =
        Request { method: word(), target: word(), headers: Vec::new(), body: Vec::new() };
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        match line.trim_end().split_once(':') {
            Some((key, value)) => {
                request.headers.push((key.to_owned(), value.trim().to_owned()));
            }
            None => break,
        }
    }
    if request.header("transfer-encoding").is_some() {
        loop {
            let mut size = String::new();
            stream.read_line(&mut size)?;
            let size = u64::from_str_radix(size.trim(), 16).unwrap_or(0);
            stream.take(size).read_to_end(&mut request.body)?;
            stream.read_line(&mut String::new())?;
            if size == 0 {
                break;
            }
        }
    } else if let Some(length) = request.header("content-length") {
        let length = length.parse().unwrap_or(0);
        stream.take(length).read_to_end(&mut request.body)?;
    }
    Ok(request)
}

/// Asks git: what follows the status line.
fn backend(request: &Request, root: &Path) -> std::io::Result<(u16, Vec<u8>)> {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let mut command = Command::new("git");
    command
        .arg("http-backend")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_PROJECT_ROOT", root)
        .env("GIT_HTTP_EXPORT_ALL", "1")
        .env("REMOTE_USER", "pusher")
        .env("REMOTE_ADDR", "127.0.0.1")
        .env("REQUEST_METHOD", &request.method)
        .env("PATH_INFO", path)
        .env("QUERY_STRING", query)
        .env("CONTENT_LENGTH", request.body.len().to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    for (header, variable) in [
        ("content-type", "CONTENT_TYPE"),
        ("content-encoding", "HTTP_CONTENT_ENCODING"),
        ("git-protocol", "GIT_PROTOCOL"),
    ] {
        if let Some(value) = request.header(header) {
            command.env(variable, value);
        }
    }
    let mut child = command.spawn()?;
    let mut stdin = child.stdin.take().unwrap();
    let output = std::thread::scope(|scope| {
        scope.spawn(move || drop(stdin.write_all(&request.body)));
        child.wait_with_output()
    })?;
    let text = String::from_utf8_lossy(&output.stdout);
    let status = text.lines().next().and_then(|line| line.strip_prefix("Status: "));
    let status = status.and_then(|status| status.get(..3)?.parse().ok()).unwrap_or(200);
    Ok((status, output.stdout))
}
