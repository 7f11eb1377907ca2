//! What is remembered, and its form on disk.
//!
//! A file is: the mark, the question, the number of files and of blobs, the files sorted by
//! device and number, the blobs sorted by name, a checksum of all before it. Numbers are
//! little-endian. Whatever is not exactly so is as good as no file.

use super::signature::Signature;
use crate::object_id::ObjectId;

/// Begins each file; the number changes with the form.
pub(super) const MARK: &[u8; 16] = b"modelmod cache 1";
/// The bytes of a question's digest.
pub(super) const QUESTION: usize = 20;
const HEADER: usize = MARK.len() + QUESTION + 2 * 8;
pub(super) const FILE: usize = 5 * 8 + 3 * 4 + 4;
pub(super) const BLOB: usize = 32 + 8 + 4;
pub(super) const CHECKSUM: usize = 8;

/// How many files and how many blobs are kept: what is beyond was not met for long.
pub(super) const MOST: usize = 400_000;
/// No file is larger.
pub(super) const MOST_BYTES: u64 = (HEADER + MOST * (FILE + BLOB) + CHECKSUM) as u64;

/// Added to the size of a blob that was read itself, not as a file of a work tree.
pub(super) const ITSELF: u64 = 1 << 63;

/// What the bytes of a file, or of a blob, were found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fact {
    /// Nothing that is looked for stands in them, wherever the file is.
    Blank,
    /// They are binary data.
    Binary,
}

impl Fact {
    const fn code(self) -> u32 {
        match self {
            Self::Blank => 1,
            Self::Binary => 2,
        }
    }

    const fn of(code: u32) -> Option<Self> {
        match code {
            1 => Some(Self::Blank),
            2 => Some(Self::Binary),
            _ => None,
        }
    }
}

/// A blob, as it is itself or as it lay in a work tree, where nothing converts it: that it has
/// as many bytes there tells that nothing did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BlobKey {
    /// The first bytes of the name, which tell most names apart: numbers are compared faster.
    head: u64,
    pub(super) id: ObjectId,
    pub(super) size: u64,
}

impl BlobKey {
    pub(super) fn new(id: ObjectId, size: u64) -> Self {
        let head = id.as_bytes().first_chunk().map_or(0, |head| u64::from_be_bytes(*head));
        Self { head, id, size }
    }
}

/// Something remembered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kept<K> {
    pub(super) key: K,
    pub(super) fact: Fact,
    /// How often the cache was written since this was last of use.
    pub(super) age: u8,
}

impl<K> Kept<K> {
    pub(super) const fn new(key: K, fact: Fact) -> Self {
        Self { key, fact, age: 0 }
    }

    fn code(&self) -> u32 {
        self.fact.code() | u32::from(self.age) << 8
    }

    fn of(key: K, code: u32) -> Option<Self> {
        let [fact, age, 0, 0] = code.to_le_bytes() else { return None };
        Some(Self { key, fact: Fact::of(fact.into())?, age })
    }
}

/// Files that were not met so often are forgotten: they are gone, or another checkout's.
pub(super) const FILE_AGE: u8 = 3;
/// Likewise blobs: they come back with another branch.
pub(super) const BLOB_AGE: u8 = 30;

/// All that is remembered for one question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Remembered {
    /// Sorted by [`Signature::file`], each file once.
    pub(super) files: Vec<Kept<Signature>>,
    /// Sorted, each once.
    pub(super) blobs: Vec<Kept<BlobKey>>,
}

impl Remembered {
    /// The place in `files` of what is known of a file.
    pub(super) fn file(&self, signature: &Signature) -> Option<usize> {
        let found = self.files.binary_search_by_key(&signature.file(), |one| one.key.file());
        found.ok().filter(|&at| self.files[at].key == *signature)
    }

    /// Takes in what is new. What is old gives way to it, and goes after a while unless it was
    /// of use.
    pub(super) fn merge(
        &mut self,
        files: Vec<Kept<Signature>>,
        blobs: Vec<Kept<BlobKey>>,
        was_used: &dyn Fn(Used) -> bool,
    ) {
        grow_old(&mut self.files, FILE_AGE, |at| was_used(Used::File(at)));
        grow_old(&mut self.blobs, BLOB_AGE, |at| was_used(Used::Blob(at)));
        join(&mut self.files, files, Signature::file);
        join(&mut self.blobs, blobs, |key| *key);
    }

