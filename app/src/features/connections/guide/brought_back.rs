use super::say;
use leptos::prelude::*;

/// What the provider's console shows and we need, by the console's own labels.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is shown at once")]
pub enum BroughtBack {
    Saml {
        /// Where its metadata can be fetched; `None` where the console has no such address.
        url: Option<Field>,
        /// Its metadata as a file, or pasted.
        file: Field,
        /// How the screen looks that shows it.
        drawing: Option<AnyView>,
    },
    Oidc {
        /// The issuer, or with Entra ID the tenant's id.
        issuer: Field,
        client_id: Field,
        secret: Field,
        /// When the secret ends; `None` where secrets don't.
        expires: Option<Field>,
        drawing: Option<AnyView>,
    },
}

/// A field in which a value is brought back.
pub struct Field {
    /// The console's own word, or ours where it has none.
    pub label: &'static str,
    /// Whether the label is the console's, and therefore English.
    pub theirs: bool,
    /// Where it is found.
    pub hint: AnyView,
    /// How such a value looks.
    pub example: &'static str,
}

impl Field {
    /// A value that the console shows under this name.
    pub(super) fn named(label: &'static str, path: say::Path, example: &'static str) -> Self {
        Self { label, theirs: true, hint: say::found(path), example }
    }

    /// A value under a name of ours, because consoles differ or have none.
    pub(super) const fn ours(label: &'static str, hint: AnyView, example: &'static str) -> Self {
        Self { label, theirs: false, hint, example }
    }
}
