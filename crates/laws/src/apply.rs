//! A reader of patches that forgives nothing: what `git apply` does, written from the format.

/// What a patch of one file makes of `before`; the path that the patch names is in `path`.
///
/// # Panics
///
/// Where the patch is not of the form that git writes, or is not for this file.
#[must_use]
pub fn apply(before: &[u8], patch: &[u8], path: &[u8]) -> Vec<u8> {
    let mut lines = patch.split_inclusive(|&byte| byte == b'\n').peekable();
    let (old, new) = (unquoted(path, b"a/"), unquoted(path, b"b/"));
    let tab: &[u8] = if path.contains(&b' ') && !old.starts_with(b"\"") { b"\t" } else { b"" };
    let heads = [
        [&b"diff --git "[..], &old, b" ", &new, b"\n"].concat(),
        [&b"--- "[..], &old, tab, b"\n"].concat(),
        [&b"+++ "[..], &new, tab, b"\n"].concat(),
    ];
    for head in heads {
        assert_eq!(lines.next(), Some(&head[..]), "the head of a patch");
    }
    let old: Vec<&[u8]> = before.split_inclusive(|&byte| byte == b'\n').collect();
    let (mut after, mut at, mut written) = (Vec::new(), 0, 0);
    assert!(lines.peek().is_some(), "a patch without a hunk");
    while let Some(head) = lines.next() {
        let [old_start, old_count, new_start, new_count] = ranges(head);
        // Before a hunk of no line stands the line with that number.
        let first = if old_count == 0 { old_start } else { old_start - 1 };
        assert!(first >= at, "hunks in order");
        after.extend(old[at..first].concat());
        written += first - at;
        at = first;
        let told = if new_count == 0 { new_start } else { new_start - 1 };
        assert_eq!(told, written, "the new place of a hunk");
        let (mut left, mut right) = (0, 0);
        while left < old_count || right < new_count {
            let line = lines.next().expect("a line of the hunk");
            let (mark, mut text) = (line[0], line[1..].to_vec());
            if lines.peek().is_some_and(|next| next.starts_with(b"\\")) {
                assert_eq!(lines.next(), Some(&b"\\ No newline at end of file\n"[..]));
                assert_eq!(text.pop(), Some(b'\n'));
            }
            if mark != b'+' {
                assert_eq!(old.get(at), Some(&&text[..]), "a line that is not in the file");
                (at, left) = (at + 1, left + 1);
            }
            if mark != b'-' {
                after.extend(text);
                (written, right) = (written + 1, right + 1);
            }
            assert!(b" +-".contains(&mark), "a line that begins as none in a hunk does");
        }
        assert_eq!((left, right), (old_count, new_count), "the counts of a hunk");
    }
    after.extend(old[at..].concat());
    after
}

/// `@@ -1,2 +3,4 @@`; a count of 1 is left out.
fn ranges(line: &[u8]) -> [usize; 4] {
    let text = std::str::from_utf8(line).expect("the head of a hunk");
    let text = text.strip_prefix("@@ -").and_then(|text| text.strip_suffix(" @@\n"));
    let (old, new) = text.and_then(|text| text.split_once(" +")).expect("the head of a hunk");
    let range = |text: &str| -> [usize; 2] {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        assert!(!text.ends_with(",1"), "a count of 1 is left out");
        [start, count].map(|number| number.parse().expect("a number"))
    };
    let ([a, b], [c, d]) = (range(old), range(new));
    [a, b, c, d]
}

/// What git reads in the place of the path, checked by reading its quotes as git does.
fn unquoted(path: &[u8], prefix: &[u8]) -> Vec<u8> {
    let quoted = modelmod_edit::quoted(prefix, path);
    let wanted = [prefix, path].concat();
    let Some(inner) = quoted.strip_prefix(b"\"") else {
        assert_eq!(quoted, wanted);
        return quoted;
    };
    let inner = inner.strip_suffix(b"\"").expect("quotes that end");
    let mut read = Vec::new();
    let mut bytes = inner.iter().copied();
    while let Some(byte) = bytes.next() {
        assert!((0x20..0x7F).contains(&byte) && byte != b'"', "a byte that has to be quoted");
        let Some(escape) = (byte == b'\\').then(|| bytes.next().expect("an escape")) else {
            read.push(byte);
            continue;
        };
        read.push(match escape {
            b'a' => 7,
            b'b' => 8,
            b't' => b'\t',
            b'n' => b'\n',
            b'v' => 11,
            b'f' => 12,
            b'r' => b'\r',
            b'"' | b'\\' => escape,
            b'0'..=b'3' => {
                let rest = [bytes.next(), bytes.next()].map(|digit| digit.expect("a digit"));
                [escape, rest[0], rest[1]].iter().fold(0, |sum, digit| sum * 8 + (digit - b'0'))
            }
            _ => panic!("no escape of git's: {escape}"),
        });
    }
    assert_eq!(read, wanted);
    quoted
}
