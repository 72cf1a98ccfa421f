use std::fmt;

/// The table as it grows; each line is said when it is known, too.
#[derive(Default)]
pub struct Report(Vec<(String, String)>);

impl Report {
    pub fn line(&mut self, what: &str, figure: String) {
        eprintln!("{what}: {figure}");
        self.0.push((what.to_owned(), figure));
    }
}

/// In Markdown.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | figure |\n|---|---|")?;
        self.0.iter().try_for_each(|(what, figure)| writeln!(f, "| {what} | {figure} |"))
    }
}
