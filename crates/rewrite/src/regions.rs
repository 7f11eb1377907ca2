//! The regions of a cloud platform that a project calls it from.
//!
//! Which profile a model is called through follows from the region. Where the file with the model
//! names none, the settings of the project around it do: the provider of Terraform, the
//! environment, a client's argument.

use crate::beside::{Beside, InMemory};
use crate::heard::Heard;
use crate::{Engine, FilePlan, PlannedFile, site};
use memchr::{memmem, memrchr};
use std::collections::BTreeSet;

/// The regions that settings in a file name: its path below the root of the run, with `/`, and
/// the names, each once and sorted.
pub type RegionSettings = (Vec<u8>, Vec<String>);

/// How much of a line before a region may say that it is a setting of one.
const LINE: usize = 120;
/// How many bytes above the default of a variable its name may stand.
const VARIABLE: usize = 240;

impl Engine<'_> {
    /// Whether an edit in one of `files` depends on a region which that file does not name.
    #[must_use]
    pub fn asks_for_regions(&self, files: &[PlannedFile<'_>]) -> bool {
        files.iter().any(asks)
    }

    /// The regions that settings in the file `path` name: `region = "us-east-1"`,
    /// `AWS_REGION=us-east-1`. None in documents and tests, which are no settings of the project.
    #[must_use]
    pub fn region_settings(&self, path: &[u8], file: &[u8]) -> Option<RegionSettings> {
        let found = regions_set_in(file);
        let is_setting = !found.is_empty() && may_set_regions(path);
        is_setting.then(|| (path.to_vec(), found))
    }
}

impl<'c> Engine<'c> {
    /// Lets those of `files` that depend on a region hear what the settings around them name. The
    /// nearest folder counts in which, or below which, any setting stands.
    pub fn hear_regions(&self, files: &mut [PlannedFile<'c>], settings: &[RegionSettings]) {
        self.hear_regions_beside(files, settings, &InMemory);
    }

    /// [`Engine::hear_regions`] for files whose texts need not be in memory.
    pub fn hear_regions_beside(
        &self,
        files: &mut [PlannedFile<'c>],
        settings: &[RegionSettings],
        beside: &dyn Beside,
    ) {
        for (at, file) in files.iter_mut().enumerate().filter(|(_, file)| asks(file)) {
            let regions = around(&file.path, settings);
            if !regions.is_empty() {
                self.hear(file, at, Heard { regions, ..Heard::default() }, beside);
            }
        }
    }
}

/// Whether [`Engine::region_settings`] may find any in the file `path`, whatever stands in it.
#[must_use]
pub fn may_set_regions(path: &[u8]) -> bool {
    let path = String::from_utf8_lossy(path);
    !site::is_document(&path) && !site::is_test(&path)
}

/// What [`Engine::region_settings`] finds in a file, whatever its path.
#[must_use]
pub fn regions_set_in(file: &[u8]) -> Vec<String> {
    if stands_in(file) { settings(file) } else { Vec::new() }
}

fn asks(file: &PlannedFile<'_>) -> bool {
    file.plan.asks_for_region()
}

impl FilePlan<'_> {
    /// Whether an edit depends on a region which the file does not name.
    #[must_use]
    pub fn asks_for_region(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_guess)
    }
}

/// The regions in the nearest folder around `path` that has any.
fn around(path: &[u8], settings: &[RegionSettings]) -> Vec<String> {
    let mut folder = path;
    loop {
        let slash = memrchr(b'/', folder);
        let below = slash.map_or(0, |at| at + 1);
        let inside = settings.iter().filter(|(other, _)| other.starts_with(&path[..below]));
        let found: BTreeSet<&String> = inside.flat_map(|(_, regions)| regions).collect();
        match slash {
            _ if !found.is_empty() => return found.into_iter().cloned().collect(),
            Some(at) => folder = &folder[..at],
            None => return Vec::new(),
        }
    }
}

/// Whether a region may be named; `false` is certain, and quick.
fn stands_in(text: &[u8]) -> bool {
    let is_behind = |at: usize| at.checked_sub(1).is_some_and(|r| matches!(text[r], b'r' | b'R'));
    memmem::find_iter(text, b"egion").any(is_behind) || memmem::find(text, b"REGION").is_some()
}

/// Where the line of `at` begins, or the part of it that is looked at.
fn line_start(text: &[u8], at: usize) -> usize {
    let near = at.saturating_sub(LINE);
    memrchr(b'\n', &text[near..at]).map_or(near, |found| near + found + 1)
}

fn settings(text: &[u8]) -> Vec<String> {
    let says_region = |part: &[u8]| memmem::find(&part.to_ascii_lowercase(), b"region").is_some();
    let is_setting = |at: usize| {
        let start = line_start(text, at);
        let line = &text[start..at];
        // `variable "region" {`, and below it `default = "us-east-1"`
        let is_default = line.trim_ascii_start().starts_with(b"default");
        let above = &text[start.saturating_sub(VARIABLE)..start];
        let above = memmem::rfind(above, b"variable").map_or(&b""[..], |at| &above[at..]);
        let is_remark =
            [&b"#"[..], b"//"].iter().any(|mark| line.trim_ascii_start().starts_with(mark));
        !is_remark && (says_region(line) || is_default && says_region(above))
    };
    let found = places(text).filter(|(at, _)| is_setting(*at)).map(|(_, region)| region);
    found.collect::<BTreeSet<String>>().into_iter().collect()
}

