//! From literals to `model!`: a Rust file whose model IDs the compiler is to check from now on.

use crate::matcher::{Form, Occurrence};
use crate::site::{self, RustPlaces, Site, Source};
use crate::{Applicability, Engine, Matcher, Request, RequestError};
use modelmod_catalog::{Catalog, Date, State};
use modelmod_edit::{Edit, EditSet, LineIndex, Position, Span};

/// Finds the literals of Rust files that should be `model!`.
#[derive(Debug)]
pub struct Adopter<'c> {
    engine: Engine<'c>,
    /// Of all names: what is served today is what the compiler is to watch.
    matcher: Matcher<'c>,
}

/// What becomes of one file.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The edits, the `use` among them.
    pub edits: EditSet,
    /// The literals that are rewritten, by position.
    pub literals: Vec<Adopted>,
}

/// A literal that becomes a `model!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// Where it is; columns in bytes.
    pub position: Position,
    /// The name in it.
    pub name: String,
    /// Code with this name does not compile on the day, or is warned of.
    pub is_due: bool,
}

impl<'c> Adopter<'c> {
    /// Prepares to look for every name of `catalog`; `as_of` tells which are due.
    ///
    /// # Errors
    ///
    /// When the names do not fit into an automaton.
    pub fn new(catalog: &'c Catalog, as_of: Date) -> Result<Self, RequestError> {
        let engine = Engine::new(catalog, &Request::new(as_of))?;
        let matcher = Matcher::new(catalog, |_| true).map_err(|_| RequestError::TooLarge)?;
        Ok(Self { engine, matcher })
    }

    /// Whether a name stands in the file: [`Adopter::scan`] finds nothing in it otherwise.
    #[must_use]
    pub fn may_adopt(&self, file: &[u8]) -> bool {
        self.matcher.may_match(file)
    }

    /// Looks through the Rust file `path`, whose crate has the macros as `krate`
    /// (`modelmod_macros`). `None` when nothing is to be done: no literal there is plainly used
    /// as a model, or the file cannot be read as Rust.
    ///
    /// Literals stay that are not expressions (attributes, patterns, arguments of most macros),
    /// whose use is not plain, or that a comment suppresses; so do tests.
    #[must_use]
    pub fn scan(&self, path: &str, file: &[u8], krate: &str) -> Option<Adoption> {
        // Rust is UTF-8. UTF-16 is read elsewhere, but the places of its text are none of the file.
        let text = std::str::from_utf8(file).ok()?.as_bytes();
        let found = self.matcher.find(text);
        if found.is_empty() {
            return None;
        }
        let places = site::rust_places(text)?;
        let chosen = self.uses(path, text, &places, &found);
        if chosen.is_empty() {
            return None;
        }
        let scope = Scope::of(text, &places, krate);
        let lines = LineIndex::new(text);
        let due = self.engine.due(text, found.clone());
        let (mut edits, mut literals, mut is_imported) = (Vec::new(), Vec::new(), false);
        for (literal, is_inside, occurrence) in chosen {
            let is_short = scope.is_free && !is_inside;
            is_imported |= is_short;
            let called = if is_short { "model!(" } else { scope.full.as_str() };
            let new = [called.as_bytes(), &text[literal.range()], b")"].concat();
            edits.push(Edit { span: literal, text: new });
            literals.push(Adopted {
                position: lines.position(literal.start),
                name: String::from_utf8_lossy(&text[occurrence.span.range()]).into_owned(),
                is_due: due.contains(&occurrence),
            });
        }
        if is_imported {
            edits.extend(scope.import);
        }
        let edits = EditSet::new(edits, file.len()).ok()?;
        // What would not parse afterwards is not touched.
        site::rust_places(&edits.apply(text))?;
        Some(Adoption { edits, literals })
    }

