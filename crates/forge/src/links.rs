//! Where the next page is.

use crate::Response;
use serde_json::Value;

/// The URL of the next page: in the header `Link` (RFC 8288), or in the body as Bitbucket has
/// it.
pub(crate) fn next(response: &Response, json: &Value) -> Option<String> {
    let by_header = response.header("link").and_then(|links| {
        links.split(',').find_map(|link| {
            let (url, parameters) = link.split_once(';')?;
            let is_next = parameters.split(';').any(|one| one.trim() == "rel=\"next\"");
            let url = url.trim().strip_prefix('<')?.strip_suffix('>')?;
            is_next.then(|| url.to_owned())
        })
    });
    by_header.or_else(|| Some(json.get("next")?.as_str()?.to_owned()))
}
