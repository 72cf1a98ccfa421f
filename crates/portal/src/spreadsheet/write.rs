use std::borrow::Cow;

/// A cell's text. What a spreadsheet would take for a formula gets an apostrophe before it, which makes it plain text (OWASP,
/// "CSV injection"): at the beginning, and behind whatever a spreadsheet of another country or habit begins a cell at.
/// Quoting is the CSV writer's.
pub fn cell(text: &str) -> Cow<'_, str> {
    let (mut safe, mut begins) = (String::with_capacity(text.len() + 1), true);
    for c in text.chars() {
        if begins && matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r') {
            safe.push('\'');
        }
        begins = matches!(c, ';' | '|' | '\t' | '\r' | '\n') || begins && (c == '"' || c.is_whitespace());
        safe.push(c);
    }
    if safe.len() == text.len() { Cow::Borrowed(text) } else { Cow::Owned(safe) }
}

/// One line of RFC 4180, with its line break.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    // Writing into memory can't fail.
    let _ = writer.write_record(cells.into_iter().map(|text| cell(text).into_owned()));
    writer.into_inner().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_formula_stays_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("Bo; \"=1"), "Bo; \"'=1");
        assert_eq!(cell("Ana = Bo"), "Ana = Bo");
        assert_eq!(String::from_utf8(line(["a,b", "=c", "d\"e"])).unwrap(), "\"a,b\",'=c,\"d\"\"e\"\r\n");
    }

    proptest! {
        /// Whatever a spreadsheet of another country takes for the delimiter, no cell it sees begins like a formula.
        #[test]
        fn no_text_becomes_a_formula(cells in proptest::collection::vec("[a=+@;|,\t\r\n\" -]{0,8}", 1..4)) {
            let line = line(cells.iter().map(String::as_str));
            for delimiter in [b',', b';', b'\t', b'|'] {
                let reader = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(line.as_slice());
                for cell in reader.into_records().flat_map(|record| record.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()) {
                    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
                    prop_assert!(!begins.starts_with(['=', '+', '-', '@']), "{cell:?} in {:?}", String::from_utf8_lossy(&line));
                }
            }
        }
    }
}
