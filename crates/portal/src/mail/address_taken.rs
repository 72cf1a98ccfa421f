use super::{Doing, Letter};
use contract::Locale;

/// To somebody whose address another person wants to move to. That person's page says the same as ever.
#[derive(Debug)]
pub struct AddressTaken<'a> {
    pub doing: &'a Doing,
}

impl AddressTaken<'_> {
    pub fn letter(&self, locale: Locale, zone: &str, vendor: &str) -> Letter {
        let doing = self.doing.words(zone, locale);
        match locale {
            Locale::En => Letter {
                locale,
                subject: "Somebody wants to use this address".into(),
                paragraphs: vec![format!(
                    "Somebody wants to move their account at {vendor} to this address, which is yours already. Nothing has changed. If it was you, sign in with this address, or leave the other account as it is."
                )],
                quote: None,
                code: None,
                button: None,
                note: format!("Asked for {doing}. You need do nothing."),
            },
            Locale::De => Letter {
                locale,
                subject: "Jemand möchte diese Adresse verwenden".into(),
                paragraphs: vec![format!(
                    "Jemand möchte ein Konto bei {vendor} auf diese Adresse umstellen, die schon zu Ihrem Konto gehört. Es hat sich nichts geändert. Wenn Sie das waren, melden Sie sich mit dieser Adresse an oder lassen Sie das andere Konto, wie es ist."
                )],
                quote: None,
                code: None,
                button: None,
                note: format!("Angefordert {doing}. Sie brauchen nichts zu tun."),
            },
        }
    }
}