    pub(super) fn encode(&self, question: &[u8; QUESTION]) -> Vec<u8> {
        let size = HEADER + self.files.len() * FILE + self.blobs.len() * BLOB + CHECKSUM;
        let mut out = Vec::with_capacity(size);
        out.extend_from_slice(MARK);
        out.extend_from_slice(question);
        out.extend_from_slice(&(self.files.len() as u64).to_le_bytes());
        out.extend_from_slice(&(self.blobs.len() as u64).to_le_bytes());
        for kept in &self.files {
            put_file(&mut out, &kept.key, kept.code());
        }
        for kept in &self.blobs {
            put_blob(&mut out, &kept.key, kept.code());
        }
        let sum = checksum(&out);
        out.extend_from_slice(&sum.to_le_bytes());
        out
    }

    /// What `bytes` hold for `question`; nothing if they are of another question or version, or
    /// damaged in any way.
    pub(super) fn decode(bytes: &[u8], question: &[u8; QUESTION]) -> Option<Self> {
        let (body, sum) = bytes.split_last_chunk::<CHECKSUM>()?;
        let rest = body.strip_prefix(MARK)?.strip_prefix(question)?;
        let mut input = Input(rest);
        let (files, blobs) = (input.count()?, input.count()?);
        let size = files.checked_mul(FILE)?.checked_add(blobs.checked_mul(BLOB)?)?;
        if input.0.len() != size || checksum(body) != u64::from_le_bytes(*sum) {
            return None;
        }
        let mut found = Self { files: Vec::with_capacity(files), blobs: Vec::with_capacity(blobs) };
        for _ in 0..files {
            let (key, code) = input.file()?;
            found.files.push(Kept::of(key, code)?);
        }
        for _ in 0..blobs {
            let (key, code) = input.blob()?;
            found.blobs.push(Kept::of(key, code)?);
        }
        let is_sorted = found.files.is_sorted_by(|a, b| a.key.file() < b.key.file())
            && found.blobs.is_sorted_by(|a, b| a.key < b.key);
        is_sorted.then_some(found)
    }
}

/// Marks the code of a blob with a name of 32 bytes; no other code is that large.
const LONG: u32 = 1 << 31;

/// Writes a file and what is said of it.
pub(super) fn put_file(out: &mut Vec<u8>, one: &Signature, code: u32) {
    for number in [one.device, one.inode, one.size] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for number in [one.modified, one.changed] {
        out.extend_from_slice(&number.to_le_bytes());
    }
    for number in [one.mode, one.user, one.group, code] {
        out.extend_from_slice(&number.to_le_bytes());
    }
}

/// Writes a blob and what is said of it.
pub(super) fn put_blob(out: &mut Vec<u8>, one: &BlobKey, code: u32) {
    let mut id = [0; 32];
    id[..one.id.as_bytes().len()].copy_from_slice(one.id.as_bytes());
    out.extend_from_slice(&id);
    out.extend_from_slice(&one.size.to_le_bytes());
    let length = if one.id.as_bytes().len() == 32 { LONG } else { 0 };
    out.extend_from_slice(&(code | length).to_le_bytes());
}

/// Where in all blobs those are whose names begin alike. Names are as good as random numbers: there
/// are few in each place, and one look at memory finds them.
#[derive(Debug)]
pub(super) struct Places {
    shift: u32,
    starts: Vec<usize>,
}

