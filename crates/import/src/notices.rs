//! Notices that are no tables: lists under a sentence, and single sentences.
//!
//! Prose can say anything; only a few shapes are read, and a sentence that speaks of the end
//! of a model and is of no known shape is named as not read.

use crate::dates;
use crate::document::Block;
use crate::names::{is_id, is_plainly_an_id};
use crate::refusal::shortened;
use crate::sections::Section;
use crate::text::Text;
use crate::words;
use modelmod_catalog::Date;

/// A model of which a notice speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) line: usize,
    pub(crate) id: String,
    pub(crate) others: Vec<String>,
    pub(crate) deprecated: Option<Date>,
    pub(crate) retires: Option<Date>,
}

/// All notices of a page.
#[derive(Debug, Default)]
pub(crate) struct Notices {
    pub(crate) found: Vec<Notice>,
    /// Sentences that were not understood, with the IDs in them.
    pub(crate) unclear: Vec<(usize, String, Vec<String>)>,
    lead: Option<Lead>,
    /// "Effective September 15, 2025, the following deprecations ...".
    effective: Option<Date>,
}

/// A sentence that a list follows.
#[derive(Clone, Copy, Debug)]
struct Lead {
    depth: usize,
    /// How deep the entries of its list stand.
    entries: Option<usize>,
    deprecated: Option<Date>,
    retires: Option<Date>,
}

const ENDS: &[&str] =
    &["retired", "shut down", "shutdown", "discontinued", "turned off", "removed", "sunset"];
/// With one of these a sentence names more than what ends.
const MORE: &[&str] = &[
    "instead",
    " use ",
    "favor",
    "favour",
    "migrat",
    "replac",
    "redirect",
    "upgrad",
    "recommend",
    "switch",
    " may ",
    "notified",
];
/// What ends is none of the models.
const OTHERS: &[&str] = &[
    "parameter",
    "endpoint",
    " tool",
    "header",
    "field",
    "setting",
    "option",
    "feature",
    "fine-tun",
];

impl Notices {
    /// Takes the next block of the page. `known` says whether a word is a model's name.
    pub(crate) fn next(&mut self, block: &Block, section: &Section, known: &dyn Fn(&str) -> bool) {
        match block {
            Block::Heading { .. } => (self.lead, self.effective) = (None, None),
            Block::Table(_) => self.lead = None,
            Block::Paragraph { line, text } => self.text(*line, 0, text, section, known),
            Block::Item { line, depth, text } => self.text(*line, *depth, text, section, known),
        }
    }

    fn text(
        &mut self,
        line: usize,
        depth: usize,
        text: &Text,
        section: &Section,
        known: &dyn Fn(&str) -> bool,
    ) {
        if let Some(lead) = self.lead {
            // "November 12:" parts the list; anything else between its entries ends it, since
            // what follows may be what to use instead.
            let same = lead.entries.is_none_or(|entries| entries == depth);
            let goes_on = depth > lead.depth
                && (is_day_of_a_list(text) || same && self.entry(line, depth, text, lead));
            if goes_on {
                return;
            }
            self.lead = None;
        }
        if self.is_lead(depth, text, section) {
            return;
        }
        for (at, sentence) in sentences(text) {
            self.sentence(line + at, &sentence, section, known);
        }
    }

    /// An entry of the list: an ID set as code, then perhaps a remark.
    fn entry(&mut self, line: usize, depth: usize, text: &Text, lead: Lead) -> bool {
        let Some(first) = text.codes().next().filter(|code| is_id(code)) else { return false };
        let Some(rest) = text.plain().trim().strip_prefix(first) else { return false };
        let others = text.codes().skip(1).filter(|code| is_id(code)).map(str::to_owned);
        let others = if rest.contains("alias") { others.collect() } else { Vec::new() };
        let Lead { deprecated, retires, .. } = lead;
        self.lead = Some(Lead { entries: Some(depth), ..lead });
        self.found.push(Notice { line, id: first.to_owned(), others, deprecated, retires });
        true
    }

