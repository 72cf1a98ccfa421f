//! What it can be told to do wrong: an entry for every code that a provider can cause.

use contract::Locale;
use contract::Protocol::{self, Oidc, Saml};

/// Where a fault shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// In what it publishes about itself. It can't be chosen for a single sign-in.
    Published,
    /// In what it sends.
    Sent,
    /// On a page of the provider's own: nothing reaches the service.
    Here,
}

macro_rules! faults {
    ($($(#[$about:meta])* $variant:ident = $key:literal, $protocols:expr, $shows:ident, $code:literal, $en:literal, $de:literal;)+) => {
        /// One thing to do wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
        pub enum Fault { $($(#[$about])* $variant),+ }

        impl Fault {
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in addresses, forms and tests.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key),+ }
            }

            /// The line of the portal's catalogue that it leads to; empty for [`Self::None`].
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// By which protocols it can be done.
            pub const fn protocols(self) -> &'static [Protocol] {
                match self { $(Self::$variant => $protocols),+ }
            }

            pub const fn shows(self) -> Shows {
                match self { $(Self::$variant => Shows::$shows),+ }
            }

            /// What people choose it by.
            pub const fn label(self, locale: Locale) -> &'static str {
                match (self, locale) { $((Self::$variant, Locale::En) => $en, (Self::$variant, Locale::De) => $de),+ }
            }
        }
    };
}

