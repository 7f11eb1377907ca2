//! Memory for large files: however many threads wait for a disk, few hold one at a time.

use std::sync::{Condvar, Mutex, PoisonError};

/// A buffer that has grown beyond this is not kept for the next file. In bytes.
const KEPT: usize = 8 * 1024 * 1024;

/// The buffers that the threads of a walk share.
#[derive(Debug)]
pub(crate) struct LargeBuffers {
    free: Mutex<Vec<Vec<u8>>>,
    given_back: Condvar,
}

/// One of them, given back when it is dropped.
#[derive(Debug)]
pub(crate) struct Large<'b> {
    pub(crate) bytes: Vec<u8>,
    of: &'b LargeBuffers,
}

impl LargeBuffers {
    /// `count` buffers, and at least one, that are empty as yet.
    pub(crate) fn new(count: usize) -> Self {
        Self { free: Mutex::new(vec![Vec::new(); count.max(1)]), given_back: Condvar::new() }
    }

    /// A buffer, once one is free, with whatever somebody left in it. Who holds one must not ask
    /// for another.
    pub(crate) fn take(&self) -> Large<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(bytes) = free.pop() {
                return Large { bytes, of: self };
            }
            free = self.given_back.wait(free).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Drop for Large<'_> {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        if bytes.len() > KEPT {
            bytes = Vec::new();
        }
        self.of.free.lock().unwrap_or_else(PoisonError::into_inner).push(bytes);
        self.of.given_back.notify_one();
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failure here is the test's failure")]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn no_more_are_held_than_there_are() {
        let buffers = LargeBuffers::new(2);
        let (held, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..200 {
                        let mut large = buffers.take();
                        most.fetch_max(held.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        large.bytes.resize(16, 0);
                        std::thread::yield_now();
                        held.fetch_sub(1, Ordering::SeqCst);
                    }
                });
            }
        });
        assert!(most.into_inner() <= 2);
        assert_eq!(buffers.free.lock().unwrap().len(), 2);
    }

    #[test]
    fn a_thread_that_dies_gives_its_buffer_back() {
        let buffers = LargeBuffers::new(1);
        std::thread::scope(|scope| {
            let died = scope.spawn(|| {
                let _large = buffers.take();
                std::panic::resume_unwind(Box::new(()));
            });
            assert!(died.join().is_err());
        });
        assert!(buffers.take().bytes.is_empty());
    }

    #[test]
    fn what_has_grown_too_much_is_not_kept() {
        let buffers = LargeBuffers::new(1);
        buffers.take().bytes.resize(KEPT, 0);
        assert_eq!(buffers.take().bytes.len(), KEPT);
        buffers.take().bytes.resize(KEPT + 1, 0);
        assert!(buffers.take().bytes.is_empty());
    }
}
