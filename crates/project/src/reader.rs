//! Reads whole files, one after the other.

use std::fs::{File, OpenOptions};
use std::io::Seek;
use std::ops::Deref;
use std::path::Path;

use modelmod_edit::Excerpt;

use crate::cache::Signature;
use crate::content::{SkipReason, fill, is_binary, is_utf16, unreadable};
use crate::excerpt::{Windows, excerpt};
use crate::large::{Large, LargeBuffers};
use crate::sift::{self, Sift};

/// How many bytes are read first: most source files have fewer and are read in one call, and of
/// those that are binary no more is read.
const FIRST: usize = 64 * 1024;

/// A thread's own buffer is never larger: there may be many more threads than cores.
const OWN: usize = 256 * 1024;

/// What was read of a file.
pub(crate) enum Content<'r> {
    /// All of it.
    Bytes(Bytes<'r>),
    /// Parts of it, for it is too large.
    Excerpt(Excerpt),
    /// Nothing that anybody looks for is in it; it has so many bytes.
    Blank(u64),
}

impl Content<'_> {
    /// How many bytes the file has.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Excerpt(excerpt) => excerpt.size(),
            Self::Blank(size) => *size,
        }
    }
}

/// All bytes of a file. Of a large one they are not to be kept for longer than it takes to look at
/// them: other threads may wait for the memory.
pub(crate) enum Bytes<'r> {
    Few(&'r [u8]),
    Many(Large<'r>, usize),
}

impl Deref for Bytes<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Few(bytes) => bytes,
            Self::Many(large, length) => &large.bytes[..*length],
        }
    }
}

/// A read buffer that is kept from file to file: a fresh one each time costs a tenth of the
/// whole walk.
pub(crate) struct Reader<'b> {
    own: Vec<u8>,
    buffers: &'b LargeBuffers,
    limit: u64,
    /// Whether signatures are asked for.
    wants_signature: bool,
}

impl<'b> Reader<'b> {
    /// A reader that refuses files of more than `limit` bytes, and has large ones in `buffers`.
    pub(crate) fn new(limit: u64, buffers: &'b LargeBuffers) -> Self {
        Self { own: Vec::new(), buffers, limit, wants_signature: false }
    }

    /// Has the signature of each file taken.
    pub(crate) fn with_signatures(mut self, wanted: bool) -> Self {
        self.wants_signature = wanted;
        self
    }

    /// All bytes of the regular file at `path`, or why they are not read. A binary file is
    /// given up after its first block, and a large one is looked through with `sift` first. If it
    /// is wanted, `signature` becomes the file's from before it was read.
    pub(crate) fn read(
        &mut self,
        path: &Path,
        sift: Option<&dyn Sift>,
        signature: &mut Option<Signature>,
    ) -> Result<Content<'_>, SkipReason> {
        let mut file = open(path).map_err(unreadable)?;
        if self.wants_signature {
            *signature = file.metadata().ok().and_then(|data| Signature::of(&data));
        }
        if self.own.is_empty() {
            self.own.resize(FIRST, 0);
        }
        let filled = fill(&mut file, &mut self.own[..FIRST], 0)?;
        if is_binary(&self.own[..filled]) {
            return Err(SkipReason::Binary);
        }
        if filled == FIRST {
            return self.read_on(file, sift);
        }
        if filled as u64 > self.limit {
            return Err(SkipReason::TooLarge { size: filled as u64 });
        }
        Ok(Content::Bytes(Bytes::Few(&self.own[..filled])))
    }

    /// All bytes of a file of which [`FIRST`] are read.
    fn read_on(
        &mut self,
        mut file: File,
        mut sift: Option<&dyn Sift>,
    ) -> Result<Content<'_>, SkipReason> {
        let mut large: Option<Large<'b>> = None;
        let mut filled = FIRST;
        loop {
            let size = self.size(&file)?;
            let room = room(size, filled);
            if large.is_none() && room > OWN {
                let mut taken = self.buffers.take();
                taken.bytes.resize(taken.bytes.len().max(filled), 0);
                taken.bytes[..filled].copy_from_slice(&self.own[..filled]);
                large = Some(taken);
            }
            let buffer = large.as_mut().map_or(&mut self.own, |large| &mut large.bytes);
            // UTF-16 has to be decoded as a whole.
            let sift = sift
                .take()
                .filter(|by| (size >= sift::LARGE || size > by.most()) && !is_utf16(buffer));
            if let Some(by) = sift
                && size > by.most()
            {
                file.rewind().map_err(unreadable)?;
                let parts = excerpt(&mut file, buffer, self.limit, by, Windows::USUAL)?;
                return Ok(parts.map_or_else(Content::Blank, Content::Excerpt));
            }
            if let Some(by) = sift {
                if let Some(size) = sift::sift(&mut file, buffer, filled, self.limit, by)? {
                    return Ok(Content::Blank(size));
                }
                file.rewind().map_err(unreadable)?;
                filled = 0;
            }
            if buffer.len() < room {
                buffer.resize(room, 0);
            }
            filled = fill(&mut file, buffer, filled)?;
            if filled < buffer.len() {
                break;
            }
        }
        if filled as u64 > self.limit {
            return Err(SkipReason::TooLarge { size: filled as u64 });
        }
        Ok(Content::Bytes(match large {
            Some(large) => Bytes::Many(large, filled),
            None => Bytes::Few(&self.own[..filled]),
        }))
    }

    /// The size of a file that does not fit, unless it is too large. It is asked for only there:
    /// for most files the question would be one system call too many.
    fn size(&self, file: &File) -> Result<u64, SkipReason> {
        let size = file.metadata().map_err(unreadable)?.len();
        if size > self.limit {
            return Err(SkipReason::TooLarge { size });
        }
        Ok(size)
    }
}

