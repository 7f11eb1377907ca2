//! What a new file has to take over from the one that it replaces, besides the name.

use std::fs::{File, Metadata};
use std::io;

/// Gives `to` the owner, the mode and the extended attributes of `from`, of which `data` is
/// known. Says whether it has them all: who is not the superuser cannot give a file away, and
/// some attributes are the system's own.
///
/// # Errors
/// If the mode cannot be set, or the attributes cannot be read.
#[cfg(unix)]
pub(crate) fn copy(from: &File, data: &Metadata, to: &File) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let now = to.metadata()?;
    // The owner first: changing it clears the set-id bits. The attributes last: lists of access
    // are among them, and setting the mode changes these.
    if (now.uid(), now.gid()) != (data.uid(), data.gid())
        && fchown(to, Some(data.uid()), Some(data.gid())).is_err()
    {
        return Ok(false);
    }
    to.set_permissions(std::fs::Permissions::from_mode(data.mode() & 0o7777))?;
    attributes::copy(from, to)
}

/// Other systems keep what matters by themselves.
#[cfg(not(unix))]
pub(crate) fn copy(_from: &File, _data: &Metadata, _to: &File) -> io::Result<bool> {
    Ok(true)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
mod attributes {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    use rustix::io::Errno;
    use std::fs::File;
    use std::io;

    /// No system has longer lists or values.
    const LONGEST: usize = 64 * 1024;

    pub(super) fn copy(from: &File, to: &File) -> io::Result<bool> {
        let names = match read(|buffer| flistxattr(from, buffer)) {
            Ok(names) => names,
            // The file system has none.
            Err(Errno::NOTSUP | Errno::NOSYS) => return Ok(true),
            Err(error) => return Err(error.into()),
        };
        for name in names.split(|&byte| byte == 0).filter(|name| !name.is_empty()) {
            let value = match read(|buffer| fgetxattr(from, name, buffer)) {
                Ok(value) => value,
                // Listed, but nothing for us, or gone by now.
                Err(Errno::NODATA | Errno::NOTSUP) => continue,
                Err(_) => return Ok(false),
            };
            // A new file has some from its folder, which nobody needs, or may, set.
            let has = read(|buffer| fgetxattr(to, name, buffer));
            if has != Ok(value.clone()) && fsetxattr(to, name, &value, XattrFlags::empty()).is_err()
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Most lists and values are short.
    fn read(ask: impl Fn(&mut [u8]) -> Result<usize, Errno>) -> Result<Vec<u8>, Errno> {
        let mut buffer = vec![0; 256];
        let length = match ask(&mut buffer) {
            Err(Errno::RANGE) => {
                buffer.resize(LONGEST, 0);
                ask(&mut buffer)?
            }
            other => other?,
        };
        buffer.truncate(length);
        Ok(buffer)
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "android", target_vendor = "apple"))))]
mod attributes {
    pub(super) fn copy(_from: &std::fs::File, _to: &std::fs::File) -> std::io::Result<bool> {
        Ok(true)
    }
}
