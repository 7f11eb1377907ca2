//! How old the knowledge is that a run relies on.

use super::gather::Gathered;
use super::settings::Settings;
use crate::args::Global;
use crate::failure::Failure;
use crate::terminal;
use modelmod_catalog::{Catalog, Date};
use modelmod_report::PackInUse;
use std::collections::BTreeSet;

/// A pack that was checked more days ago is old: a model may have been deprecated and retired
/// since.
const OLD: u32 = 90;

/// Notes in the run which packs it relies on, and tells of old ones.
///
/// # Errors
///
/// When one is older than the settings allow.
pub(super) fn check(
    gathered: &mut Gathered<'_>,
    catalog: &Catalog,
    settings: &Settings,
    global: &Global,
) -> Result<(), Failure> {
    let as_of = settings.request.as_of;
    let found: BTreeSet<&str> =
        gathered.plan.findings().map(|(_, found)| found.model.provider.as_ref()).collect();
    let packs = found.into_iter().filter_map(|id| catalog.provider(id)).map(|provider| PackInUse {
        provider: provider.id.to_string(),
        name: provider.name.to_string(),
        checked: provider.checked,
    });
    let packs: Vec<PackInUse> = packs.collect();
    (gathered.run.packs, gathered.run.prefer) = (packs, settings.request.prefer);
    let older = |days: u32| -> Vec<String> {
        let packs = gathered.run.packs.iter();
        let is_older = |pack: &&PackInUse| i64::from(pack.age(as_of)) > i64::from(days);
        packs.filter(is_older).map(|pack| in_words(pack, as_of)).collect()
    };
    if let Some(limit) = settings.max_age {
        let old = older(limit);
        if !old.is_empty() {
            return Err(Failure::new(format!(
                "what is known of {} is older than --max-age {limit}d allows, and nothing was \
                 done: take a newer modelmod, or newer packs with --packs",
                old.join(" and of ")
            )));
        }
    }
    let old = older(OLD);
    if !old.is_empty() {
        let text = format!(
            "what is known of {} may be out of date: take a newer modelmod, or newer packs with \
             --packs",
            old.join(" and of ")
        );
        terminal::complain("warning", &text, global);
    }
    Ok(())
}

fn in_words(pack: &PackInUse, as_of: Date) -> String {
    format!(
        "{}'s models (checked on {}, {} days before {as_of})",
        pack.name,
        pack.checked,
        pack.age(as_of)
    )
}
