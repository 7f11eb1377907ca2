//! Tests: those that call the real API use a model, all others are bound to what they mock,
//! record and assert.

use super::{Site, Sited, Source, Spelled, live_part};
use crate::matcher::Occurrence;
use crate::sieve::Sieve;
use memchr::memmem;
use modelmod_edit::Span;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// What a test has in it that does not talk to the API, or knows what it will answer. In lower
/// case.
static OFFLINE: LazyLock<Marks> = LazyLock::new(|| {
    Marks::new(&[
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
    ])
});

/// Where a server is that a test may have started itself.
pub(super) const NEAR: &[&[u8]] = &[b"127.0.0.1", b"localhost"];

/// What starts a server in a test, or takes the place of one, in lower case.
pub(super) const SERVES: &[&[u8]] = &[
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
    b"client(app",
];

/// What posts to a server that runs by itself, in lower case.
const POSTS: &[&[u8]] = &[
    b"requests.post(",
    b"httpx.post(",
    b"httpx.asyncclient(",
    b"httpx.client(",
    b"curl ",
    b"axios.post(",
];

/// What only watches in a test that [skips itself](SKIPS) without a key, and stands in for an API
/// elsewhere.
const WATCHES: &[&[u8]] = &[b"jest.fn", b"vi.fn", b"spyon"];

/// What a test has in it that does not run without a key, in lower case.
const SKIPS: &[&[u8]] = &[b"skipif", b"skip_if", b"skipunless", b"skip_unless", b"runif"];

/// What a test has in it that talks to an API, in lower case: a key, a client or a call. That the
/// test names a provider says nothing.
const TALKS: &[&[u8]] = &[
    b"api_key",
    b"apikey",
    b"api-key",
    b"anthropic(",
    b"anthropic.new(",
    b"openai(",
    b"bedrock(",
    b"messages.create",
    b"v1/messages",
    b"generate_content(",
    b"start_chat(",
    b".ask(",
    b".chat(",
    b"curl",
];

/// What reads a file in which keys are kept, in lower case, and what asks somebody with one.
const LOADS_KEYS: &[&[u8]] = &[b"load_dotenv", b"dotenv.config"];
const ASKS: &[&[u8]] = &[
    b".ask",
    b"generat",
    b".invoke(",
    b".stream(",
    b".send",
    b".complete(",
    b".run(\"",
    b".run('",
];

/// The same, as parts of longer names in tests of Go that only [`CONVERTS`] something.
const MAY_TALK: &[&[u8]] = &[b"client", b"invoke", b"completion", b"generate"];

/// What turns a request into another shape, or into text, in lower case: nobody is asked.
const CONVERTS: &[&[u8]] = &[b"convert", b"marshal", b"serializ", b"transform", b"translat"];

/// A key that no API takes, in lower case.
static DUMMIES: LazyLock<Marks> = LazyLock::new(|| {
    Marks::new(&[
        b"test_api_key",
        b"test-api-key",
        b"\"test-key\"",
        b"\"test_key\"",
        b"'test-key'",
        b"'test_key'",
        b"sk-test",
        b"\"dummy",
        b"'dummy",
        b"dummy_key",
        b"dummy-key",
    ])
});

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

/// What is used in a test that is not live is [`Site::Test`], and so is what a live one is made of
/// together with something that stays.
pub(super) fn settle(sites: &mut [Sited], source: &Source<'_>, occurrences: &[Occurrence]) {
    let by_themselves = sites.to_vec();
    let is_bound = |at: usize| {
        let Occurrence { core, span, .. } = occurrences[at];
        let Some(parts) = source.live_parts() else { return true };
        if !parts.is_live_at(span.start) {
            return true;
        }
        let with = parts.bound_with(span.start);
        let mut others = occurrences.iter().zip(&by_themselves);
        others.any(|(other, sited)| {
            stays(sited.site)
                && source.text[other.core.range()] == source.text[core.range()]
                && with.iter().any(|part| part.contains(other.span))
        })
    };
    for (at, sited) in sites.iter_mut().enumerate().filter(|(_, sited)| sited.site.is_use()) {
        if is_bound(at) {
            sited.site = Site::Test;
        }
    }
}

