//! The inputs that are kept for the fuzzer hold on the stable compiler too: each was chosen
//! because it gets far, or because it once broke a law.
#![allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]

use modelmod_laws::TARGETS;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// The corpus is part of what everybody clones.
const BYTES: u64 = 1 << 20;
/// The fuzzer takes longer inputs for slower ones.
const INPUT: u64 = 64 << 10;

/// Panics of all threads.
static PANICS: AtomicUsize = AtomicUsize::new(0);

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz")
}

/// Names in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_law_holds_for_every_input_that_is_kept() {
    let tell = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        PANICS.fetch_add(1, Ordering::Relaxed);
        tell(panic);
    }));
    for target in TARGETS {
        let folder = fuzz().join("corpus").join(target.name);
        let inputs = names(&folder);
        assert!(!inputs.is_empty(), "{}: nothing to begin with", target.name);
        for input in inputs {
            let bytes = std::fs::read(folder.join(&input)).unwrap();
            // Some work is done by threads whose end the engine survives: the fuzzer does not.
            let before = PANICS.load(Ordering::Relaxed);
            let law = std::panic::catch_unwind(|| (target.check)(&bytes));
            let is_quiet = PANICS.load(Ordering::Relaxed) == before;
            let is_kept = law.is_ok() && is_quiet;
            assert!(is_kept, "fuzz/corpus/{}/{input} breaks a law: see above", target.name);
        }
    }
}

#[test]
fn the_corpus_is_small_and_all_of_it_is_used() {
    let wanted: BTreeSet<String> = TARGETS.iter().map(|target| target.name.to_owned()).collect();
    assert_eq!(names(&fuzz().join("corpus")), wanted);
    let files = wanted.iter().flat_map(|target| {
        let folder = fuzz().join("corpus").join(target);
        names(&folder).into_iter().map(move |name| folder.join(name))
    });
    let mut sum = 0;
    for file in files {
        let len = file.metadata().unwrap().len();
        assert!(len <= INPUT, "{}: {len} bytes", file.display());
        sum += len;
    }
    assert!(sum < BYTES, "{sum} bytes");
}

#[test]
fn each_law_has_a_fuzz_target() {
    let manifest = std::fs::read_to_string(fuzz().join("Cargo.toml")).unwrap();
    let mut sorted = TARGETS.to_vec();
    sorted.sort_by_key(|target| target.name);
    for (target, sorted) in TARGETS.iter().zip(&sorted) {
        let name = target.name;
        assert_eq!(name, sorted.name, "sorted");
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name} is not in the manifest");
        let main = fuzz().join(format!("fuzz_targets/{name}.rs"));
        let main = std::fs::read_to_string(main).unwrap();
        assert!(main.contains(&format!("check(\"{name}\", data)")), "{main}");
    }
    assert_eq!(names(&fuzz().join("fuzz_targets")).len(), TARGETS.len());
}
