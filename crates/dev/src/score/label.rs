//! What people say should be done at a place.

use std::str::FromStr;

/// What people say should be done at a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The name is used: it is to be rewritten.
    Rewrite,
    /// A name that is to be left alone; what follows `report-`.
    Report(String),
    /// No name of a model at all.
    NotAModel,
    /// People differ: counted apart.
    Arguable,
}

impl Label {
    /// As it stands in tables.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Rewrite => "rewrite".to_owned(),
            Self::Report(kind) => format!("report-{kind}"),
            Self::NotAModel => "not-a-model".to_owned(),
            Self::Arguable => "arguable".to_owned(),
        }
    }
}

impl FromStr for Label {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "rewrite" => Ok(Self::Rewrite),
            "not-a-model" => Ok(Self::NotAModel),
            "arguable" => Ok(Self::Arguable),
            _ => match text.strip_prefix("report-") {
                Some(kind) if !kind.is_empty() => Ok(Self::Report(kind.to_owned())),
                _ => Err("one of rewrite, report-..., not-a-model, arguable is expected"),
            },
        }
    }
}
