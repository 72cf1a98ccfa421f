use crate::{Error, Result, Settings};
use askama::Template;
use contract::Locale;

/// One mail's words: one purpose, at most one button. The layouts make HTML and its plain-text twin of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    pub locale: Locale,
    pub subject: String,
    pub paragraphs: Vec<String>,
    /// Somebody's own words, set apart so that nobody takes them for ours.
    pub quote: Option<String>,
    /// Six digits, shown large.
    pub code: Option<String>,
    pub button: Option<Button>,
    /// What to do if it wasn't you.
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    pub url: String,
}

#[derive(Template)]
#[template(path = "letter.html")]
struct Html<'a> {
    letter: &'a Letter,
    vendor: &'a str,
    origin: &'a str,
}

#[derive(Template)]
#[template(path = "letter.txt", escape = "none")]
struct Text<'a> {
    letter: &'a Letter,
    vendor: &'a str,
    origin: &'a str,
}

impl Letter {
    pub fn html(&self, settings: &Settings) -> Result<String> {
        Html { letter: self, vendor: &settings.vendor, origin: &settings.origin }.render().map_err(Error::internal)
    }

    pub fn text(&self, settings: &Settings) -> Result<String> {
        Text { letter: self, vendor: &settings.vendor, origin: &settings.origin }.render().map_err(Error::internal)
    }
}
