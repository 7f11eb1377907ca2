//! What a status says about asking again.

use crate::Response;
use std::time::Duration;

/// A wait that nobody gave a time for: what GitHub asks for after a secondary limit.
const UNSAID: u64 = 60;

/// What to do after an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It is an answer.
    Answer,
    /// Too many requests: wait, and ask the same again. It was not carried out.
    Wait(Duration),
    /// The server is out of order; whether it carried the request out is not known.
    Broken,
}

/// Judges an answer at `now`, in seconds since 1970.
pub(crate) fn judge(response: &Response, now: u64) -> Verdict {
    let is_limit = match response.status {
        429 => true,
        // GitHub says 403 for both its limits; a token without the right gets one as well.
        403 => {
            response.header("retry-after").is_some()
                || response.header("x-ratelimit-remaining") == Some("0")
                || contains(&response.body, b"secondary rate limit")
        }
        // Down for maintenance, with the time at which it is back.
        503 => response.header("retry-after").is_some(),
        _ => false,
    };
    match response.status {
        _ if is_limit => Verdict::Wait(Duration::from_secs(seconds(response, now))),
        500..=599 => Verdict::Broken,
        _ => Verdict::Answer,
    }
}

fn seconds(response: &Response, now: u64) -> u64 {
    let number = |name: &str| response.header(name)?.trim().parse::<u64>().ok();
    // The other form of `Retry-After`, a date, is used by none of these forges.
    let until = number("x-ratelimit-reset").or_else(|| number("ratelimit-reset"));
    number("retry-after").or(until.map(|until| until.saturating_sub(now) + 1)).unwrap_or(UNSAID)
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, headers: &[(&str, &str)], body: &str) -> Verdict {
        let headers = headers.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        judge(&Response { status, headers, body: body.into() }, 1000)
    }

    #[test]
    fn limits_say_how_long() {
        let wait = |seconds| Verdict::Wait(Duration::from_secs(seconds));
        assert_eq!(of(403, &[("retry-after", "7")], ""), wait(7));
        let used = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1030")];
        assert_eq!(of(403, &used, ""), wait(31));
        assert_eq!(of(403, &[], "You have exceeded a secondary rate limit"), wait(60));
        assert_eq!(of(429, &[("ratelimit-reset", "900")], ""), wait(1));
        assert_eq!(of(503, &[("retry-after", "5")], ""), wait(5));
    }

    #[test]
    fn what_is_no_limit_is_none() {
        let left = [("x-ratelimit-remaining", "4999"), ("x-ratelimit-reset", "1030")];
        assert_eq!(of(403, &left, "Resource not accessible"), Verdict::Answer);
        assert_eq!(of(502, &[], ""), Verdict::Broken);
        assert_eq!(of(422, &[], ""), Verdict::Answer);
    }
}
