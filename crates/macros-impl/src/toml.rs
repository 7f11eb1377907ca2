//! A reader of TOML: enough for `Cargo.toml`, `modelmod.toml` and packs.
//!
//! A crate for it would be built by every user of `model!` before their own code, to read a few
//! words. This one keeps numbers and days as they are written, and leaves what else may be wrong
//! with a file to those whose file it is: Cargo checks manifests, `modelmod` its own files.

/// A value, with the line on which it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) line: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text(String),
    /// A number, a truth value, a day: as it is written.
    Bare(String),
    List(Vec<Value>),
    Table(Table),
}

/// Keys and values, in their order.
pub(crate) type Table = Vec<(String, Value)>;

/// What cannot be read, and on which line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Deepest nesting of values that is read: it is read by recursion.
const DEPTH: usize = 64;

/// Reads a document.
pub(crate) fn read(text: &str) -> Result<Table, Fault> {
    let mut reader = Reader { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 1 };
    let mut root = Table::new();
    let mut header: Vec<String> = Vec::new();
    loop {
        reader.blank_lines();
        if reader.rest.is_empty() {
            return Ok(root);
        }
        let line = reader.line;
        if reader.take("[[") {
            header = reader.path()?;
            reader.expect("]]")?;
            let Some((last, parents)) = header.split_last() else { continue };
            let list = child(at(&mut root, parents, line)?, last, line, || Kind::List(Vec::new()));
            let Kind::List(list) = &mut list.kind else {
                return Err(reader.fault(format!("`{last}` is no list of tables")));
            };
            list.push(Value { line, kind: Kind::Table(Table::new()) });
        } else if reader.take("[") {
            header = reader.path()?;
            reader.expect("]")?;
            at(&mut root, &header, line)?;
        } else {
            let (path, value) = reader.pair(0)?;
            insert(at(&mut root, &header, line)?, path, value)?;
        }
        reader.end_of_line()?;
    }
}

/// The value under `key`.
pub(crate) fn get<'t>(table: &'t Table, key: &str) -> Option<&'t Value> {
    table.iter().find(|(own, _)| own == key).map(|(_, value)| value)
}

impl Value {
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A text, or what is written without quotes.
    pub(crate) fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Bare(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Value]> {
        match &self.kind {
            Kind::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn table(&self) -> Option<&Table> {
        match &self.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }
}

/// The table that a header names; of a list of tables the last one.
fn at<'t>(root: &'t mut Table, path: &[String], line: usize) -> Result<&'t mut Table, Fault> {
    let mut table = root;
    for key in path {
        let value = child(table, key, line, || Kind::Table(Table::new()));
        let value = match &mut value.kind {
            Kind::List(list) => list.last_mut().map(|last| &mut last.kind),
            kind => Some(kind),
        };
        let Some(Kind::Table(next)) = value else {
            return Err(Fault { line, message: format!("`{key}` is no table") });
        };
        table = next;
    }
    Ok(table)
}

fn child<'t>(
    table: &'t mut Table,
    key: &str,
    line: usize,
    new: impl FnOnce() -> Kind,
) -> &'t mut Value {
    let at = table.iter().position(|(own, _)| own == key).unwrap_or_else(|| {
        table.push((key.to_owned(), Value { line, kind: new() }));
        table.len() - 1
    });
    &mut table[at].1
}

fn insert(table: &mut Table, mut path: Vec<String>, value: Value) -> Result<(), Fault> {
    let Some(last) = path.pop() else { return Ok(()) };
    let table = at(table, &path, value.line)?;
    if get(table, &last).is_some() {
        return Err(Fault { line: value.line, message: format!("`{last}` stands there twice") });
    }
    table.push((last, value));
    Ok(())
}

struct Reader<'t> {
    rest: &'t str,
    line: usize,
}

impl<'t> Reader<'t> {
    fn fault(&self, message: impl Into<String>) -> Fault {
        Fault { line: self.line, message: message.into() }
    }

