//! Requests and answers of HTTP, as far as they are needed.

use serde_json::Value;
use std::fmt;

/// What is done to a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Only looks.
    Get,
    /// Makes something new.
    Post,
    /// Changes parts.
    Patch,
    /// Replaces.
    Put,
}

impl Method {
    /// As it stands in a request.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Put => "PUT",
        }
    }
}

/// A request to a forge, below its API's base URL. The token is no part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What is done.
    pub method: Method,
    /// The path below the base, with `/` in front, and the query.
    pub path: String,
    /// The body, as JSON.
    pub body: Option<Value>,
}

impl Request {
    /// The body for people, if there is one. A text that begins with what they have `seen`
    /// already is not repeated.
    #[must_use]
    pub fn shown_body(&self, seen: &str) -> Option<String> {
        let mut body = self.body.clone()?;
        for value in body.as_object_mut().into_iter().flat_map(serde_json::Map::values_mut) {
            let is_seen = value.as_str().is_some_and(|value| value.starts_with(seen));
            if is_seen && !seen.is_empty() {
                *value = Value::from("(as above)");
            }
        }
        Some(format!("{body:#}"))
    }

    pub(crate) fn get(path: String) -> Self {
        Self { method: Method::Get, path, body: None }
    }

    pub(crate) fn post(path: String, body: Value) -> Self {
        Self { method: Method::Post, path, body: Some(body) }
    }

    pub(crate) fn put(path: String, body: Value) -> Self {
        Self { method: Method::Put, path, body: Some(body) }
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method.as_str(), self.path)
    }
}

/// A request as it goes over the wire. Its headers hold the token.
pub struct Call<'a> {
    /// What is done.
    pub method: Method,
    /// The whole URL.
    pub url: &'a str,
    /// Names and values.
    pub headers: &'a [(&'static str, String)],
    /// The body.
    pub body: Option<&'a [u8]>,
}

impl fmt::Debug for Call<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("method", &self.method)
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// Names, in lower case, and values.
    pub headers: Vec<(String, String)>,
    /// The body, as far as it came.
    pub body: Vec<u8>,
}

impl Response {
    /// The value of a header, whose name is given in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(one, _)| one == name).map(|(_, value)| value.as_str())
    }
}

/// What carries requests.
pub trait Transport {
    /// Sends one and waits for the answer, whatever its status. Redirections are not followed:
    /// a token is not to go where it was not meant for.
    ///
    /// # Errors
    ///
    /// When there is no whole answer.
    fn send(&self, call: &Call<'_>) -> Result<Response, NoAnswer>;
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoAnswer {
    /// The network or the server is to blame, in a few words.
    Broken(String),
    /// The server cannot show that it is the one that is meant, in a few words.
    Untrusted(String),
}

/// A part of a path, or a value of a query, in which nothing has a meaning.
pub(crate) fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// What [`encoded`] was made of.
pub(crate) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
