//! Reads the text that people call CSV, whichever program and country it comes from.

use contract::Flaw;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;

/// What separates cells: by the standard, where the comma is for decimals, when pasted from a sheet, and now and then.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];
/// How many records tell which one it is.
const SNIFFED: usize = 20;
const MOST_CELLS: usize = 50;
const MOST_CHARACTERS: usize = 500;

/// The records of a file, empty ones left out, at most `most` of them. Cells are trimmed; what is longer than any of ours is cut.
///
/// # Errors
/// `Missing` when there is nothing in it · `NotCsv` · `TooMany`.
pub(crate) fn read(bytes: &[u8], most: u32) -> Result<Vec<Vec<String>>, Flaw> {
    let text = decode(bytes).ok_or(Flaw::NotCsv)?;
    let delimiter = sniff(&text);
    let mut rows = Vec::new();
    for record in reader(&text, delimiter).into_records() {
        let record = record.map_err(|_| Flaw::NotCsv)?;
        let cells: Vec<String> = record.iter().take(MOST_CELLS).map(|cell| cell.trim().chars().take(MOST_CHARACTERS).collect()).collect();
        if cells.iter().all(String::is_empty) {
            continue;
        }
        if rows.len() == most as usize {
            return Err(Flaw::TooMany { most });
        }
        rows.push(cells);
    }
    if rows.is_empty() { Err(Flaw::Missing) } else { Ok(rows) }
}

/// UTF-8, UTF-16 with its mark, or what Windows programs in the West still write. `None` for what is no text at all.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, errors) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (!errors).then_some(text)?
    } else if let Ok(text) = std::str::from_utf8(bytes) {
        Cow::Borrowed(text)
    } else {
        WINDOWS_1252.decode_without_bom_handling(bytes).0
    };
    // No table has control characters in it; a workbook, a picture or UTF-16 without its mark has.
    text.chars().all(|c| !c.is_control() || matches!(c, '\t' | '\r' | '\n')).then_some(text)
}

/// The delimiter by which the first records have the same, and the largest, number of cells.
fn sniff(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let widths: Vec<usize> =
            reader(text, delimiter).into_records().take(SNIFFED).filter_map(|record| record.ok().map(|record| record.len())).collect();
        let first = widths.first().copied().unwrap_or_default();
        let alike = widths.iter().filter(|width| **width == first).count();
        if first > 1 { alike * 100 / widths.len().max(1) * 100 + first.min(99) } else { 0 }
    };
    // The earlier one where two are alike.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b',')
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        read(bytes, 100).unwrap()
    }

    #[test]
    fn every_countrys_csv_is_read() {
        let expected = [["Name", "E-Mail"], ["Müller, Jürgen", "j@acme.example"]];
        for text in [
            "Name,E-Mail\r\n\"Müller, Jürgen\",j@acme.example\r\n",
            "Name;E-Mail\nMüller, Jürgen;j@acme.example",
            "\u{FEFF}Name;E-Mail\r\nMüller, Jürgen ; j@acme.example\r\n;\r\n\r\n",
            "Name\tE-Mail\nMüller, Jürgen\tj@acme.example\n",
            "Name|E-Mail\nMüller, Jürgen|j@acme.example\n",
        ] {
            assert_eq!(cells(text.as_bytes()), expected, "{text:?}");
        }
        assert_eq!(cells(b"Name;E-Mail\nM\xfcller, J\xfcrgen;j@acme.example"), expected);
        let utf_16: Vec<u8> = "\u{FEFF}Name\tE-Mail\nMüller, Jürgen\tj@acme.example".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&utf_16), expected);
    }

    #[test]
    fn one_column_is_a_list() {
        assert_eq!(cells(b"ana@acme.example\nbo@acme.example\n"), [["ana@acme.example"], ["bo@acme.example"]]);
    }

    #[test]
    fn what_is_no_csv_is_said_to_be_none() {
        assert_eq!(read(b"PK\x03\x04\x14\0\x06\0", 9), Err(Flaw::NotCsv));
        assert_eq!(read(b"\x89PNG\r\n\x1a\n\0\0", 9), Err(Flaw::NotCsv));
        assert_eq!(read(b"a\0n\0a\0", 9), Err(Flaw::NotCsv));
        assert_eq!(read(b"", 9), Err(Flaw::Missing));
        assert_eq!(read(b"\n ;\n", 9), Err(Flaw::Missing));
        assert_eq!(read(b"a\nb\nc", 2), Err(Flaw::TooMany { most: 2 }));
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(rows) = read(&bytes, 100) {
                prop_assert!(rows.iter().all(|row| row.iter().any(|cell| !cell.is_empty())));
            }
        }
    }
}
