//! Requests over the network.

use crate::{Call, Method, NoAnswer, Response, Transport};
use std::io::Read;
use std::time::Duration;
use ureq::http;

/// Answers longer than this are no answers of a forge.
const LONGEST: u64 = 32 << 20;

/// A client over HTTP. Proxies are those of the environment (`HTTPS_PROXY`, `NO_PROXY`),
/// certificates those that the system trusts (on Unix also `SSL_CERT_FILE`).
#[derive(Debug)]
pub struct Http {
    agent: ureq::Agent,
}

impl Http {
    /// A client that waits this long for a whole answer.
    #[must_use]
    pub fn new(timeout: Duration) -> Self {
        let tls = ureq::tls::TlsConfig::builder()
            .root_certs(ureq::tls::RootCerts::PlatformVerifier)
            .build();
        let config = ureq::Agent::config_builder()
            .tls_config(tls)
            .timeout_global(Some(timeout))
            .max_redirects(0)
            .http_status_as_error(false)
            .build();
        Self { agent: config.into() }
    }
}

impl Transport for Http {
    fn send(&self, call: &Call<'_>) -> Result<Response, NoAnswer> {
        let method = match call.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Patch => http::Method::PATCH,
            Method::Put => http::Method::PUT,
        };
        let mut request = http::Request::builder().method(method).uri(call.url);
        for (name, value) in call.headers {
            request = request.header(*name, value);
        }
        let broken = |error: http::Error| NoAnswer::Broken(error.to_string());
        let answer = match call.body {
            Some(body) => self.agent.run(request.body(body).map_err(broken)?),
            None => self.agent.run(request.body(()).map_err(broken)?),
        };
        let mut answer = answer.map_err(no_answer)?;
        let headers = answer.headers().iter().filter_map(|(name, value)| {
            Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
        });
        let headers = headers.collect();
        let status = answer.status().as_u16();
        let mut body = Vec::new();
        let read = answer.body_mut().as_reader().take(LONGEST).read_to_end(&mut body);
        read.map_err(|error| NoAnswer::Broken(format!("the answer broke off: {error}")))?;
        Ok(Response { status, headers, body })
    }
}

/// The library has no kind of error for certificates: its words are all there is.
fn no_answer(error: ureq::Error) -> NoAnswer {
    let words = error.to_string();
    match words.contains("certificate") {
        true => NoAnswer::Untrusted(words),
        false => NoAnswer::Broken(words),
    }
}
