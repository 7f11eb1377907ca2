//! The engines that the laws are checked with.

use modelmod_catalog::{Date, builtin};
use modelmod_rewrite::{Applicability, Engine, Policy, Request, Site};
use std::sync::LazyLock;

/// The day for which all laws are checked. What holds on one holds on all.
pub(crate) const DAY: Date = Date::ymd(2026, 11, 23);

/// As on the command line without any option.
pub(crate) static USUAL: LazyLock<Engine<'static>> =
    LazyLock::new(|| Engine::new(builtin::catalog(), &Request::new(DAY)).unwrap());

/// Everything is rewritten that may be, whatever the site.
pub(crate) static PROMOTED: LazyLock<Engine<'static>> = LazyLock::new(|| {
    let sites = Site::ALL.iter().filter(|site| site.is_promotable());
    let policy = Policy {
        sites: sites.map(|&site| (site, Applicability::Safe)).collect(),
        ..Policy::default()
    };
    let request = Request { policy, level: Applicability::Unsafe, ..Request::new(DAY) };
    Engine::new(builtin::catalog(), &request).unwrap()
});