    fn is_lead(&mut self, depth: usize, text: &Text, section: &Section) -> bool {
        let lower = words::plain(text.plain());
        if lower == "deprecated models" {
            let Some(date) = self.effective else { return false };
            self.lead = Some(Lead { depth, entries: None, deprecated: Some(date), retires: None });
            return true;
        }
        if !lower.contains("following")
            || text.codes().next().is_some()
            || OTHERS.iter().any(|word| lower.contains(word))
        {
            return false;
        }
        let days = dates::in_prose(text.plain());
        let ends = ENDS.iter().any(|word| lower.contains(word)) && lower.contains("model");
        match days[..] {
            [(_, date)] if ends => {
                self.lead = Some(Lead {
                    depth,
                    entries: None,
                    deprecated: section.entry,
                    retires: Some(date),
                });
            }
            [(_, date)] if lower.starts_with("effective") && lower.contains("deprecat") => {
                self.effective = Some(date);
            }
            [] if lower.contains("deprecated") && lower.contains("model") => {
                let Some(date) = section.entry else { return false };
                self.lead =
                    Some(Lead { depth, entries: None, deprecated: Some(date), retires: None });
            }
            _ => return false,
        }
        true
    }

    fn sentence(
        &mut self,
        line: usize,
        text: &Text,
        section: &Section,
        known: &dyn Fn(&str) -> bool,
    ) {
        // Marks at the ends of words are no part of them; dots inside of IDs are.
        let marks = |word: &str| word.trim_matches(['.', ',', ';', ':', '(', ')', '!']).to_owned();
        let lower: Vec<String> = words::plain(text.plain()).split(' ').map(marks).collect();
        let lower = format!(" {} ", lower.join(" "));
        let codes: Vec<&str> = text.codes().filter(|code| is_id(code)).collect();
        let speaks = lower.contains("deprecat") || ENDS.iter().any(|word| lower.contains(word));
        if codes.is_empty() || !speaks {
            return;
        }
        let models = lower.contains(" model");
        let sure = codes
            .iter()
            .all(|code| is_plainly_an_id(code) || known(code) || models && code.contains('-'));
        let plain = !MORE.iter().chain(OTHERS).any(|word| lower.contains(word));
        let days = dates::in_prose(text.plain());
        let will_end = ENDS.iter().any(|word| lower.contains(&format!(" will be {word} ")));
        let deprecated = [
            "is deprecated",
            "are deprecated",
            "is now deprecated",
            "are now deprecated",
            "will be deprecated",
        ]
        .iter()
        .any(|words| lower.contains(&format!(" {words} ")))
            || lower.starts_with(" deprecation for ");
        let (told, retires) = match days[..] {
            [(_, date)] if will_end => (true, Some(date)),
            _ if will_end => (false, None),
            _ => (deprecated, None),
        };
        if told && sure && plain {
            for id in codes {
                let deprecated = section.entry;
                self.found.push(Notice {
                    line,
                    id: id.to_owned(),
                    others: Vec::new(),
                    deprecated,
                    retires,
                });
            }
        } else {
            let ids: Vec<String> = codes
                .into_iter()
                .filter(|id| is_plainly_an_id(id) || known(id))
                .map(str::to_owned)
                .collect();
            if !ids.is_empty() {
                self.unclear.push((line, shortened(text.plain(), 160), ids));
            }
        }
    }
}

/// "November 12:", "December 2nd:".
fn is_day_of_a_list(text: &Text) -> bool {
    let plain = words::plain(text.plain());
    let mut words = plain.split(' ');
    let day = |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 4;
    words.next().is_some_and(|word| dates::month(word).is_some())
        && words.next().is_some_and(day)
        && words.next().is_none()
}

/// The sentences of a text, each with the number of lines before it.
fn sentences(text: &Text) -> Vec<(usize, Text)> {
    let plain = text.plain();
    let mut out = Vec::new();
    let mut start = 0;
    let ends = plain.match_indices(['.', '!', '?']).filter(|(at, mark)| {
        let rest = &plain[at + mark.len()..];
        rest.is_empty() || rest.starts_with(char::is_whitespace)
    });
    for end in ends.map(|(at, mark)| at + mark.len()).chain([plain.len()]) {
        if end <= start || plain[start..end].trim().is_empty() {
            continue;
        }
        out.push((
            plain[..start].trim_end_matches('\n').matches('\n').count(),
            text.part(start..end),
        ));
        start = end;
    }
    out
}
