//! What a project says: `modelmod.toml`, the table in a manifest, the baseline. All three are
//! read from the same text.

use crate::engines::DAY;
use crate::pack::shown;
use modelmod_catalog::builtin;
use modelmod_catalog::pack::PackFile;
use modelmod_config::{
    read, read_baseline, read_manifest, read_manifest_packs, read_packs, write_baseline,
};
use modelmod_rewrite::PathGlob;

pub(crate) fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data).into_owned();
    let file = PackFile { path: "modelmod.toml".to_owned(), text: text.clone() };
    let catalog = builtin::catalog();
    if let Err(found) = read(&file, catalog, DAY) {
        shown(&found);
    }
    if let Err(found) = read_manifest(&file, catalog, DAY) {
        shown(&found);
    }
    if let Err(found) = read_packs(&file) {
        shown(&found);
    }
    if let Err(found) = read_manifest_packs(&file) {
        shown(&found);
    }
    match read_baseline(&file, catalog) {
        Err(found) => shown(&found),
        Ok(baseline) => {
            let text = write_baseline(&baseline);
            let again = PackFile { text: text.clone(), ..file };
            let again = read_baseline(&again, catalog).expect("what is written is read");
            assert_eq!(write_baseline(&again), text, "a baseline written twice is the same");
        }
    }
    for line in text.lines().take(8) {
        if let Ok(glob) = PathGlob::new(line) {
            let _ = glob.matches("src/app.py") || glob.matches(line);
        }
    }
}
