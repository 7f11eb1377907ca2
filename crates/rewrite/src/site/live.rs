//! Tests: those that call the real API use a model, all others are bound to what they mock,
//! record and assert.

use super::{Site, Sited};
use crate::matcher::Occurrence;
use memchr::memmem;
use std::collections::HashSet;

/// What a test has in it that does not talk to the API, or knows what it will answer. In lower
/// case.
const OFFLINE: &[&[u8]] = &[
    b"mock",
    b"patch(",
    b"patch.",
    b"stub",
    b"respx",
    b"nock",
    b"vcr",
    b"cassette",
    b"httpretty",
    b"responses.add",
    b"wiremock",
    b"monkeypatch",
    b"snapshot",
    b"golden",
    b"httprr",
    b"replay",
    b"recorded",
    b"httptest",
    b"httpx_mock",
    b"fake",
    b"fixture.json",
    b"webmock",
    b"msw",
    b"inline_snapshot",
    b"test_server",
    b"testserver",
    b"requests_mock",
    b"sinon",
    b"responses.activate",
];

/// Where a server is that a test may have started itself.
const NEAR: &[&[u8]] = &[b"127.0.0.1", b"localhost"];

/// What starts a server in a test, or takes the place of one, in lower case.
const SERVES: &[&[u8]] = &[
    b"testclient",
    b"test_client",
    b"createserver",
    b"create_server",
    b"httpserver",
    b"http.server",
    b"listen(",
    b"listener",
    b"uvicorn",
    b"app.run(",
    b".serve(",
    b"thread(",
    b"asgitransport",
];

/// What posts to a server that runs by itself, in lower case.
const POSTS: &[&[u8]] = &[b"requests.post(", b"httpx.post(", b"curl ", b"axios.post("];

/// What only watches in a test that [skips itself](SKIPS) without a key, and stands in for an API
/// elsewhere.
const WATCHES: &[&[u8]] = &[b"jest.fn", b"vi.fn", b"spyon"];

/// What a test has in it that does not run without a key, in lower case.
const SKIPS: &[&[u8]] = &[b"skipif", b"skip_if", b"skipunless", b"skip_unless", b"runif"];

/// What a test has in it that talks to an API, in lower case: a key, a client or a call. That the
/// test names a provider says nothing.
const TALKS: &[&[u8]] = &[
    b"client",
    b"api_key",
    b"apikey",
    b"api-key",
    b"anthropic(",
    b"anthropic.new(",
    b"openai(",
    b"bedrock(",
    b"invoke",
    b"completion",
    b"messages.create",
    b"v1/messages",
    b"generate",
    b".ask(",
    b".chat(",
    b"curl",
];

/// What has a framework run it, in lower case.
const TESTS: &[&[u8]] = &[
    b"assert",
    b"expect(",
    b"unittest",
    b"pytest",
    b"describe(",
    b"def test",
    b"@test",
    b"#[test]",
    b"testing.t",
    b" it(",
    b"\nit(",
    b"\tit(",
];

/// What a program does that somebody starts to look at what it says, in lower case.
const RUNS: &[&[u8]] = &[b"__main__", b"print(", b"asyncio.run(", b"console.log("];

/// What is used in a test that is not live is [`Site::Test`].
pub(super) fn settle(sites: &mut [Sited]) {
    for sited in
        sites.iter_mut().filter(|sited| sited.site.is_use() || sited.site == Site::UnknownCall)
    {
        sited.site = Site::Test;
    }
}

fn has(lower: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| memmem::find(lower, mark).is_some())
}

/// What live tests also expect, record or hold in a text is bound to that, and stays with it.
pub(super) fn bind(sites: &mut [Sited], text: &[u8], occurrences: &[Occurrence]) {
    let names = || occurrences.iter().map(|occurrence| &text[occurrence.core.range()]);
    let stays = |site: Site| !site.is_use() && !matches!(site, Site::Comment | Site::Prose);
    let bound: HashSet<&[u8]> =
        names().zip(&*sites).filter(|(_, sited)| stays(sited.site)).map(|(name, _)| name).collect();
    for (name, sited) in names().zip(sites.iter_mut()) {
        if sited.site.is_apparent_use() && bound.contains(name) {
            sited.site = Site::Test;
        }
    }
}

/// Whether the tests in `text` call a real API, and know nothing of its answer.
/// `is_of_integration`: by their place they are there to.
pub(super) fn is_live(text: &[u8], is_of_integration: bool) -> bool {
    let lower = text.to_ascii_lowercase();
    let has = |marks: &[&[u8]]| has(&lower, marks);
    // A proxy that somebody has started sends the request on; a server of the test's own does not.
    let is_near = has(NEAR) && (!has(POSTS) || has(SERVES));
    let is_script = || has(RUNS) && !has(TESTS);
    (is_of_integration || has(TALKS) || is_script())
        && !is_near
        && !has(OFFLINE)
        && (!has(WATCHES) || has(SKIPS))
        && !asserts_a_model(&lower)
}

/// Whether a line asserts something about a model's name.
fn asserts_a_model(lower: &[u8]) -> bool {
    let is_comment = |line: &[u8]| {
        let line = line.trim_ascii_start();
        [&b"//"[..], b"#", b"* "].iter().any(|mark| line.starts_with(mark))
    };
    lower.split(|&byte| byte == b'\n').filter(|line| !is_comment(line)).any(|line| {
        let asserts = [&b"assert"[..], b"expect(", b"should", b"require.", b"verify", b"tobe("]
            .iter()
            .any(|word| memmem::find(line, word).is_some());
        asserts && memmem::find(line, b"model").is_some()
    })
}
