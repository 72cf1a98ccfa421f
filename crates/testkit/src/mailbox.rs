/// A mail as it was sent.
#[derive(Debug, Clone)]
pub struct Mail {
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

impl Mail {
    /// The six digits in it.
    pub fn code(&self) -> String {
        self.text
            .lines()
            .map(str::trim)
            .find(|line| line.len() == 6 && line.bytes().all(|b| b.is_ascii_digit()))
            .unwrap_or_else(|| panic!("no code in this mail:\n{}", self.text))
            .to_owned()
    }

    /// The link of its button.
    pub fn link(&self) -> String {
        self.text.lines().find(|line| line.starts_with("http")).unwrap_or_else(|| panic!("no link in this mail:\n{}", self.text)).to_owned()
    }
}
