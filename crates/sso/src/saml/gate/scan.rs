//! One pass over the bytes, before any parser: nothing in it can be slow, recurse or allocate.

use super::Refusal;

/// A response of Entra with 150 groups is about 20 KiB; with photographs in it, nobody's business.
pub const MOST_BYTES: usize = 512 * 1024;
/// The busiest element in the wild, a Response with all its namespaces, has about twelve. Parsers compare attributes pairwise.
pub const MOST_ATTRIBUTES: usize = 48;
/// A signature's innermost element is about nine deep. Deep trees exhaust stacks of parsers and canonicalisers that recurse.
pub const MOST_DEEP: usize = 48;
/// 10,000 groups and room for the rest.
pub const MOST_ELEMENTS: usize = 12_000;

/// Namespaces in scope of one element; a response has about eight. Parsers and canonicalisers look through them at every element.
pub const MOST_NAMESPACES: usize = 64;

pub(crate) struct Limits {
    bytes: usize,
    attributes: usize,
    elements: usize,
    /// Comments split the text of an identifier in two for some readers and not for others: never in a response.
    comments: bool,
}

pub(super) const RESPONSE: Limits = Limits { bytes: MOST_BYTES, attributes: MOST_ATTRIBUTES, elements: MOST_ELEMENTS, comments: false };

/// A federation of some hundred providers; an administrator names their one.
pub const MOST_METADATA_BYTES: usize = 1024 * 1024;

/// Metadata is written by people, too: it may have comments.
pub(crate) const METADATA: Limits = Limits { bytes: MOST_METADATA_BYTES, comments: true, ..RESPONSE };

/// Answers the text without byte order mark and XML declaration: whatever parser comes next has no encoding to guess.
pub(crate) fn scan<'a>(text: &'a str, limits: &Limits) -> Result<&'a str, Refusal> {
    if text.len() > limits.bytes {
        return Err(Refusal::TooLarge);
    }
    // XML 1.0, section 2.2. Parsers that go on after an error drop these, each in its own way.
    if text.chars().any(|c| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{FFFE}' | '\u{FFFF}')) {
        return Err(Refusal::ControlCharacter);
    }
    let text = without_declaration(text.trim_start_matches('\u{FEFF}').trim_start())?;
    let mut scanner = Scanner { rest: text.as_bytes(), limits, deep: 0, elements: 0, namespaces: 0, declared: [0; MOST_DEEP] };
    while scanner.skip_text()? {
        scanner.tag()?;
    }
    match scanner.deep {
        0 => Ok(text),
        _ => Err(Refusal::IllFormed("an element isn't closed".into())),
    }
}

fn without_declaration(text: &str) -> Result<&str, Refusal> {
    let Some(after) = text.strip_prefix("<?xml").filter(|after| after.starts_with([' ', '\t', '\r', '\n'])) else { return Ok(text) };
    let (declaration, rest) = after.split_once("?>").ok_or_else(|| Refusal::IllFormed("the declaration isn't closed".into()))?;
    let dense: String = declaration.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase().replace('\'', "\"");
    let known = dense.strip_prefix("version=\"1.0\"").is_some_and(|rest| {
        let encoding = rest.strip_prefix("encoding=\"utf-8\"").unwrap_or(rest);
        matches!(encoding, "" | "standalone=\"yes\"" | "standalone=\"no\"")
    });
    match known {
        true => Ok(rest.trim_start()),
        false => Err(Refusal::Declaration(declaration.trim().chars().take(100).collect())),
    }
}

struct Scanner<'a> {
    rest: &'a [u8],
    limits: &'a Limits,
    deep: usize,
    elements: usize,
    /// In scope here.
    namespaces: usize,
    /// By each element that is open.
    declared: [usize; MOST_DEEP],
}

impl Scanner<'_> {
    /// To the next `<`; false at the end.
    fn skip_text(&mut self) -> Result<bool, Refusal> {
        let end = self.rest.iter().position(|&b| b == b'<').unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        if text.windows(3).any(|w| w == b"]]>") {
            return Err(Refusal::IllFormed("]]> in text".into()));
        }
        self.rest = rest;
        Ok(!rest.is_empty())
    }

    fn tag(&mut self) -> Result<(), Refusal> {
        match self.rest.get(1) {
            Some(b'!') => self.comment(),
            Some(b'?') => Err(Refusal::Instruction),
            Some(b'/') => self.end_tag(),
            _ => self.start_tag(),
        }
    }

    fn comment(&mut self) -> Result<(), Refusal> {
        let inner = self.rest.strip_prefix(b"<!--").filter(|_| self.limits.comments).ok_or(Refusal::Markup)?;
        let end = inner.windows(3).position(|w| w == b"-->").ok_or(Refusal::Markup)?;
        self.rest = &inner[end + 3..];
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), Refusal> {
        let end = self.rest.iter().position(|&b| b == b'>').ok_or_else(unclosed)?;
        self.deep = self.deep.checked_sub(1).ok_or_else(|| Refusal::IllFormed("an end without a beginning".into()))?;
        self.namespaces -= self.declared[self.deep];
        self.rest = &self.rest[end + 1..];
        Ok(())
    }

    fn start_tag(&mut self) -> Result<(), Refusal> {
        self.elements += 1;
        if self.elements > self.limits.elements {
            return Err(Refusal::TooManyElements);
        }
        let mut quote = None;
        let (mut attributes, mut declared) = (0, 0);
        let (mut name, mut between) = (1, false); // where the last word began; between words
        for (at, &byte) in self.rest.iter().enumerate().skip(1) {
            match (quote, byte) {
                (_, b'<') => return Err(Refusal::IllFormed("< in a tag".into())),
                (Some(open), _) if byte == open => (quote, between) = (None, true),
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b' ' | b'\t' | b'\r' | b'\n') => between = true,
                (None, b'=') => {
                    attributes += 1;
                    declared += usize::from(self.rest[name..at].starts_with(b"xmlns"));
                    if attributes > self.limits.attributes {
                        return Err(Refusal::TooManyAttributes);
                    }
                }
                (None, b'>') => {
                    if self.namespaces + declared > MOST_NAMESPACES {
                        return Err(Refusal::TooManyNamespaces);
                    }
                    if self.rest[at - 1] != b'/' {
                        *self.declared.get_mut(self.deep).ok_or(Refusal::TooDeep)? = declared;
                        self.namespaces += declared;
                        self.deep += 1;
                    }
                    self.rest = &self.rest[at + 1..];
                    return Ok(());
                }
                (None, _) if between => (name, between) = (at, false),
                (None, _) => {}
            }
        }
        Err(unclosed())
    }
}

fn unclosed() -> Refusal {
    Refusal::IllFormed("a tag isn't closed".into())
}
