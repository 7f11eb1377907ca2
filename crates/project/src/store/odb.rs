//! Blobs as libgit2 has them.

use std::path::PathBuf;

use git2::{ErrorCode, ObjectType};

use super::library::oid;
use super::promised::ABSENT;
use super::{Blob, Reader, Readers};
use crate::git_error::GitError;
use crate::object_id::ObjectId;

/// Opens an object store for each thread: the library's handle must not be shared.
pub(super) struct Odbs {
    pub(super) git_dir: PathBuf,
    pub(super) place: PathBuf,
}

impl Readers for Odbs {
    fn open(
        &self,
        work: &mut dyn FnMut(&mut dyn Reader) -> Result<(), GitError>,
    ) -> Result<(), GitError> {
        let failed = || GitError::at(&self.place, "opening the object store");
        let repository = git2::Repository::open(&self.git_dir).map_err(failed())?;
        let odb = repository.odb().map_err(failed())?;
        work(&mut Odb(odb))
    }
}

struct Odb<'r>(git2::Odb<'r>);

impl Reader for Odb<'_> {
    fn read(
        &mut self,
        id: ObjectId,
        limit: u64,
        visit: &mut dyn FnMut(Blob<'_>),
    ) -> Result<(), GitError> {
        // The size first: a huge blob would be unpacked into memory only to be skipped.
        match self.0.read_header(oid(id)) {
            Ok((size, _)) if size as u64 > limit => visit(Blob::TooLarge(size as u64)),
            Ok((_, ObjectType::Blob)) => match self.0.read(oid(id)) {
                Ok(object) => visit(Blob::Content(object.data())),
                Err(error) => visit(unreadable(&error)),
            },
            Ok(_) => visit(Blob::Unreadable("it is not the content of a file".to_owned())),
            Err(error) => visit(unreadable(&error)),
        }
        Ok(())
    }

    fn size(&mut self, id: ObjectId) -> Option<u64> {
        let (size, kind) = self.0.read_header(oid(id)).ok()?;
        (kind == ObjectType::Blob).then_some(size as u64)
    }
}

/// Why a blob is not read. One that is not there is the normal state of a partial clone.
fn unreadable(error: &git2::Error) -> Blob<'static> {
    Blob::Unreadable(match error.code() {
        ErrorCode::NotFound => ABSENT.to_owned(),
        _ => error.message().to_owned(),
    })
}
