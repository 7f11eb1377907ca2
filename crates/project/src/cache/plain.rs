//! Reading files that others may have made: never a pipe that blocks, nor a file without end.

use std::fs::Metadata;
use std::io::{Error, ErrorKind, Read, Result};
use std::path::Path;

use crate::reader::open;

/// All bytes of the regular file at `path`, which is no link and has at most `limit` bytes; and
/// what the system said of it before it was read.
pub(super) fn read(path: &Path, limit: u64) -> Result<(Vec<u8>, Metadata)> {
    let file = open(path)?;
    let data = file.metadata()?;
    if !data.is_file() || data.len() > limit {
        return Err(Error::new(ErrorKind::InvalidData, "it is no regular file, or too large"));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(data.len()).unwrap_or(0) + 1);
    file.take(limit).read_to_end(&mut bytes)?;
    Ok((bytes, data))
}