/// How much room a file of this size takes. One byte more than that, so that its end is seen without
/// another turn, and more than is `filled`, should it grow.
fn room(size: u64, filled: usize) -> usize {
    let room = usize::try_from(size).unwrap_or(usize::MAX).saturating_add(1);
    if room > filled { room } else { filled.saturating_mul(2) }
}

/// Opens a file that a directory listing called regular. Should it have become a link or a
/// pipe since, the first is refused and the second does not block.
pub(crate) fn open(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
        options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
    }
    options.open(path)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
#[allow(clippy::panic, reason = "likewise")]
mod tests {
    use super::*;
    use crate::content::BINARY_PROBE;

    /// Text that differs everywhere.
    fn text(size: usize) -> Vec<u8> {
        (0..).flat_map(|number: u32| format!("{number}\n").into_bytes()).take(size).collect()
    }

    #[test]
    fn files_of_all_sizes_come_whole_one_after_the_other() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let borders = [BINARY_PROBE, FIRST, OWN, 1024 * 1024, 9 * 1024 * 1024];
        let near = borders.iter().flat_map(|&at| [at - 1, at, at + 1]);
        let sizes: Vec<usize> = [0, 1].into_iter().chain(near).collect();
        let buffers = LargeBuffers::new(1);
        let mut reader = Reader::new(u64::MAX, &buffers);
        for size in sizes.iter().chain(sizes.iter().rev()) {
            let text = text(*size);
            std::fs::write(&path, &text).unwrap();
            match reader.read(&path, None, &mut None) {
                Ok(Content::Bytes(bytes)) => assert!(*bytes == text, "{size}"),
                _ => panic!("{size} is not read"),
            }
        }
    }

    #[test]
    fn neither_limit_nor_kind_depends_on_the_size() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("file");
        let buffers = LargeBuffers::new(1);
        for size in [10, FIRST, OWN, 2 * OWN] {
            std::fs::write(&path, text(size)).unwrap();
            let reader = |limit| Reader::new(limit, &buffers).read(&path, None, &mut None).err();
            assert_eq!(reader(size as u64), None);
            let refused = reader(size as u64 - 1);
            assert_eq!(refused, Some(SkipReason::TooLarge { size: size as u64 }));
            let mut binary = text(size);
            binary[size.min(BINARY_PROBE) - 1] = 0;
            std::fs::write(&path, binary).unwrap();
            assert_eq!(
                Reader::new(u64::MAX, &buffers).read(&path, None, &mut None).err(),
                Some(SkipReason::Binary)
            );
        }
    }
}