/// A name behind that of its own provider in a live test, `"anthropic": "NAME"`, is what is asked of
/// this provider.
pub(super) fn by_provider(
    sites: &mut [Sited],
    source: &Source<'_>,
    occurrences: &[Occurrence],
    spelled: &[Spelled<'_>],
) {
    for ((sited, occurrence), spelled) in sites.iter_mut().zip(occurrences).zip(spelled) {
        let Spelled::Own { provider, .. } = *spelled else { continue };
        let is_open = matches!(sited.site, Site::Unclear | Site::UnknownCall);
        if is_open
            && is_behind(source.text, occurrence.span.start, provider.as_bytes())
            && source.is_live_at(occurrence.span.start)
            && live_part::may_need_a_key(source.text)
        {
            sited.site = Site::Run;
        }
    }
}

/// Whether the literal that begins before `at` follows one that is `provider` on its line.
fn is_behind(text: &[u8], at: usize, provider: &[u8]) -> bool {
    let quotes: &[u8] = b"\"'`";
    let line = super::line_before(text, at, 200);
    let Some((quote, before)) = line.split_last() else { return false };
    if !quotes.contains(quote) {
        return false;
    }
    let before = before.trim_ascii_end();
    let Some(before) = [&b":"[..], b",", b"=>"].iter().find_map(|mark| before.strip_suffix(*mark))
    else {
        return false;
    };
    let before = before.trim_ascii_end();
    before.strip_suffix(&[*quote]).and_then(|rest| rest.strip_suffix(provider)).is_some_and(
        |rest| {
            let open = rest.strip_suffix(&[*quote]).map(|rest| rest.trim_ascii_end());
            // `{"anthropic": "NAME"}`, `with("anthropic", "NAME")`, `(:provider, "anthropic", ...`
            open.is_some_and(|rest| rest.last().is_none_or(|byte| b"({[,".contains(byte)))
        },
    )
}

/// Whether a name at this place stays, and others with it.
fn stays(site: Site) -> bool {
    !site.is_use() && !matches!(site, Site::Comment | Site::Prose)
}

/// Dozens of marks in lower case, which are looked for all at once: one by one, each search costs
/// something before it begins.
#[derive(Debug)]
pub(super) struct Marks(Option<Sieve>);

impl Marks {
    pub(super) fn new(marks: &[&[u8]]) -> Self {
        Self(Sieve::new(marks).ok())
    }

    /// Whether any of them stands in `lower`.
    pub(super) fn any_in(&self, lower: &[u8]) -> bool {
        self.0.as_ref().is_some_and(|sieve| sieve.stands_in(lower))
    }

    /// Where they stand in `lower`.
    fn places(&self, lower: &[u8]) -> impl Iterator<Item = Span> {
        self.0.iter().flat_map(|sieve| sieve.find(lower)).map(|hit| hit.span)
    }
}

pub(super) fn has(lower: &[u8], marks: &[&[u8]]) -> bool {
    marks.iter().any(|mark| memmem::find(lower, mark).is_some())
}

/// What live tests also expect, record or hold in a text is bound to that, and stays with it.
pub(super) fn bind(sites: &mut [Sited], text: &[u8], occurrences: &[Occurrence]) {
    let names = || occurrences.iter().map(|occurrence| &text[occurrence.core.range()]);
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
    let is_near = is_near(&lower) && (!has(POSTS) || has(SERVES));
    let is_script = || has(RUNS) && !has(TESTS);
    let talks = || has(TALKS) || has(MAY_TALK) && !converts(&lower) || has(LOADS_KEYS) && has(ASKS);
    (is_of_integration || talks() || is_script())
        && !is_near
        && !OFFLINE.any_in(&lower)
        && (!DUMMIES.any_in(&lower) || live_part::may_need_a_key(text))
        && (!has(WATCHES) || has(SKIPS))
        && !asserts_a_model(&lower)
}

/// Whether a test names a server that it may have started. Prose may speak of one: "bound to localhost".
fn is_near(lower: &[u8]) -> bool {
    let said = [&b" to "[..], b" on ", b" as ", b" at ", b" from ", b" the ", b" for "];
    let is_said = |at: usize| {
        let before = &lower[..at];
        said.iter().any(|word| before.ends_with(word))
            || before.last().is_some_and(|byte| crate::boundary::is_word(*byte))
    };
    NEAR.iter().any(|mark| memmem::find_iter(lower, mark).any(|at| !is_said(at)))
}

/// Whether a test of Go, where all is a client, turns requests into something else. A converter may
/// be handed to a live one.
fn converts(lower: &[u8]) -> bool {
    memmem::find(lower, b"testing.t").is_some()
        && CONVERTS.iter().any(|mark| {
            memmem::find_iter(lower, mark).any(|at| !lower[at + mark.len()..].starts_with(b"er"))
        })
}

/// Whether a test with this text, `lower` in lower case, talks to nobody, or knows what it will be
/// answered. What begins or ends in a longer word says nothing: `dispatch(`, `mswea`.
pub(super) fn is_offline(text: &[u8], lower: &[u8]) -> bool {
    let is_whole = |at: usize, mark: &[u8]| {
        let (first, end) = (text[at], at + mark.len());
        let goes_on = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_lowercase);
        let begins = !first.is_ascii_lowercase() || !goes_on(text[..at].last());
        let is_short = mark.len() < 5 && mark != b"mock" && mark != b"stub" && mark != b"fake";
        begins && !(is_short && goes_on(text.get(end)))
    };
    OFFLINE.places(lower).any(|span| is_whole(span.start, &lower[span.range()]))
}

