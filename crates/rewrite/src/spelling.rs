//! What to write where an old name stands: the replacement as the platform there spells it.
//!
//! Nothing is invented. Where the catalogue does not know the replacement's spelling, one of
//! its prefixes or the variant that a suffix asks for, the answer is what is missing.

use crate::boundary;
use crate::dress::Dress;
use crate::matcher::Occurrence;
use crate::profile;
use memchr::memmem;
use modelmod_catalog::{Catalog, Date, Model, Surface};
use modelmod_edit::Span;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

/// What to write in the place of an old name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Respelled {
    /// In the place of the whole, prefixes and suffix included.
    pub(crate) text: String,
    /// In the place of the name alone; what stands around it stays.
    pub(crate) core: String,
    /// What to mind besides, as a sentence without a full stop.
    pub(crate) note: Option<String>,
    /// A choice among several names that all exist, which nothing in the text decides.
    pub(crate) is_guess: bool,
    /// The text, or the project, speaks for several of them.
    pub(crate) is_disputed: bool,
}

/// Spells replacements in one text.
pub(crate) struct Speller<'c, 't> {
    catalog: &'c Catalog,
    as_of: Date,
    text: &'t [u8],
    regions: profile::Regions<'t>,
    /// The text in lower case, where it was needed.
    lower: OnceCell<Vec<u8>>,
    /// Words that were looked for in it, and whether they were found.
    words: RefCell<HashMap<&'c str, bool>>,
}

impl<'c, 't> Speller<'c, 't> {
    /// `regions` are those that settings elsewhere in the project name.
    pub(crate) fn new(
        catalog: &'c Catalog,
        as_of: Date,
        text: &'t [u8],
        regions: &'t [String],
    ) -> Self {
        let regions = profile::Regions::new(text, regions);
        Self { catalog, as_of, text, regions, lower: OnceCell::new(), words: RefCell::default() }
    }

    /// How the model that `target` names is written at `occurrence`, a name of `old`.
    ///
    /// # Errors
    ///
    /// What keeps it from being written, as a sentence without a full stop.
    pub(crate) fn respell(
        &self,
        occurrence: &Occurrence,
        old: &Model,
        target: &str,
    ) -> Result<Respelled, String> {
        self.respelled(occurrence, old, target, false)
    }

    /// How the model that `target` names is written at `occurrence` though the platform serves it
    /// behind a profile only, where no profile can stand: its own ARN, which is not enough to call
    /// it.
    pub(crate) fn respell_apart(
        &self,
        occurrence: &Occurrence,
        old: &Model,
        target: &str,
    ) -> Option<Respelled> {
        let dress = Dress::new(self.catalog, self.text, occurrence.core, occurrence.name);
        let is_apart = profile::is_apart(&dress, self.surface(dress.homes[0]));
        is_apart.then(|| self.respelled(occurrence, old, target, true).ok()).flatten()
    }