    /// The literals that are plainly used as models, each with whether it stands in a module
    /// inside the file, and the name in it.
    fn uses(
        &self,
        path: &str,
        text: &[u8],
        places: &RustPlaces,
        found: &[Occurrence],
    ) -> Vec<(Span, bool, Occurrence)> {
        let engine = &self.engine;
        let source = Source::new(path, text);
        let spelled: Vec<_> = found.iter().map(|occurrence| engine.spelled(occurrence)).collect();
        let sites = site::classify(&engine.vocabulary, path, &source, found, &spelled);
        let kept = engine.kept(path, &source, found);
        let mut uses = Vec::new();
        for (at, (occurrence, sited)) in found.iter().zip(&sites).enumerate() {
            let literal = places.expressions.range(..occurrence.span.start).next_back();
            let Some((_, &(literal, is_inside))) = literal else { continue };
            let is_whole = literal.end == occurrence.span.end + 1 && is_plain(text, literal);
            let is_whole = is_whole && literal.start + 1 == occurrence.span.start;
            let is_known = matches!(occurrence.form, Form::Whole | Form::Platform);
            let is_kept = kept.fate(at).is_some();
            // What the compiler would refuse for good is not made a model!.
            let is_dead_end = engine.verdict(occurrence).is_some_and(|verdict| {
                verdict.replacement.is_err() && verdict.state == State::Retired
            });
            if is_whole && is_known && !is_kept && !is_dead_end && is_use(sited.site) {
                uses.push((literal, is_inside, *occurrence));
            }
        }
        uses
    }
}

/// Whether a place of this kind is one whose model the code uses, and not yet a `model!`.
fn is_use(site: Site) -> bool {
    site.applicability() == Applicability::Safe
        && !matches!(site, Site::ModelMacro | Site::Expected | Site::Example | Site::Embedded)
}

/// `"..."`, without a letter or a `#` before it.
fn is_plain(text: &[u8], literal: Span) -> bool {
    text[literal.range()].starts_with(b"\"")
}

/// How a file may call the macro.
struct Scope {
    /// `model` means nothing else in the file.
    is_free: bool,
    /// What a call begins with where the name is not in scope.
    full: String,
    /// The `use` that brings it into scope, if it is not there yet.
    import: Option<Edit>,
}

impl Scope {
    fn of(text: &[u8], places: &RustPlaces, krate: &str) -> Self {
        let path = format!("{krate}::model");
        let brings = |used: &str| used == path || used == "modelmod_macros::model";
        let is_there = places.uses.iter().any(|(_, used)| brings(used));
        let is_other = |used: &str| used.ends_with("::model") && !brings(used);
        let is_taken = memchr::memmem::find(text, b"macro_rules! model ").is_some()
            || places.uses.iter().any(|(_, used)| is_other(used) && !is_there);
        let full = format!("{path}!(");
        let import = (!is_there && !is_taken).then(|| import(text, places, &path));
        Self { is_free: !is_taken, full, import: import.flatten() }
    }
}

/// The edit that adds `use PATH;`: among the first `use` lines, where it belongs by the alphabet,
/// else before the first item.
fn import(text: &[u8], places: &RustPlaces, path: &str) -> Option<Edit> {
    let first_line = memchr::memchr(b'\n', text).filter(|&at| at > 0);
    let end = if first_line.is_some_and(|at| text[at - 1] == b'\r') { "\r\n" } else { "\n" };
    let lines = LineIndex::new(text);
    let Some((first, _)) = places.uses.first() else {
        let at = places.first_item?;
        let new = format!("use {path};{end}{end}").into_bytes();
        return Some(Edit { span: Span::new(at, at), text: new });
    };
    let mut last = *first;
    for (span, used) in &places.uses {
        let is_next = lines.line_of(span.start) <= lines.line_of(last.end) + 1;
        if !is_next {
            break;
        }
        let is_near = ["self::", "super::", "crate::"].iter().any(|one| used.starts_with(one));
        if !is_near && used.as_str() > path {
            let new = format!("use {path};{end}").into_bytes();
            return Some(Edit { span: Span::new(span.start, span.start), text: new });
        }
        last = *span;
    }
    let new = format!("{end}use {path};").into_bytes();
    Some(Edit { span: Span::new(last.end, last.end), text: new })
}
