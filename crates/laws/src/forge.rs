//! What comes from a remote: its URL, and the body of a pull request. The first line is the URL,
//! the rest is a body.

use crate::first_line;
use modelmod_forge::{Flags, Kind, Marker, Place, detect};
use modelmod_project::{Mark, is_trailer};

pub(crate) fn check(data: &[u8]) {
    let (url, body) = first_line(data);
    let (url, body) = (String::from_utf8_lossy(url), String::from_utf8_lossy(body));
    let base = body.lines().next().unwrap_or_default().to_owned();
    for kind in [None, Some(Kind::GitHub), Some(Kind::GitLab), Some(Kind::Bitbucket)] {
        place(&url, &Flags { kind, base: None });
        place(&url, &Flags { kind, base: Some(base.clone()) });
    }
    marker(&body);
    let _ = Mark::read(&body);
    let _ = is_trailer(&body);
}

/// A token goes over https alone, to the host that the user knows, and no password is shown.
fn place(url: &str, flags: &Flags) {
    match detect(url, flags, |_| None) {
        Ok(place) => {
            let place = Place { api: place.api.to_ascii_lowercase(), ..place };
            let is_local = ["http://localhost", "http://127.0.0.1", "http://[::1]"]
                .iter()
                .any(|local| place.api.starts_with(local));
            assert!(place.api.starts_with("https://") || is_local, "{}", place.api);
            assert!(!place.api.contains('@') && !place.web.contains('@'), "{place:?}");
            assert!(!place.owner.is_empty() && !place.name.is_empty(), "{place:?}");
            assert!(!place.name.contains('/'), "{place:?}");
            assert!(!place.is_home || place.api.starts_with("https://"), "{place:?}");
        }
        Err(error) => {
            let _ = error.to_string();
        }
    }
}

/// What is written into a body is read from it, and replaced by the next.
fn marker(body: &str) {
    let read = Marker::of(body);
    let marker = read.unwrap_or(Marker { plan: "1".into(), text: "2".into(), ..Marker::default() });
    let once = marker.on(body);
    assert_eq!(Marker::of(&once).as_ref(), Some(&marker), "{once:?}");
    assert_eq!(marker.on(&once), once, "a body marked twice is as once");
}