    fn respelled(
        &self,
        occurrence: &Occurrence,
        old: &Model,
        target: &str,
        is_apart: bool,
    ) -> Result<Respelled, String> {
        let dress = Dress::new(self.catalog, self.text, occurrence.core, occurrence.name);
        let home = self.surface(dress.homes[0]);
        if let Some(version) = occurrence.version {
            let surface = self.surface(occurrence.home);
            let Some(version) = version.span() else {
                return Err(format!(
                    "{} keeps a version beside the name, which is not read here: both change together",
                    surface.name
                ));
            };
            return self.respell_pair(occurrence.core, version, target, surface);
        }
        if home.deployments {
            let name = &home.name;
            return Err(format!(
                "{name} calls deployments, whose names are their users' own, and a deployment has a model and a version: both change together"
            ));
        }
        if dress.is_bare() && self.catalog.is_own(old, &home.id) {
            let text = target.to_owned();
            let core = text.clone();
            return Ok(Respelled { core, text, note: None, is_guess: false, is_disputed: false });
        }
        let name = self.catalog.entry(occurrence.name).text;
        let Some(model) = self.catalog.find(target).map(|found| found.model) else {
            let surface = &self.surface(dress.surface()).name;
            return Err(format!("how {surface} spells {target} is not known"));
        };
        if let Some(other) = self.slugs_beside(&dress, model) {
            return Err(format!("whether {} calls {target} so is not known", other.name));
        }
        let (span, written) = (occurrence.span, occurrence.core);
        let before = String::from_utf8_lossy(&self.text[span.start..written.start]);
        let behind = String::from_utf8_lossy(&self.text[written.end..span.end]);
        self.check_suffix(name, &behind, &dress, model)?;
        let slug = if home.informal { self.slug_beside(&dress, model) } else { None };
        let core = match slug {
            Some((slug, _)) => slug.to_owned(),
            None => self.core(name, &dress, model, target)?,
        };
        let has_profile = is_apart || self.check_profiles(&dress, model)?;
        let chosen = match !has_profile && self.needs_profile(&core, &dress, model) {
            true => {
                Some(profile::choose(&self.regions, &dress, model, self.surface(dress.homes[0]))?)
            }
            false => None,
        };
        let core = match &chosen {
            Some(chosen) => format!("{}.{core}", chosen.profile),
            None => core,
        };
        let (written, whole) = (&self.text[written.range()], &self.text[span.range()]);
        let core = encoded(core, written, name, whole, &dress);
        let text = [&before, core.as_str(), &behind].concat();
        // Whose name it is, and that it is not one of the project's own, nobody else tells.
        let is_guess = chosen.as_ref().is_some_and(|chosen| chosen.is_guess)
            || home.informal && dress.prefixes.is_empty() && !self.has(&model.provider);
        let is_disputed = chosen.as_ref().is_some_and(|chosen| chosen.is_disputed);
        let by_slug = slug.map(|(_, other)| other);
        let by_slug =
            by_slug.map(|other| format!("as {} calls it, of which the text speaks", other.name));
        let note = chosen.map(|chosen| chosen.note).or(by_slug);
        Ok(Respelled { text, core, note, is_guess, is_disputed })
    }

    /// The model that `target` names, with a version of it, for a name and a version that stand
    /// beside each other on `surface`.
    fn respell_pair(
        &self,
        core: Span,
        version: Span,
        target: &str,
        surface: &Surface,
    ) -> Result<Respelled, String> {
        let unknown = || {
            format!(
                "which version {} has of {target} is not known, and a deployment's name and version change together",
                surface.name
            )
        };
        let model = self.catalog.find(target).map(|found| found.model).ok_or_else(unknown)?;
        let here = || model.spellings.iter().filter(|one| one.surface == surface.id);
        let alive = || here().filter(|one| !one.state(model, self.as_of).is_due());
        let versioned = alive().find_map(|one| Some((one.text.as_ref(), one.version.as_deref()?)));
        let Some((name, new)) = versioned else {
            return Err(match (here().next(), alive().next()) {
                (Some(one), None) => {
                    format!("no version of {} is active on {} itself", one.text, surface.name)
                }
                _ => unknown(),
            });
        };
        let (first, last) =
            if core.start < version.start { (core, version) } else { (version, core) };
        let between = std::str::from_utf8(&self.text[first.end..last.start])
            .map_err(|_| "what stands between the name and the version is no UTF-8".to_owned())?;
        let old = String::from_utf8_lossy(&self.text[version.range()]);
        let is_first = first == core;
        let (left, right) = if is_first { (name, new) } else { (new, name) };
        Ok(Respelled {
            text: name.to_owned(),
            core: [left, between, right].concat(),
            note: Some(format!("version {old} becomes {new} with it")),
            is_guess: false,
            is_disputed: false,
        })
    }

