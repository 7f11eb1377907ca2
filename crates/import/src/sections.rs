//! What stands around a table: the day of the notice that it belongs to.

use crate::dates;
use crate::document::{Block, Document};
use crate::names::is_plainly_an_id;
use crate::text::Text;
use modelmod_catalog::Date;

/// Where a page has got to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Section {
    /// `2025-10-28: Claude Sonnet 3.7 model`.
    titled: Option<Date>,
    /// A heading that is a day and nothing else: what stands below was told on it.
    pub(crate) entry: Option<Date>,
    level: u8,
    /// `On June 17, 2026, we notified ...` since the last heading or table.
    told: Option<(usize, Date)>,
    /// IDs that stand in the heading and the text below it.
    named: Vec<String>,
    /// `These models were retired October 28, 2025.` since the last heading or table.
    pub(crate) gone: Option<(usize, Date)>,
    tables: usize,
    /// The page says that its headings are the days of announcements.
    dated: bool,
}

impl Section {
    /// Before the first block of a page.
    pub(crate) fn new(document: &Document) -> Self {
        let says = |text: &Text| text.plain().to_lowercase().contains("most recent announcements");
        let dated = document.blocks.iter().any(|block| match block {
            Block::Paragraph { text, .. } | Block::Item { text, .. } => says(text),
            _ => false,
        });
        Self { dated, ..Self::default() }
    }

    /// Goes on to the next block.
    pub(crate) fn next(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, .. } => self.heading(*level, text),
            Block::Paragraph { line, text } | Block::Item { line, text, .. } => {
                // Extractors part a heading's mark from its words.
                if text.plain().lines().count() == 1 && matches!(title(text), Title::Of(_)) {
                    self.heading(6, text);
                } else {
                    self.prose(*line, text);
                }
            }
            Block::Table(_) => {
                self.tables += 1;
                self.named.clear();
                self.told = None;
                self.gone = None;
            }
        }
    }

    fn heading(&mut self, level: u8, text: &Text) {
        let title = title(text);
        if level <= self.level || title != Title::None || text.is_empty() {
            (self.titled, self.entry, self.level) = (None, None, level);
        }
        match title {
            Title::Of(date) => self.titled = Some(date),
            Title::Day(date) => self.entry = Some(date),
            Title::None => {}
        }
        self.tables = 0;
        self.told = None;
        self.gone = None;
        self.named.clear();
        self.name(text);
    }

    fn name(&mut self, text: &Text) {
        self.named.extend(text.codes().filter(|code| is_plainly_an_id(code)).map(str::to_owned));
    }

    fn prose(&mut self, line: usize, text: &Text) {
        self.name(text);
        let plain = text.plain();
        for (range, date) in dates::in_prose(plain) {
            let behind = plain[range.end..].to_lowercase();
            let behind: String = behind.chars().take(60).collect();
            let before = plain[..range.start].trim_end().to_lowercase();
            let notice = ["notified", "emailed", "announced"];
            if before.ends_with("on") && notice.iter().any(|word| behind.contains(word)) {
                self.told = Some((line, date));
            }
            if ["were retired", "was retired", "were retired on", "was retired on"]
                .iter()
                .any(|words| before.ends_with(words))
            {
                self.gone = Some((line, date));
            }
        }
    }

    /// The day of the notice that the table at hand belongs to.
    ///
    /// A heading speaks for the first table below it. Whether a second one belongs to the same
    /// notice, or to one whose heading got lost, cannot be told.
    ///
    /// A text that names models, and none of those that the table has (`in_table`), belongs to
    /// another table, which got lost.
    ///
    /// # Errors
    ///
    /// When heading and prose give different days: the line and the day of the prose.
    pub(crate) fn notice(
        &self,
        in_table: &dyn Fn(&str) -> bool,
    ) -> Result<Option<Date>, (usize, Date, Date)> {
        if !self.named.is_empty() && !self.named.iter().any(|name| in_table(name)) {
            return Ok(None);
        }
        let heading = self.titled.filter(|_| self.dated && self.tables == 0);
        match (heading, self.told) {
            (Some(heading), Some((line, told))) if heading != told => Err((line, heading, told)),
            (heading, told) => Ok(heading.or(told.map(|(_, told)| told))),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Title {
    None,
    /// A day, and of what.
    Of(Date),
    /// A day alone.
    Day(Date),
}

fn title(text: &Text) -> Title {
    let plain = text.plain().trim();
    let plain = plain.strip_prefix("Date:").unwrap_or(plain).trim();
    let days = dates::in_prose(plain);
    let Some((range, date)) = days.first().filter(|(range, _)| range.start == 0) else {
        return Title::None;
    };
    match plain[range.end..].trim() {
        "" => Title::Day(*date),
        rest if rest.starts_with(':') => Title::Of(*date),
        _ => Title::None,
    }
}
