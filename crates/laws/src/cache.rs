//! What the cache reads: its own files, and git's index. The first byte says which, and how long
//! the index's names are.

use modelmod_project::laws::{files_of_index, record_is_read_and_written};

pub(crate) fn check(data: &[u8]) {
    let Some((kind, bytes)) = data.split_first() else { return };
    match kind {
        b'r' => record_is_read_and_written(bytes),
        b'l' => drop(files_of_index(bytes, 32)),
        _ => drop(files_of_index(bytes, 20)),
    }
}