    /// A surface that writes names so too, of whose names for models of this maker none is known,
    /// while the text speaks to it.
    fn slugs_beside(&self, dress: &Dress<'c>, model: &Model) -> Option<&'c Surface> {
        let at = match dress.prefixes.as_slice() {
            [(at, prefix)] if prefix.text.ends_with('/') => *at,
            [] if self.surface(dress.homes[0]).slugs => dress.homes[0],
            _ => return None,
        };
        let speaks = |words: &'c [modelmod_catalog::Str]| words.iter().any(|word| self.has(word));
        let knows = |surface: &Surface| {
            let of_maker = |one: &&Model| one.provider == model.provider;
            let mut models = self.catalog.models().iter().filter(of_maker);
            models.any(|one| one.spelled_on(&surface.id).next().is_some())
        };
        self.catalog.surfaces().iter().find(|surface| {
            surface.slugs
                && surface.id != self.surface(at).id
                && speaks(&surface.clients)
                && !self.mentions(self.surface(at))
                && !knows(surface)
        })
    }

    /// The name of `model` behind the one prefix there, on a surface that writes names so too and
    /// of which the text speaks, while it does not speak of the one with the prefix:
    /// `anthropic/NAME` beside `https://openrouter.ai/`.
    fn slug_beside(&self, dress: &Dress<'c>, model: &'c Model) -> Option<(&'c str, &'c Surface)> {
        let [(at, prefix)] = dress.prefixes.as_slice() else { return None };
        if !prefix.text.ends_with('/') || dress.suffix.is_some() || self.mentions(self.surface(*at))
        {
            return None;
        }
        let spoken = self.catalog.surfaces().iter();
        let mut spoken = spoken.filter(|surface| surface.slugs && self.mentions(surface));
        spoken.find_map(|surface| {
            let slug = model.spelled_on(&surface.id).find_map(|one| {
                one.strip_prefix(prefix.text.as_ref()).filter(|rest| !rest.contains('/'))
            })?;
            Some((slug, surface))
        })
    }

    fn surface(&self, at: usize) -> &'c Surface {
        &self.catalog.surfaces()[at]
    }

    /// The replacement's name in the notation of `name`.
    fn core(
        &self,
        name: &str,
        dress: &Dress<'c>,
        model: &'c Model,
        target: &str,
    ) -> Result<String, String> {
        let home = self.surface(dress.homes[0]);
        let spelled = self.on(home, name, model, target)?;
        // Where other surfaces spell the old name alike, all have to agree on the new one.
        let rivals = dress.homes[1..].iter().filter_map(|&at| {
            let other = Some(self.surface(at)).filter(|other| !other.informal)?;
            Some((other, self.on(other, name, model, target).ok()?))
        });
        let behind = (dress.prefixes.is_empty()).then(|| self.behind_a_prefix(name, model, target));
        let mut rivals = rivals.chain(behind.into_iter().flatten());
        let Some((other, theirs)) = rivals.find(|(_, theirs)| *theirs != spelled) else {
            return Ok(spelled);
        };
        match (self.mentions(home), self.mentions(other)) {
            (true, false) => Ok(spelled),
            (false, true) => Ok(theirs),
            _ => Err(format!(
                "{} and {} both write it so, and the replacement differently: {spelled} or {theirs}",
                home.name, other.name
            )),
        }
    }

    /// How `surface` writes `model`, in the notation of `name`, a name on `surface`.
    fn on(
        &self,
        surface: &Surface,
        name: &str,
        model: &'c Model,
        target: &str,
    ) -> Result<String, String> {
        // The very name that the user chose, where it is one of this surface.
        if self.catalog.find(target).is_some_and(|found| found.surface.id == surface.id) {
            return Ok(target.to_owned());
        }
        if surface.informal || self.catalog.is_own(model, &surface.id) {
            return Ok(model.id.to_string());
        }
        let inside = surface
            .prefixes
            .iter()
            .filter(|prefix| name.starts_with(prefix.text.as_ref()))
            .max_by_key(|prefix| prefix.text.len());
        let start = inside.map_or("", |prefix| &prefix.text);
        let mut spellings = model.spellings.iter().filter(|one| one.surface == surface.id);
        if let Some(spelling) = spellings.find(|one| one.text.starts_with(start)) {
            let state = spelling.state(model, self.as_of);
            return if state.is_due() && spelling.has_own_days() {
                Err(format!("{} is {state} on {} itself", spelling.text, surface.name))
            } else {
                Ok(spelling.text.to_string())
            };
        }
        let of = inside.and_then(|prefix| self.catalog.surface(&prefix.of));
        match of {
            Some(of) => Ok(format!("{start}{}", self.on(of, &name[start.len()..], model, target)?)),
            None => Err(format!("no name of {} on {} is known", model.id, surface.name)),
        }
    }

