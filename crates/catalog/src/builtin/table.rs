// @generated
use crate::{Model, Name, Provider, Surface};
pub(super) static PROVIDERS: &[Provider] = &[];
pub(super) static SURFACES: &[Surface] = &[];
pub(super) static MODELS: &[Model] = &[];
pub(super) static NAMES: &[Name] = &[];
