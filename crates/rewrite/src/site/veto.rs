//! What can take back "this is a use", however much the place itself looks like one.
//!
//! `model="NAME"` is a setting, but not in `usage.filter(model="NAME")`, not in
//! `EXPECTED = {"model": "NAME"}` and not in `model="NAME" + suffix`. So a use has to end
//! where the literal ends, and none of the brackets around it may belong to a query, a
//! record, a table or a test.

use super::Site;
use super::around::{
    Around, chain_at_end, key_at_end, name_at_end, places_of_word, starts_with_word,
    without_generics,
};
use super::language::Language;
use super::names;

/// How many brackets outwards are asked.
const LEVELS: usize = 4;

/// The site, or what it is instead.
pub(super) fn check(language: Language, around: &Around<'_>, site: Site) -> Site {
    if !site.is_use_of_any() {
        return site;
    }
    if !ends_there(language, around) {
        return Site::Fragment;
    }
    if is_beside_usage(around) {
        return Site::Recording;
    }
    let brackets =
        if language == Language::Smalltalk { None } else { by_brackets(language, around, site) };
    brackets
        .or_else(|| by_statement(language, around))
        .or_else(|| by_language(language, around))
        .unwrap_or(site)
}

/// `{ id = "msg_1", model = "NAME", usage = { ... } }`: what stands beside the value, in the same
/// brackets, is told by who answered.
fn is_beside_usage(around: &Around<'_>) -> bool {
    let Some(bracket) = around.bracket().filter(|one| one.byte != b'(') else { return false };
    let text = around.text();
    let from = around.value.start.saturating_sub(BESIDE).max(bracket.at);
    let end = around.lexed.brackets.end_of(bracket.at).unwrap_or(text.len());
    let to = end.min(around.value.end + BESIDE);
    let told: [&[u8]; 5] =
        [b"usage", b"stop_reason", b"finish_reason", b"input_tokens", b"prompt_tokens"];
    let parts =
        [&text[from..around.value.start], &text[around.value.end..to.max(around.value.end)]];
    parts.iter().any(|part| told.iter().any(|word| is_key_in(part, word)))
}

/// Whether `word` is the key of an entry in `part` of a record, and no variable.
fn is_key_in(part: &[u8], word: &[u8]) -> bool {
    places_of_word(part, word).any(|at| {
        let before = part[..at].trim_ascii_end();
        let behind = part[at + word.len()..].trim_ascii_start();
        let opens = before.last().is_some_and(|byte| b"{[,;(\"'`:".contains(byte));
        // `usage: { include: true }` asks for it.
        let value = &behind[..behind.iter().position(|&byte| byte == b'}').unwrap_or(0)];
        if word == b"usage" && places_of_word(value, b"include").next().is_some() {
            return false;
        }
        opens && behind.first().is_some_and(|byte| b"=:,\"'".contains(byte))
    })
}

/// How far from a value its record is looked at.
const BESIDE: usize = 400;

/// Whether the value ends with the literal: what follows closes it, and does not go on.
fn ends_there(language: Language, around: &Around<'_>) -> bool {
    let text = around.text();
    if matches!(
        language,
        Language::Shell | Language::Dockerfile | Language::Makefile | Language::Dotenv
    ) {
        // A word goes on behind its quotes: `"NAME"-mini`, `"NAME"$SUFFIX`.
        let next = text.get(around.value.end);
        return next.is_none_or(|byte| byte.is_ascii_whitespace() || b";)}],".contains(byte));
    }
    let (token, crossed) = around.next_token();
    let next = |at: usize| token.get(at).copied().unwrap_or(0);
    let in_bracket = around.bracket().is_some();
    match next(0) {
        0 | b',' | b';' | b')' | b']' | b'}' => true,
        b'`' if language == Language::PowerShell => true,
        b'"' | b'\'' | b'`' => crossed && !in_bracket,
        // `& #model .~ "NAME"` and the next `& ...` below it.
        b'&' if crossed && language == Language::Haskell => true,
        // `fromMaybe "NAME" <$> lookupEnv "MODEL"`, `("NAME" :: Text)`
        b'<' | b':' if language == Language::Haskell => {
            token.starts_with(b"<$>") || token.starts_with(b"::")
        }
        // The next parameter, and what becomes of the answer.
        b'-' if language == Language::PowerShell => true,
        // The next argument: `~model:"NAME" ~messages`.
        b'~' | b'?' if language == Language::Ml => true,
        // `x ? "NAME" : y`
        b':' if matches!(language, Language::Perl | Language::CLike | Language::RubyLike) => {
            around.before().ends_with(b"?")
        }
        // `[client askWithModel:@"NAME" prompt:p]`
        byte if byte.is_ascii_alphabetic()
            && !crossed
            && language == Language::CLike
            && text[around.value.start] == b'@' =>
        {
            let len = token.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            next(len) == b':'
        }
        // The end of a statement.
        b'.' if language == Language::Smalltalk => next(1).is_ascii_whitespace() || next(1) == 0,

        b'+' | b'.' | b'*' | b'%' | b'/' | b'<' | b'>' | b'=' | b'!' | b'?' | b'|' | b'&'
        | b'^' | b'~' => false,
        // `f"..."` on the next line of a group goes on; so does a word after a bare macro.
        byte if byte.is_ascii_alphabetic() && crossed => {
            !(in_bracket && matches!(next(1), b'"' | b'\''))
        }
        _ if crossed => true,
        _ => {
            let goes_on: [&[u8]; 9] =
                [b"if", b"else", b"unless", b"as", b"satisfies", b"for", b"then", b"do", b"end"];
            goes_on.iter().any(|word| starts_with_word(token, word))
        }
    }
}

