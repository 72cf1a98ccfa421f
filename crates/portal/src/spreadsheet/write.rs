use std::borrow::Cow;

/// A cell's text. One that a spreadsheet would take for a formula gets a leading apostrophe, which it shows as plain text
/// (OWASP, "CSV injection"). Quoting is the CSV writer's.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
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

    #[test]
    fn a_formula_stays_text() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        assert_eq!(cell("Ana = Bo"), "Ana = Bo");
        assert_eq!(String::from_utf8(line(["a,b", "=c", "d\"e"])).unwrap(), "\"a,b\",'=c,\"d\"\"e\"\r\n");
    }
}
