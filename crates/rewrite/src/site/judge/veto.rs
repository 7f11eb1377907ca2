//! What takes "this is a use" back, however much the place itself looks like one.

use super::Judge;
use crate::site::Site;
use crate::site::around::name_at_end;
use crate::site::names;
use crate::site::syntax::{Frame, Named, Value};

/// How many frames outwards are asked.
const REACH: usize = 10;

impl Judge<'_, '_> {
    /// `site`, or what it is instead. `at` is the frame that decided.
    pub(super) fn veto(&self, frames: &[Frame<'_>], at: usize, site: Site) -> Site {
        let mut depth = 0;
        for (number, frame) in frames.iter().enumerate().take(at + REACH) {
            let found = match frame {
                Frame::Value(value) if number >= at => by_value(value, number == at, depth),
                Frame::Call(call) => {
                    let chain = call.chain();
                    let function = name_at_end(chain);
                    if self.is_own
                        && number > at
                        && names::is_platform(chain)
                        && site == Site::Setting
                    {
                        Some(Site::Platform)
                    } else if number == at + 1 && function == b"get" && site == Site::Setting {
                        // `objects.get(model=...)` asks a store.
                        Some(Site::Comparison)
                    } else {
                        names::veto_of_call(function).or_else(|| names::veto_of_chain(chain))
                    }
                }
                Frame::Key | Frame::Pattern if number > at => Some(Site::Key),
                Frame::Compare | Frame::Assert if number > at => Some(Site::Comparison),
                Frame::Join if number > at && !matches!(frames.get(at), Some(Frame::Call(_))) => {
                    Some(Site::Fragment)
                }
                Frame::Type if number > at => Some(Site::Type),
                Frame::Member if number > at => Some(Site::Catalogue),
                Frame::Function { .. } => None,
                _ => None,
            };
            if let Some(found) = found {
                return found;
            }
            if matches!(frame, Frame::Function { .. } | Frame::Class { .. }) {
                break;
            }
            depth += usize::from(matches!(frame, Frame::Value(_)));
        }
        site
    }
}

/// What the names around a value say; `is_own` for the value's own.
fn by_value(value: &Value<'_>, is_own: bool, depth: usize) -> Option<Site> {
    let has = |says: fn(&[u8]) -> bool| value.beside.iter().any(|name| says(name));
    if (is_own || depth < 2) && has(names::is_recorded) {
        return Some(Site::Recording);
    }
    if is_own && has(names::is_about_models) && !has(names::is_of_a_request) {
        return Some(Site::Catalogue);
    }
    if is_own || value.kind == Named::Argument {
        return None;
    }
    names::veto_of_owner(value.name)
}