/// What the brackets around the value belong to.
fn by_brackets(language: Language, around: &Around<'_>, site: Site) -> Option<Site> {
    let text = around.text();
    let model = &text[around.value.range()];
    let brackets = around.lexed.brackets.around(around.value.start).take(LEVELS);
    brackets.enumerate().find_map(|(level, bracket)| {
        let head = &text[bracket.at.saturating_sub(300)..bracket.at];
        if language == Language::Perl
            && let Some(veto) = of_perl(around, bracket.byte, bracket.at, head)
        {
            return Some(veto);
        }
        if bracket.byte == b'(' {
            let head = without_generics(head);
            let function = name_at_end(head);
            if level == 0 && function == b"get" && site == Site::Setting {
                // `objects.get(model=...)` asks a store.
                return Some(Site::Comparison);
            }
            let chain = chain_at_end(head);
            // `addOption("model", defaultsTo: "NAME")` is none of a list of options.
            let is_default = level == 0 && site == Site::Default;
            let veto = names::veto_of_call(chain)
                .filter(|veto| *veto != Site::List || !is_default)
                .or_else(|| names::veto_of_chain(chain));
            // `test('asks', () async {` of a live test stands in for nothing.
            let is_case = || around.is_live && function == b"test" && chain == function;
            veto.filter(|veto| *veto != Site::Test || !is_case())
        } else {
            let owner = head.trim_ascii_end();
            // `@{` of PowerShell.
            let owner = owner.strip_suffix(b"@").unwrap_or(owner).trim_ascii_end();
            let owner = owner.strip_suffix(b"=>").unwrap_or(owner);
            let owner = owner.trim_ascii_end();
            let named = matches!(owner.last(), Some(b':' | b'='));
            let owner =
                owner.strip_suffix(b"=").or_else(|| owner.strip_suffix(b":")).unwrap_or(owner);
            let key = key_at_end(before_type(owner));
            let is_past = || {
                // `let v1 = { settings with Model = "NAME" }`
                let is_numbered = key
                    .strip_prefix(b"v")
                    .is_some_and(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit));
                names::is_of_the_past(key) || language == Language::Ml && is_numbered
            };
            let veto = named.then(|| names::veto_of_owner(key, model)).flatten();
            veto.or_else(|| (named && is_past()).then_some(Site::Unclear))
        }
    })
}

/// Perl's `->search({ model => 'NAME' })` asks for what is stored, and `throws_ok { ... }` expects
/// the refusal; `byte` opens at `at`, behind `head`.
fn of_perl(around: &Around<'_>, byte: u8, at: usize, head: &[u8]) -> Option<Site> {
    let function = name_at_end(head.trim_ascii_end());
    if byte == b'{' {
        let expects = [&b"throws_ok"[..], b"dies_ok", b"dies", b"exception"].contains(&function);
        return expects.then_some(Site::Comparison);
    }
    let is_method = head.strip_suffix(function).is_some_and(|head| head.ends_with(b"->"));
    let inside = around.text()[at + 1..around.value.start].trim_ascii_start();
    let asks: [&[u8]; 6] =
        [b"search", b"search_rs", b"search_related", b"single", b"select", b"delete"];
    // The first of a table's `update` is what is stored, and the second what it is stored for.
    let is_of_a_table = function == b"update" && !inside.starts_with(b"{");
    let is_asked = byte == b'(' && is_method && (asks.contains(&function) || is_of_a_table);
    is_asked.then_some(Site::Comparison)
}

/// `NAME: Type = {`: the name stands before the type.
fn before_type(owner: &[u8]) -> &[u8] {
    let line = memchr::memrchr(b'\n', owner).map_or(owner, |at| &owner[at + 1..]);
    match line.iter().position(|&byte| byte == b':') {
        Some(colon) if line.get(colon + 1) == Some(&b' ') && line.last() != Some(&b'"') => {
            &line[..colon]
        }
        _ => owner,
    }
}