/// Whether a line asserts something about a model's name.
fn asserts_a_model(lower: &[u8]) -> bool {
    let is_comment = |line: &[u8]| {
        let line = line.trim_ascii_start();
        [&b"//"[..], b"#", b"* "].iter().any(|mark| line.starts_with(mark))
    };
    lines_with(lower, b"model").map(|line| &lower[line]).filter(|line| !is_comment(line)).any(
        |line| {
            [&b"assert"[..], b"expect(", b"should", b"require.", b"verify", b"tobe("]
                .iter()
                .any(|word| memmem::find(line, word).is_some())
                || asserts_as_perl(line)
        },
    )
}

/// `is( $config->model, 'NAME' );`, as tests of Perl assert; `line` is in lower case.
fn asserts_as_perl(line: &[u8]) -> bool {
    let line = line.trim_ascii_start();
    [&b"is("[..], b"is (", b"is $", b"is_deeply", b"cmp_", b"like(", b"like $"]
        .iter()
        .any(|word| line.starts_with(word))
}

/// The lines of `text` in which `word` stands: to look for it in all of them at once is quicker than
/// to look at each.
fn lines_with<'t>(text: &'t [u8], word: &'t [u8]) -> impl Iterator<Item = Range<usize>> + 't {
    let mut next = 0;
    std::iter::from_fn(move || {
        let at = next + memmem::find(text.get(next..)?, word)?;
        let start = memchr::memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
        let end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |len| at + len);
        next = end + 1;
        Some(start..end)
    })
}

/// Whether a line of a test, `code` in lower case, asserts something about the name of a model, and
/// not about another thing that a model has, or that there is one.
pub(super) fn binds_a_model(text: &[u8], code: &[u8]) -> bool {
    let asserts = [
        &b"assert"[..],
        b"expect(",
        b".should",
        b"should ",
        b"require.",
        b"verify(",
        b"tobe(",
        b"equal(",
    ];
    let declares = [&b"def "[..], b"fun ", b"func ", b"fn ", b"void ", b"it(", b"test("];
    lines_with(code, b"model").any(|place| {
        let line = &code[place.clone()];
        (has(line, &asserts) || asserts_as_perl(line))
            && !has(line, &declares)
            && names_a_model(&text[place], line)
    })
}

/// Whether a word of a line is what a model is called.
fn names_a_model(text: &[u8], lower: &[u8]) -> bool {
    let is_there = [&b"none"[..], b"null", b"nil", b"defined", b"truthy", b"blank", b"empty"];
    let ends: [&[u8]; 7] =
        [b"model", b"models", b"model_name", b"modelname", b"model_id", b"modelid", b"model_ids"];
    let mut words = lower.split(|byte| !crate::boundary::is_word(*byte));
    !has(lower, &is_there)
        && words.any(|word| {
            let at = word.as_ptr() as usize - lower.as_ptr() as usize;
            // `model.temperature`, `MyModel`
            let behind = lower.get(at + word.len());
            // `assert ask(model="NAME")` gives it one.
            let is_given = behind == Some(&b'=') && lower.get(at + word.len() + 1) != Some(&b'=');
            let is_owner = behind == Some(&b'.') || behind == Some(&b'(') || is_given;
            let is_type = text[at..at + word.len()].first().is_some_and(u8::is_ascii_uppercase)
                && text[at..at + word.len()].iter().any(u8::is_ascii_lowercase);
            ends.iter().any(|end| word.ends_with(end)) && !is_owner && !is_type
        })
}
