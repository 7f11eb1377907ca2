//! Being told to stop while something is to be cleaned up first.

#[cfg(unix)]
pub(crate) use unix::Interrupt;

#[cfg(unix)]
mod unix {
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, OnceLock};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::{flag, low_level};

    /// Signals that end the process, and wait for it while this lives.
    pub(crate) struct Interrupt(Option<&'static Handlers>);

    /// A handler that was set once cannot be taken back: it does what would be done without it.
    struct Handlers {
        is_idle: Arc<AtomicBool>,
        came: Arc<AtomicUsize>,
    }

    impl Interrupt {
        /// From here on a signal is noted, instead of ending the process.
        pub(crate) fn wait() -> Self {
            static HANDLERS: OnceLock<Option<Handlers>> = OnceLock::new();
            let handlers = HANDLERS.get_or_init(|| Handlers::set().ok()).as_ref();
            if let Some(handlers) = handlers {
                handlers.is_idle.store(false, Ordering::SeqCst);
            }
            Self(handlers)
        }

        /// Whether one has come.
        pub(crate) fn came(&self) -> bool {
            self.0.is_some_and(|handlers| handlers.came.load(Ordering::SeqCst) != 0)
        }

        /// Does what the signal that came asks for, now that all is cleaned up.
        pub(crate) fn obey(self) {
            let came = self.0.map_or(0, |handlers| handlers.came.load(Ordering::SeqCst));
            if let Some(signal) = i32::try_from(came).ok().filter(|signal| *signal != 0) {
                // The process ends here.
                drop(low_level::emulate_default_handler(signal));
            }
        }
    }

    impl Drop for Interrupt {
        fn drop(&mut self) {
            if let Some(handlers) = self.0 {
                handlers.is_idle.store(true, Ordering::SeqCst);
            }
        }
    }

    impl Handlers {
        fn set() -> std::io::Result<Self> {
            let handlers = Self {
                is_idle: Arc::new(AtomicBool::new(true)),
                came: Arc::new(AtomicUsize::new(0)),
            };
            for signal in [SIGINT, SIGTERM, SIGHUP] {
                flag::register_conditional_default(signal, Arc::clone(&handlers.is_idle))?;
                let number = usize::try_from(signal).unwrap_or(0);
                flag::register_usize(signal, Arc::clone(&handlers.came), number)?;
            }
            Ok(handlers)
        }
    }
}

/// Where there are no such signals, the system ends the process.
#[cfg(not(unix))]
pub(crate) struct Interrupt;

#[cfg(not(unix))]
impl Interrupt {
    pub(crate) fn wait() -> Self {
        Self
    }

    pub(crate) fn came(&self) -> bool {
        false
    }

    pub(crate) fn obey(self) {}
}