/// The regions that `text` names, in no particular order; those in remarks only where it names no
/// others: `# AWS_REGION="eu-central-1"` below a setting is not the one that holds.
pub(crate) fn named_in(text: &[u8]) -> impl Iterator<Item = String> {
    let is_remark = |at: usize| {
        let line = text[line_start(text, at)..at].trim_ascii_start();
        line.starts_with(b"# ") || line.starts_with(b"//")
    };
    let (remarks, named): (Vec<_>, Vec<_>) = places(text).partition(|(at, _)| is_remark(*at));
    let found = if named.is_empty() { remarks } else { named };
    found.into_iter().map(|(_, region)| region)
}

/// Each region that `text` names, with a place in it.
fn places(text: &[u8]) -> impl Iterator<Item = (usize, String)> {
    places_of_names(text).chain(constants(text))
}

/// Each region whose own name stands in `text`, with the place of its direction.
fn places_of_names(text: &[u8]) -> impl Iterator<Item = (usize, String)> {
    // Each region ends with a direction and a number.
    ["north", "south", "east", "west", "central"].into_iter().flat_map(move |direction| {
        memmem::find_iter(text, direction.as_bytes())
            .filter_map(move |at| Some((at, region(text, at, direction.len())?)))
            .collect::<Vec<_>>()
    })
}

/// The region that a constant of an SDK stands for: `Region.EU_WEST_1`, `RegionEndpoint.USEast1`.
fn constants(text: &[u8]) -> impl Iterator<Item = (usize, String)> {
    memmem::find_iter(text, b"Region").filter_map(|at| {
        let rest = &text[at..text.len().min(at + 60)];
        let dot = rest.iter().position(|byte| !byte.is_ascii_alphanumeric())?;
        let separator = if rest[dot..].starts_with(b"::") { 2 } else { 1 };
        let name = rest[dot..].strip_prefix(b"::").or_else(|| rest[dot..].strip_prefix(b"."))?;
        let len = name.iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b'_').count();
        let mut region = String::new();
        let mut before = b'-';
        for &byte in &name[..len] {
            // `EU_WEST_1`, `EuWest1`, `USEast1`: a word begins where capitals do, after two letters.
            let begins = region.len() >= 2
                && (byte.is_ascii_uppercase()
                    && (before.is_ascii_lowercase() || region.len() == 2)
                    || byte.is_ascii_digit() && before.is_ascii_alphabetic());
            if byte == b'_' || begins && before != b'_' && !name[..len].contains(&b'_') {
                region.push('-');
            }
            if byte != b'_' {
                region.push(char::from(byte.to_ascii_lowercase()));
            }
            before = byte;
        }
        let is_one = places_of_names(region.as_bytes()).any(|(_, found)| found == region);
        is_one.then_some((at + dot + separator, region))
    })
}

/// The region's name around a direction: `us-gov-east-1` around `east`.
fn region(text: &[u8], at: usize, len: usize) -> Option<String> {
    let is_part = |byte: &&u8| byte.is_ascii_lowercase() || **byte == b'-';
    let before = text[..at].iter().rev().take(20).take_while(is_part).count();
    let rest = &text[at + len..];
    let letters = rest.iter().take(20).take_while(|byte| byte.is_ascii_lowercase()).count();
    let digits = rest.get(letters + 1..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_whole = text[..at].ends_with(b"-") && rest.get(letters) == Some(&b'-') && digits == 1;
    let name = &text[at - before..at + len + letters + 1 + digits];
    is_whole.then(|| String::from_utf8_lossy(name).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_say_that_they_are_of_a_region() {
        for (text, wanted) in [
            ("provider \"aws\" {\n  region = \"eu-west-1\"\n}\n", &["eu-west-1"][..]),
            ("AWS_DEFAULT_REGION=us-east-1\nAWS_REGION=us-east-1\n", &["us-east-1"]),
            ("boto3.client('s3', region_name='us-west-2')", &["us-west-2"]),
            (
                "variable \"region\" {\n  type = string\n  default = \"eu-west-3\"\n}\n",
                &["eu-west-3"],
            ),
            ("variable \"zone\" {\n  default = \"eu-west-3\"\n}\n", &[]),
            ("# region = us-east-1\n", &[]),
            (".region(Region.EU_WEST_1)", &["eu-west-1"]),
            ("new Client(RegionEndpoint.USEast1)", &["us-east-1"]),
            ("Region::ApNortheast1", &["ap-northeast-1"]),
            ("Region.Current_1", &[]),
            ("region:\n  image: eu-west-1.registry", &[]),
            ("image: 1.dkr.ecr.us-east-1.amazonaws.com/x", &[]),
        ] {
            assert_eq!(settings(text.as_bytes()), wanted, "{text}");
        }
    }

    #[test]
    fn the_nearest_folder_counts() {
        let setting =
            |path: &str, region: &str| (path.as_bytes().to_vec(), vec![region.to_owned()]);
        let settings = [
            setting("infra/main.tf", "us-east-1"),
            setting("eu/.env", "eu-west-1"),
            setting("eu/deep/down/x.tf", "eu-west-3"),
        ];
        for (path, wanted) in [
            ("infra/app.py", &["us-east-1"][..]),
            ("eu/app.py", &["eu-west-1", "eu-west-3"]),
            ("eu/deep/app.py", &["eu-west-3"]),
            ("eu/other/app.py", &["eu-west-1", "eu-west-3"]),
            ("app.py", &["eu-west-1", "eu-west-3", "us-east-1"]),
        ] {
            assert_eq!(around(path.as_bytes(), &settings), wanted, "{path}");
        }
    }
}