    /// Other readings of `name`: as another surface's prefix with a name behind it.
    ///
    /// `anthropic/claude-2.1` is a name of OpenRouter, and LiteLLM's notation for the Claude
    /// API.
    fn behind_a_prefix<'s>(
        &'s self,
        name: &'s str,
        model: &'c Model,
        target: &'s str,
    ) -> impl Iterator<Item = (&'c Surface, String)> + 's {
        let surfaces = self.catalog.surfaces().iter();
        let prefixes = surfaces
            .flat_map(|surface| surface.prefixes.iter().map(move |prefix| (surface, prefix)));
        prefixes.filter_map(move |(surface, prefix)| {
            let rest = name.strip_prefix(prefix.text.as_ref())?;
            // That no API has a name says nothing against one that an API has.
            let of = Some(self.catalog.find(rest)?.surface).filter(|of| !of.informal)?;
            let text = (of.id == prefix.of).then(|| self.on(of, rest, model, target))?.ok()?;
            Some((surface, format!("{}{text}", prefix.text)))
        })
    }

    /// Whether the text speaks of the surface by its short name.
    fn mentions(&self, surface: &'c Surface) -> bool {
        self.has(&surface.id)
    }

    /// Whether the text has `word`, in any case. Asked for each of thousands of names in it.
    fn has(&self, word: &'c str) -> bool {
        let lower = self.lower.get_or_init(|| self.text.to_ascii_lowercase());
        let found = || memmem::find(lower, word.as_bytes()).is_some();
        *self.words.borrow_mut().entry(word).or_insert_with(found)
    }

    /// Whether what the suffix asks for exists of the replacement.
    fn check_suffix(
        &self,
        name: &str,
        suffix: &str,
        dress: &Dress<'c>,
        model: &Model,
    ) -> Result<(), String> {
        let Some((at, pattern)) = dress.suffix else { return Ok(()) };
        let surface = self.surface(at);
        if !dress.suits() {
            return Err(format!("{name} with {suffix} is no name that the catalogue knows"));
        }
        let exists = |(of, text): &(_, _)| *of == surface.id && *text == suffix;
        if surface.stays.iter().any(|stays| stays == pattern) || model.variants.iter().any(exists) {
            return Ok(());
        }
        Err(format!("whether {} has {suffix} for {} is not known", surface.name, model.id))
    }

    /// Whether the replacement is served under the regional prefixes before the old name;
    /// `false` where there is none.
    fn check_profiles(&self, dress: &Dress<'c>, model: &Model) -> Result<bool, String> {
        let mut has_profile = false;
        for (at, prefix) in &dress.prefixes {
            let Some(profile) = prefix.text.strip_suffix('.') else { continue };
            let surface = self.surface(*at);
            let known = profile::known(model, surface);
            if !known.contains(&profile) {
                let known = match known.is_empty() {
                    true => "none is".to_owned(),
                    false => format!("known: {}", known.join(", ")),
                };
                let (id, name) = (&model.id, &surface.name);
                return Err(format!("no {profile} profile of {id} on {name} is known ({known})"));
            }
            has_profile = true;
        }
        Ok(has_profile)
    }

    /// Whether the surface serves the replacement, written so, behind a profile only.
    fn needs_profile(&self, core: &str, dress: &Dress<'c>, model: &Model) -> bool {
        let surface = self.surface(dress.homes[0]);
        let mut spellings = model.spellings.iter();
        spellings.any(|one| one.surface == surface.id && one.text == core && one.needs_profile)
    }
}

/// `core` encoded as the old name is.
fn encoded(core: String, written: &[u8], name: &str, whole: &[u8], dress: &Dress<'_>) -> String {
    let has_escapes = written != name.as_bytes();
    if !has_escapes && (!dress.is_encoded || name.bytes().any(boundary::needs_encoding)) {
        return core;
    }
    let lower = [b"%3a", b"%2f"].iter().any(|escape| memmem::find(whole, *escape).is_some());
    boundary::url_encoded(&core, !lower)
}