/// What the first word of the statement says.
fn by_statement(language: Language, around: &Around<'_>) -> Option<Site> {
    let outermost = around.lexed.brackets.around(around.value.start).take(LEVELS).last();
    let start = outermost.map_or(around.value.start, |bracket| bracket.at);
    let lines = [around.line_to(around.value.start), around.line_to(start)];
    let asks: [&[u8]; 8] =
        [b"case", b"when", b"assert", b"expect", b"verify", b"guard", b"where", b"in"];
    let asks_too: [&[u8]; 5] = [b"if", b"elif", b"unless", b"while", b"until"];
    let by_word = matches!(
        language,
        Language::Python
            | Language::Ruby
            | Language::RubyLike
            | Language::Perl
            | Language::Nim
            | Language::Other
            | Language::Shell
    );
    for line in lines {
        let line = line.trim_ascii_start();
        // `case class Settings(model: String = "NAME")` of Scala.
        let line = line.strip_prefix(b"case class ").unwrap_or(line);
        let begins = |words: &[&[u8]]| words.iter().any(|word| starts_with_word(line, word));
        if begins(&asks) || (by_word && begins(&asks_too) && !is_behind_condition(line)) {
            return Some(Site::Comparison);
        }
        // What a command of Pester gives instead.
        if language == Language::PowerShell && starts_with_word(line, b"Mock") {
            return Some(Site::Test);
        }
        // A query in a language within the language: `select ... where model = 'NAME'`.
        let lower = line.to_ascii_lowercase();
        // `has model => (is => 'ro', default => ...)` of Perl's classes.
        let is_word = |word: &[u8]| {
            memchr::memmem::find_iter(&lower, word)
                .any(|at| !lower[at + word.len()..].trim_ascii_start().starts_with(b"=>"))
        };
        if [&b" where "[..], b"where ", b" and ", b" is "].iter().any(|word| is_word(word))
            && language != Language::Rust
        {
            return Some(Site::Comparison);
        }
    }
    None
}

/// `if (is.null(model)) model <- "NAME"`: what is asked stands in brackets, which are closed.
fn is_behind_condition(line: &[u8]) -> bool {
    let Some(open) = memchr::memchr(b'(', line) else { return false };
    let mut depth = 0_usize;
    let end = line[open..].iter().position(|byte| {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    // A word alone stands before, and none behind goes on with the question.
    let goes_on = [&b"and"[..], b"or", b"==", b"eq", b"&&", b"||", b"in", b"is", b"~="];
    end.is_some_and(|end| {
        let rest = line[open + end + 1..].trim_ascii_start();
        line[..open].trim_ascii_end().iter().all(u8::is_ascii_alphabetic)
            && !goes_on.iter().any(|word| rest.starts_with(word))
    })
}

/// Shapes that mean something else in one language.
fn by_language(language: Language, around: &Around<'_>) -> Option<Site> {
    let before = around.before();
    let keyed = before.ends_with(b":");
    match language {
        // Named arguments and typed values do not exist; `key: "NAME"` outside of an object
        // literal, or ended with `;`, is a type.
        _ if language.is_script() && keyed => {
            let in_object = around.bracket().is_some_and(|bracket| bracket.byte == b'{');
            let is_member = around.next_token().0.first() == Some(&b';');
            (!in_object || is_member).then_some(Site::Type)
        }
        // Nothing is known of the language, so only a line that is nothing but the setting.
        Language::Other | Language::Ini => (!is_whole_line(around)).then_some(Site::Unclear),
        _ => None,
    }
}

/// `NAME = "..."`, with a word such as `let` before it at the most.
fn is_whole_line(around: &Around<'_>) -> bool {
    let head = around.line_to(around.value.start).trim_ascii();
    let head = head.strip_suffix(b"=").or_else(|| head.strip_suffix(b":")).unwrap_or(b"");
    let head = head.strip_suffix(b":").unwrap_or(head).trim_ascii();
    // `"model": "NAME",` of what looks like JSON.
    let head = match head {
        [b'"', inner @ .., b'"'] => inner,
        _ => head,
    };
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b" _-.$:".contains(byte);
    let words = head.split(|&byte| byte == b' ').count();
    let (token, crossed) = around.next_token();
    let rest = token.strip_prefix(b",").or_else(|| token.strip_prefix(b";"));
    let is_last = |rest: &[u8]| {
        rest.iter().find(|byte| !b" \t\r".contains(byte)).is_none_or(|&byte| byte == b'\n')
    };
    let ends = crossed || token.is_empty() || rest.is_some_and(is_last);
    !head.is_empty() && head.iter().all(plain) && words <= 2 && ends
}
