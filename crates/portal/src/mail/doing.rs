use super::moment::moment;
use crate::audit::Origin;
use contract::Locale;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

/// When and from where somebody did what a mail is about, so that its reader can tell whether it was they.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doing {
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// The browser in words; may be empty.
    pub device: String,
}

impl Doing {
    pub(crate) fn of(origin: &Origin, at: OffsetDateTime) -> Self {
        Self { at, device: origin.device.clone() }
    }

    /// "on 24 November 2026, 10:31 (CET), from Firefox · Linux", to end a sentence with.
    pub(super) fn words(&self, zone: &str, locale: Locale) -> String {
        let at = moment(self.at, zone, locale);
        match (locale, self.device.as_str()) {
            (Locale::En, "") => format!("on {at}"),
            (Locale::En, device) => format!("on {at}, from {device}"),
            (Locale::De, "") => format!("am {at}"),
            (Locale::De, device) => format!("am {at}, mit {device}"),
        }
    }
}
