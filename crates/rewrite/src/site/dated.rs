//! Names of files and folders that say when what is in them was made, or for which release.

use super::names;

/// `docs/v1.12.1/en/memory.mdx`: the documents as they were when that was released. `docs/v2` are
/// those of what is being worked on.
pub(super) fn is_of_a_release(folders: &[&str]) -> bool {
    let is_version = |folder: &&str| {
        let number = folder.strip_prefix('v').unwrap_or(folder);
        let mut parts = number.split('.');
        let are_numbers =
            parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
        // `docs/2025-11-25/`: of the version that is called by its day.
        let is_day = folder.len() == 10 && folder.split('-').map(str::len).eq([4, 2, 2]);
        are_numbers && number.contains('.')
            || is_day && folder.bytes().all(|b| b.is_ascii_digit() || b == b'-')
    };
    let docs =
        folders.iter().position(|folder| matches!(*folder, "docs" | "doc" | "documentation"));
    docs.is_some_and(|docs| folders[docs + 1..].iter().any(is_version))
}

/// `2026-03-04T15:31:12__run`, `run-20260304_153112-x`: made when that was, to the second.
pub(super) fn has_time(name: &str) -> bool {
    let is_like = |part: &[u8], form: &[u8]| {
        part.iter().zip(form).all(|(byte, like)| match like {
            b'0' => byte.is_ascii_digit(),
            b'T' => b"Tt_- ".contains(byte),
            b':' => b":-_".contains(byte),
            _ => byte == like,
        })
    };
    let forms: [&[u8]; 2] = [b"0000-00-00T00:00:00", b"00000000T000000"];
    forms.iter().any(|form| name.as_bytes().windows(form.len()).any(|part| is_like(part, form)))
}

/// `2024-03-05-opus.md`, `20250819-news.md`: written on a day, about that day.
pub(super) fn is_dated(name: &str) -> bool {
    let digits: String = name.chars().take(10).filter(char::is_ascii_digit).collect();
    digits.len() >= 8 && digits.starts_with("20")
}

/// `IMPLEMENTATION_SUMMARY.md`, `phase-2-complete.md`: what was done, by those who did it.
pub(super) fn is_report(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name);
    let words: Vec<&str> = stem.split(['_', '-', ' ']).collect();
    let says = [
        "summary",
        "report",
        "complete",
        "completed",
        "completion",
        "retrospective",
        "postmortem",
        "handoff",
        "handover",
        "results",
        "findings",
    ];
    // `sprint-2-done.md`; a definition of done is none.
    let is_done = words.len() > 1 && words.last() == Some(&"done") && !words.contains(&"of");
    words == ["results"]
        || is_done
        || words.len() > 1
            && words[0] != "readme"
            && words.iter().any(|word| says.contains(word))
            && !is_of_completions(&words)
}

/// `anthropic_completion.md`, `chat-completion-guide.md`: about what a model completes, and no task
/// that is complete. Any other word may be that task.
fn is_of_completions(words: &[&str]) -> bool {
    let of_requests = ["chat", "text", "llm"];
    let is_request =
        |word: &&str| of_requests.contains(word) || names::is_provider(word.as_bytes());
    let beside = [
        "completion",
        "streaming",
        "stream",
        "async",
        "sync",
        "batch",
        "example",
        "examples",
        "guide",
        "usage",
        "tutorial",
        "quickstart",
        "api",
    ];
    words.contains(&"completion")
        && words.iter().any(is_request)
        && words.iter().all(|word| is_request(word) || beside.contains(word))
}