impl Places {
    pub(super) fn of(blobs: &[Kept<BlobKey>]) -> Self {
        let bits = blobs.len().max(2).ilog2();
        let shift = u64::BITS - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for one in blobs {
            starts[place(one.key.head >> shift) + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Self { shift, starts }
    }

    /// The place of a blob in `blobs`, of which this was made.
    pub(super) fn find(&self, blobs: &[Kept<BlobKey>], key: &BlobKey) -> Option<usize> {
        let at = place(key.head >> self.shift);
        let (start, end) = (self.starts[at], self.starts[at + 1]);
        let found = blobs.get(start..end)?.iter().position(|one| one.key == *key)?;
        Some(start + found)
    }
}

/// The number is less than that of all blobs.
fn place(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Something remembered, by its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Used {
    File(usize),
    Blob(usize),
}

fn grow_old<K>(all: &mut Vec<Kept<K>>, limit: u8, was_used: impl Fn(usize) -> bool) {
    for (at, one) in all.iter_mut().enumerate() {
        one.age = if was_used(at) { 0 } else { one.age.saturating_add(1) };
    }
    all.retain(|one| one.age <= limit);
}

fn join<T, K: Ord>(old: &mut Vec<Kept<T>>, new: Vec<Kept<T>>, key: impl Fn(&T) -> K) {
    old.extend(new);
    // The new ones, which have no age, before the old ones of the same key.
    old.sort_by(|a, b| key(&a.key).cmp(&key(&b.key)).then(a.age.cmp(&b.age)));
    old.dedup_by(|later, earlier| key(&later.key) == key(&earlier.key));
    if old.len() > MOST {
        old.sort_by_key(|one| one.age);
        old.truncate(MOST);
        old.sort_by_key(|one| key(&one.key));
    }
}

/// What is still to be read.
pub(super) struct Input<'b>(pub(super) &'b [u8]);

impl Input<'_> {
    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (found, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*found)
    }

    pub(super) fn count(&mut self) -> Option<usize> {
        usize::try_from(u64::from_le_bytes(self.take()?)).ok().filter(|&count| count <= MOST)
    }

    pub(super) fn file(&mut self) -> Option<(Signature, u32)> {
        let signature = Signature {
            device: u64::from_le_bytes(self.take()?),
            inode: u64::from_le_bytes(self.take()?),
            size: u64::from_le_bytes(self.take()?),
            modified: i64::from_le_bytes(self.take()?),
            changed: i64::from_le_bytes(self.take()?),
            mode: u32::from_le_bytes(self.take()?),
            user: u32::from_le_bytes(self.take()?),
            group: u32::from_le_bytes(self.take()?),
        };
        Some((signature, u32::from_le_bytes(self.take()?)))
    }

    pub(super) fn blob(&mut self) -> Option<(BlobKey, u32)> {
        let id: [u8; 32] = self.take()?;
        let size = u64::from_le_bytes(self.take()?);
        let code = u32::from_le_bytes(self.take()?);
        let (id, rest) = id.split_at(if code & LONG == 0 { 20 } else { 32 });
        let id = ObjectId::from_bytes(id).filter(|_| rest.iter().all(|byte| *byte == 0))?;
        Some((BlobKey::new(id, size), code & !LONG))
    }
}

/// Tells what a disk or an interrupted copy did to the bytes; no protection against people, whom
/// the file's place keeps out.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    const PRIMES: [u64; 4] = [
        0x9E37_79B1_85EB_CA87,
        0xC2B2_AE3D_27D4_EB4F,
        0x1656_67B1_9E37_79F9,
        0x27D4_EB2F_1656_67C5,
    ];
    let mix = |lane: u64, word: u64, prime: u64| {
        (lane ^ word.wrapping_mul(prime)).rotate_left(29).wrapping_mul(PRIMES[0])
    };
    let word = |bytes: &[u8]| {
        let mut word = [0; 8];
        word[..bytes.len()].copy_from_slice(bytes);
        u64::from_le_bytes(word)
    };
    // Four at a time, for they do not wait for each other.
    let mut lanes = PRIMES;
    let (blocks, rest) = bytes.as_chunks::<32>();
    for block in blocks {
        let (words, _) = block.as_chunks::<8>();
        for at in 0..4 {
            lanes[at] = mix(lanes[at], u64::from_le_bytes(words[at]), PRIMES[at]);
        }
    }
    let mut sum = bytes.len() as u64;
    for part in rest.chunks(8) {
        sum = mix(sum, word(part), PRIMES[1]);
    }
    lanes.into_iter().fold(sum, |sum, lane| mix(sum, lane, PRIMES[2]))
}