faults! {
    /// Everything as it should be.
    #[default]
    None = "none", &[Saml, Oidc], Sent, "", "Nothing: sign in as it should be", "Nichts: anmelden, wie es sein soll";

    NoCertificate = "no-certificate", &[Saml], Published, "S01", "Metadata without a certificate", "Metadaten ohne Zertifikat";
    UnknownKey = "unknown-key", &[Saml], Sent, "S02", "Signed with an unknown key", "Mit einem unbekannten Schlüssel signiert";
    Garbage = "garbage", &[Saml], Sent, "S02", "An answer that nobody can read", "Eine Antwort, die niemand lesen kann";
    Unsigned = "unsigned", &[Saml], Sent, "S03", "Not signed", "Nicht signiert";
    OnlyResponseSigned = "only-response-signed", &[Saml], Sent, "S03", "Only the response signed, not the assertion", "Nur die Antwort signiert, nicht die Assertion";
    Sha1 = "sha1", &[Saml], Sent, "S04", "Signed with SHA-1", "Mit SHA-1 signiert";
    WrongIssuer = "wrong-issuer", &[Saml], Sent, "S05", "Another issuer", "Ein anderer Aussteller";
    WrongAudience = "wrong-audience", &[Saml], Sent, "S06", "Meant for another service", "Für einen anderen Dienst bestimmt";
    WrongRecipient = "wrong-recipient", &[Saml], Sent, "S07", "Another recipient", "Ein anderer Empfänger";
    WrongDestination = "wrong-destination", &[Saml], Sent, "S07", "Another destination", "Ein anderes Ziel";
    ClockAhead = "clock-ahead", &[Saml], Sent, "S08", "Its clock is ten minutes ahead", "Seine Uhr geht zehn Minuten vor";
    OldResponse = "old-response", &[Saml], Sent, "S08", "An answer of an hour ago", "Eine Antwort von vor einer Stunde";
    WrongInResponseTo = "wrong-in-response-to", &[Saml], Sent, "S09", "The answer to another request", "Die Antwort auf eine andere Anfrage";
    Replay = "replay", &[Saml], Sent, "S09", "The last answer once more", "Die letzte Antwort noch einmal";
    Unsolicited = "unsolicited", &[Saml], Sent, "S09", "An answer to no request", "Eine Antwort auf keine Anfrage";
    AuthnFailed = "authn-failed", &[Saml], Sent, "S10", "Status: AuthnFailed", "Status: AuthnFailed";
    Responder = "responder", &[Saml], Sent, "S10", "Status: Responder", "Status: Responder";
    RequestDenied = "request-denied", &[Saml], Sent, "S10", "Status: RequestDenied", "Status: RequestDenied";
    NoPassive = "no-passive", &[Saml], Sent, "S10", "Status: NoPassive", "Status: NoPassive";
    InvalidNameIdPolicy = "invalid-name-id-policy", &[Saml], Sent, "S10", "Status: InvalidNameIDPolicy", "Status: InvalidNameIDPolicy";
    SamlNotAssigned = "saml-not-assigned", &[Saml], Here, "S10", "The person may not use the application", "Die Person darf die Anwendung nicht nutzen";
    NoEmail = "no-email", &[Saml], Sent, "S11", "No e-mail address", "Keine E-Mail-Adresse";
    ForeignDomain = "foreign-domain", &[Saml, Oidc], Sent, "S12", "An address of another domain", "Eine Adresse aus einer anderen Domain";
    TransientNameId = "transient-name-id", &[Saml], Sent, "S13", "Another NameID each time (transient)", "Jedes Mal eine andere NameID (transient)";
    ChangedNameId = "changed-name-id", &[Saml], Sent, "S13", "Another NameID than last time", "Eine andere NameID als letztes Mal";
    EncryptedForAnother = "encrypted-for-another", &[Saml], Sent, "S14", "Encrypted for another key", "Für einen anderen Schlüssel verschlüsselt";
    CbcUnsigned = "cbc-unsigned", &[Saml], Sent, "S14", "Encrypted with CBC in an unsigned response", "Mit CBC verschlüsselt in einer unsignierten Antwort";
    MetadataPage = "metadata-page", &[Saml], Published, "S15", "The metadata address answers with a page", "Die Metadaten-Adresse antwortet mit einer Seite";
    MetadataMissing = "metadata-missing", &[Saml], Published, "S15", "The metadata address answers 404", "Die Metadaten-Adresse antwortet 404";
    MetadataMoved = "metadata-moved", &[Saml], Published, "S15", "The metadata address leads elsewhere", "Die Metadaten-Adresse leitet weiter";
    MetadataOfService = "metadata-of-service", &[Saml], Published, "S16", "Metadata of a service provider", "Metadaten eines Service-Providers";
    MetadataOfSeveral = "metadata-of-several", &[Saml], Published, "S16", "Metadata of several providers", "Metadaten mehrerer Anbieter";

    DiscoveryPage = "discovery-page", &[Oidc], Published, "O01", "Discovery answers with a page", "Die Discovery antwortet mit einer Seite";
    DiscoveryMissing = "discovery-missing", &[Oidc], Published, "O01", "Discovery answers 404", "Die Discovery antwortet 404";
    KeysMissing = "keys-missing", &[Oidc], Published, "O01", "The key set answers 404", "Der Schlüsselsatz antwortet 404";
    DiscoveryIssuer = "discovery-issuer", &[Oidc], Published, "O02", "Discovery names another issuer", "Die Discovery nennt einen anderen Aussteller";
    TokenIssuer = "token-issuer", &[Oidc], Sent, "O02", "The ID token names another issuer", "Das ID-Token nennt einen anderen Aussteller";
    CallbackIssuer = "callback-issuer", &[Oidc], Sent, "O02", "The callback names another issuer", "Der Callback nennt einen anderen Aussteller";
    UnknownRedirect = "unknown-redirect", &[Oidc], Here, "O03", "The redirect URI is not known", "Die Redirect-URI ist nicht bekannt";
    RedirectMismatch = "redirect-mismatch", &[Oidc], Sent, "O03", "The code is for another redirect URI", "Der Code gilt für eine andere Redirect-URI";
    WrongSecret = "wrong-secret", &[Oidc], Sent, "O04", "The secret is wrong", "Das Secret ist falsch";
    ExpiredSecret = "expired-secret", &[Oidc], Sent, "O05", "The secret has expired", "Das Secret ist abgelaufen";
    NoEmailClaim = "no-email-claim", &[Oidc], Sent, "O06", "No e-mail address", "Keine E-Mail-Adresse";
    NoIdToken = "no-id-token", &[Oidc], Sent, "O06", "No ID token", "Kein ID-Token";
    WrongNonce = "wrong-nonce", &[Oidc], Sent, "O07", "The nonce of another sign-in", "Die Nonce einer anderen Anmeldung";
    WrongState = "wrong-state", &[Oidc], Sent, "O07", "The state of another sign-in", "Der State einer anderen Anmeldung";
    AlgNone = "alg-none", &[Oidc], Sent, "O08", "An ID token without a signature (none)", "Ein ID-Token ohne Signatur (none)";
    AlgHs256 = "alg-hs256", &[Oidc], Sent, "O08", "An ID token signed with the secret (HS256)", "Ein ID-Token, mit dem Secret signiert (HS256)";
    ForgedToken = "forged-token", &[Oidc], Sent, "O08", "An ID token with a forged signature", "Ein ID-Token mit gefälschter Signatur";
    TokenAudience = "token-audience", &[Oidc], Sent, "O08", "An ID token for another client", "Ein ID-Token für einen anderen Client";
    TokenClockAhead = "token-clock-ahead", &[Oidc], Sent, "O09", "Its clock is ten minutes ahead", "Seine Uhr geht zehn Minuten vor";
    OldToken = "old-token", &[Oidc], Sent, "O09", "An ID token of an hour ago", "Ein ID-Token von vor einer Stunde";
    AccessDenied = "access-denied", &[Oidc], Sent, "O10", "The provider says no (access_denied)", "Der Anbieter lehnt ab (access_denied)";
    OidcNotAssigned = "oidc-not-assigned", &[Oidc], Sent, "O10", "The person may not use the application", "Die Person darf die Anwendung nicht nutzen";
}

impl Fault {
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.key() == key)
    }

    /// Of those that people may choose for one sign-in.
    pub(crate) fn for_one(self, protocol: Protocol) -> bool {
        self.protocols().contains(&protocol) && self.shows() != Shows::Published
    }

    /// What of it concerns one sign-in.
    pub(crate) fn in_one(self, protocol: Protocol) -> Self {
        if self.for_one(protocol) { self } else { Self::None }
    }

    /// The one that somebody who isn't assigned runs into.
    pub(crate) const fn not_assigned(protocol: Protocol) -> Self {
        match protocol {
            Saml => Self::SamlNotAssigned,
            Oidc => Self::OidcNotAssigned,
        }
    }
}
