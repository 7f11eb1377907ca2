//! Laws of the engine on trees that look like real ones.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_laws::{check, grow};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    /// Twice is once, other bytes stay, the order of files is not seen, patches are exact, reports
    /// are well-formed: what [`modelmod_laws`] checks of a tree.
    #[test]
    fn the_laws_of_a_tree_hold(choices in prop::collection::vec(any::<u8>(), 0..600)) {
        check("grown", &choices);
    }
}

/// The trees are worth the laws: names stand in them in all kinds of places.
#[test]
fn grown_trees_have_what_the_laws_are_about() {
    let mut seed = 1_u32;
    let mut bytes = || {
        let next = |_| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            seed.to_be_bytes()[0]
        };
        (0..500).map(next).collect::<Vec<u8>>()
    };
    let trees: Vec<_> = (0..200).map(|_| grow(&bytes())).collect();
    let files = || trees.iter().flatten();
    let ends = |end: &[u8]| files().filter(|(path, _)| path.ends_with(end)).count();
    for end in [&b".py"[..], b".rs", b".ipynb", b".yaml", b".md", b"Dockerfile"] {
        assert!(ends(end) > 0, "no file {}", String::from_utf8_lossy(end));
    }
    let begins = |bytes: &[u8]| files().filter(|(_, file)| file.starts_with(bytes)).count();
    assert!(begins(b"\xFF\xFE") > 0 && begins(b"\xFE\xFF") > 0 && begins(b"\xEF\xBB\xBF") > 0);
    let is_broken = |bytes: &Vec<u8>| std::str::from_utf8(bytes).is_err();
    assert!(files().any(|(path, _)| is_broken(path)) && files().any(|(_, file)| is_broken(file)));
    assert!(files().any(|(_, file)| file.windows(2).any(|two| two == b"\r\n")));
    assert!(files().any(|(_, file)| !file.is_empty() && !file.ends_with(b"\n")));
}