    /// Goes on by `len` bytes.
    fn skip(&mut self, len: usize) -> &'t str {
        let (passed, rest) = self.rest.split_at(len);
        self.line += passed.matches('\n').count();
        self.rest = rest;
        passed
    }

    fn take(&mut self, text: &str) -> bool {
        let is_there = self.rest.starts_with(text);
        if is_there {
            self.skip(text.len());
        }
        is_there
    }

    fn expect(&mut self, text: &str) -> Result<(), Fault> {
        self.spaces();
        if self.take(text) { Ok(()) } else { Err(self.fault(format!("expected `{text}`"))) }
    }

    fn spaces(&mut self) {
        let rest = self.rest.trim_start_matches([' ', '\t']);
        self.skip(self.rest.len() - rest.len());
    }

    /// Spaces, line ends and comments.
    fn blank_lines(&mut self) {
        loop {
            let rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
            self.skip(self.rest.len() - rest.len());
            if !self.rest.starts_with('#') {
                return;
            }
            self.skip(self.rest.find('\n').unwrap_or(self.rest.len()));
        }
    }

    fn end_of_line(&mut self) -> Result<(), Fault> {
        let line = self.line;
        self.spaces();
        if self.rest.is_empty() || self.rest.starts_with(['\r', '\n', '#']) {
            self.blank_lines();
            return Ok(());
        }
        Err(Fault { line, message: "expected the end of the line".to_owned() })
    }

    /// `KEY.KEY = VALUE`
    fn pair(&mut self, depth: usize) -> Result<(Vec<String>, Value), Fault> {
        let path = self.path()?;
        self.expect("=")?;
        self.spaces();
        Ok((path, self.value(depth)?))
    }

    fn path(&mut self) -> Result<Vec<String>, Fault> {
        let mut path = Vec::new();
        loop {
            self.spaces();
            path.push(self.key()?);
            self.spaces();
            if !self.take(".") {
                return Ok(path);
            }
        }
    }

    fn key(&mut self) -> Result<String, Fault> {
        if self.rest.starts_with(['"', '\'']) {
            return self.string();
        }
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let len = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        match len {
            0 => Err(self.fault("expected a key")),
            _ => Ok(self.skip(len).to_owned()),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Value, Fault> {
        if depth > DEPTH {
            return Err(self.fault("values are nested too deeply"));
        }
        let line = self.line;
        let kind = if self.rest.starts_with(['"', '\'']) {
            Kind::Text(self.string()?)
        } else if self.take("[") {
            Kind::List(self.list(depth)?)
        } else if self.take("{") {
            Kind::Table(self.table(depth)?)
        } else {
            let is_end = |c: char| matches!(c, ',' | ']' | '}' | '#' | '\r' | '\n');
            let len = self.rest.find(is_end).unwrap_or(self.rest.len());
            match self.skip(len).trim_end() {
                "" => return Err(self.fault("expected a value")),
                word => Kind::Bare(word.to_owned()),
            }
        };
        Ok(Value { line, kind })
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Value>, Fault> {
        let mut list = Vec::new();
        loop {
            self.blank_lines();
            if self.take("]") {
                return Ok(list);
            }
            list.push(self.value(depth + 1)?);
            self.blank_lines();
            if !self.take(",") && !self.rest.starts_with(']') {
                return Err(self.fault("expected `,` or `]`"));
            }
        }
    }

    fn table(&mut self, depth: usize) -> Result<Table, Fault> {
        let mut table = Table::new();
        loop {
            self.blank_lines();
            if self.take("}") {
                return Ok(table);
            }
            let (path, value) = self.pair(depth + 1)?;
            insert(&mut table, path, value)?;
            self.blank_lines();
            if !self.take(",") && !self.rest.starts_with('}') {
                return Err(self.fault("expected `,` or `}`"));
            }
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        for quotes in ["\"\"\"", "'''", "\"", "'"] {
            if self.take(quotes) {
                let is_literal = quotes.starts_with('\'');
                let len = self.end_of_string(quotes)?;
                let inner = self.skip(len);
                self.skip(quotes.len());
                let inner = match quotes.len() {
                    1 => inner,
                    _ => inner.strip_prefix("\r\n").or(inner.strip_prefix('\n')).unwrap_or(inner),
                };
                return if is_literal { Ok(inner.to_owned()) } else { self.unescaped(inner) };
            }
        }
        Err(self.fault("expected a string"))
    }

    /// Where the string's last quotes begin.
    fn end_of_string(&self, quotes: &str) -> Result<usize, Fault> {
        let mut from = 0;
        while let Some(found) = self.rest[from..].find(['\\', '\n', '"', '\'']) {
            let at = from + found;
            let rest = &self.rest[at..];
            if let Some(behind) = rest.strip_prefix(quotes) {
                // Of four or five quotes the last three end it.
                let more = behind.chars().take_while(|c| rest.starts_with(*c));
                return Ok(at + if quotes.len() == 3 { more.take(2).count() } else { 0 });
            }
            if rest.starts_with('\n') && quotes.len() == 1 {
                break;
            }
            let is_escape = rest.starts_with('\\') && quotes.starts_with('"');
            let escaped = rest[1..].chars().next().map_or(0, char::len_utf8);
            from = at + 1 + if is_escape { escaped } else { 0 };
        }
        Err(self.fault("a string has no end"))
    }

    fn unescaped(&self, inner: &str) -> Result<String, Fault> {
        let mut out = String::with_capacity(inner.len());
        let mut rest = inner;
        while let Some((before, escaped)) = rest.split_once('\\') {
            out.push_str(before);
            let sign = escaped.chars().next().unwrap_or_default();
            rest = &escaped[sign.len_utf8().min(escaped.len())..];
            let digits = match sign {
                'u' => 4,
                'U' => 8,
                _ => 0,
            };
            match sign {
                '"' | '\\' => out.push(sign),
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                'b' => out.push('\u{8}'),
                'f' => out.push('\u{c}'),
                'e' => out.push('\u{1b}'),
                'u' | 'U' => {
                    let code = rest.get(..digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                    let sign = code.and_then(char::from_u32);
                    out.push(sign.ok_or_else(|| self.fault("no such character"))?);
                    rest = &rest[digits..];
                }
                ' ' | '\t' | '\r' | '\n' => rest = rest.trim_start(),
                other => return Err(self.fault(format!("`\\{other}` is no escape"))),
            }
        }
        out.push_str(rest);
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word<'t>(table: &'t Table, path: &str) -> &'t str {
        let (parents, last) = path.rsplit_once('/').unwrap_or(("", path));
        let parents = parents.split('/').filter(|part| !part.is_empty());
        let table = parents.fold(table, |table, key| get(table, key).unwrap().table().unwrap());
        get(table, last).unwrap().word().unwrap()
    }

    #[test]
    fn a_manifest_is_read() {
        let text = "\u{feff}# first\n[package]\nname = \"a\" # its name\r\nmetadata.x.y = 'z'\n\
                    description = \"\"\"\none \\\n   two \"\"quoted\"\"\"\"\"\n\
                    [dependencies]\nserde = { version = \"1\", features = [\n  \"derive\", # why\n] }\n\
                    [package.metadata.modelmod]\nretired = \"warn\"\ndeny-within=30\n\
                    [[bin]]\nname = \"b\"\n[[bin]]\nname = \"c\"\n[bin.more]\n\"odd key\" = 1979-05-27\n";
        let root = read(text).unwrap();
        assert_eq!(word(&root, "package/name"), "a");
        assert_eq!(word(&root, "package/metadata/x/y"), "z");
        assert_eq!(word(&root, "package/description"), "one two \"\"quoted\"\"");
        assert_eq!(word(&root, "package/metadata/modelmod/retired"), "warn");
        assert_eq!(word(&root, "package/metadata/modelmod/deny-within"), "30");
        assert_eq!(word(&root, "dependencies/serde/version"), "1");
        let bins = get(&root, "bin").unwrap().list().unwrap();
        assert_eq!(word(bins[1].table().unwrap(), "more/odd key"), "1979-05-27");
        assert_eq!(get(bins[0].table().unwrap(), "name").unwrap().line, 16);
    }

    #[test]
    fn strings_of_every_kind() {
        let root = read(
            "a = \"q\\\"\\\\\\n\\u00e9\\U0001F600\"\nb = 'C:\\x'\nc = '''\nl'1\nl2'''\nd = \"\"\ne = ''\n",
        );
        let root = root.unwrap();
        let all: Vec<&str> = root.iter().map(|(_, value)| value.text().unwrap()).collect();
        assert_eq!(all, ["q\"\\\né😀", "C:\\x", "l'1\nl2", "", ""]);
    }

    #[test]
    fn what_cannot_be_read_is_told_with_its_line() {
        for (text, line, message) in [
            ("a = 1\nb =\n", 2, "expected a value"),
            ("a = \"x\n", 1, "a string has no end"),
            ("\n\n[a\n", 3, "expected `]`"),
            ("a = [1 2]\nb", 2, "expected `=`"),
            ("a = 1\na = 2\n", 2, "`a` stands there twice"),
            ("a = 1\n[a]\n", 2, "`a` is no table"),
            ("a = \"\\q\"", 1, "`\\q` is no escape"),
            ("a = {b = 1", 1, "expected `,` or `}`"),
            ("a = \"x\" y\n", 1, "expected the end of the line"),
        ] {
            let fault = read(text).unwrap_err();
            assert_eq!((fault.line, fault.message.as_str()), (line, message), "{text}");
        }
        assert!(read(&"a=[".repeat(1000)).is_err());
        assert!(read(&format!("a = {}", "[".repeat(100_000))).is_err());
    }

    /// No text makes it fall over.
    #[test]
    fn parts_of_a_document_are_read_or_refused() {
        let text = "[a.\"b\\u00e9\"]\nc = \"\"\"x\\\n y\"\"\"\nd = [{e = 'f'}, 1.5, '''é''']\n";
        for (at, _) in text.char_indices() {
            let _ = (read(&text[..at]), read(&text[at..]));
        }
    }
}
