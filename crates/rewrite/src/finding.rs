//! A name at a place, and what is to be done about it.

use crate::{Applicability, Site};
use modelmod_catalog::{Model, Surface};
use modelmod_edit::{Edit, Position, Span};

/// A name at a place, and what is to be done about it.
#[derive(Clone, Debug)]
pub struct Finding<'c> {
    /// Bytes of the file that are the name, with its platform's prefix and suffix.
    pub span: Span,
    /// Where that is; columns in bytes (of the decoded text for UTF-16 files).
    pub position: Position,
    /// The name as it stands there.
    pub matched: String,
    /// The model it names.
    pub model: &'c Model,
    /// The platform that spells it so.
    pub surface: &'c Surface,
    /// The name belongs to a platform other than the provider's own API: the model's dates do
    /// not apply there.
    pub is_elsewhere: bool,
    /// What the place is.
    pub site: Site,
    /// A comment in the file says to leave it; for display then.
    pub suppressed: bool,
    /// What is done there.
    pub applicability: Applicability,
    /// Why, as a sentence without a full stop.
    pub reason: String,
    /// What to write instead, where it is known.
    pub replacement: Option<String>,
    /// The edit, unless the finding is for display only.
    pub edit: Option<Edit>,
}
