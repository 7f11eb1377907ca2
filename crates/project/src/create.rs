//! Making a file that was not there, all or nothing.

use std::io::Write;
use std::path::Path;

use crate::stray;
use crate::write::{WriteError, failed};

/// Makes the file at `path` with this content.
///
/// As with [`replace`](crate::replace), nobody ever sees a part of it: it is written beside its
/// place, forced to disk and renamed.
///
/// # Errors
/// If there is something at `path` by now, or it cannot be written.
pub fn create(path: &Path, content: &[u8]) -> Result<(), WriteError> {
    let temp = stray::create_usual_temp(path)
        .map_err(|cause| WriteError::Folder { path: path.to_path_buf(), cause })?;
    temp.as_file().write_all(content).map_err(failed(path, "writing its content"))?;
    temp.as_file().sync_all().map_err(failed(path, "forcing its content to disk"))?;
    temp.persist_noclobber(path)
        .map_err(|error| failed(path, "giving it its name")(error.error))?;
    stray::sync_folder(stray::folder_of(path))
        .map_err(failed(path, "it was written, but forcing that to disk"))
}
