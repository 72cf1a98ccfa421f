//! What a provider is told about us (SAML Metadata 2.4.4), one document for each connection.

use super::xml::{DS, HTTP_POST, MD, PROTOCOL, escape, escape_attribute};
use super::{Certificate, decrypt};

/// Our side of a connection.
#[derive(Debug, Clone, Copy)]
pub struct SpMetadata<'a> {
    pub entity_id: &'a str,
    pub acs: &'a str,
    /// Today's key first; during a rotation the other one, too. Each is published both for checking our signatures and for encrypting to
    /// us: a provider that reads this today must still understand us tomorrow. Providers encrypt to the first.
    pub certificates: &'a [&'a Certificate],
    /// What we would like to have, the best first; may be empty.
    pub name_id_formats: &'a [&'a str],
}

/// What `decrypt` accepts without a signature around it. CBC is left out: who can choose shall choose GCM.
const ENCRYPTION: [&str; 3] = [decrypt::AES_256_GCM, decrypt::AES_128_GCM, decrypt::OAEP];

impl SpMetadata<'_> {
    /// The document. It says that requests are signed and that assertions should be.
    pub fn to_xml(self) -> String {
        let keys: String = ["signing", "encryption"].iter().flat_map(|usage| self.certificates.iter().map(|key| descriptor(usage, key))).collect();
        let format = |format: &&str| format!("    <md:NameIDFormat>{}</md:NameIDFormat>\n", escape(format));
        let formats: String = self.name_id_formats.iter().map(format).collect();
        let (entity_id, acs) = (escape_attribute(self.entity_id), escape_attribute(self.acs));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <md:EntityDescriptor xmlns:md=\"{MD}\" xmlns:ds=\"{DS}\" entityID=\"{entity_id}\">\n  \
             <md:SPSSODescriptor AuthnRequestsSigned=\"true\" WantAssertionsSigned=\"true\" protocolSupportEnumeration=\"{PROTOCOL}\">\n\
             {keys}{formats}    \
             <md:AssertionConsumerService Binding=\"{HTTP_POST}\" Location=\"{acs}\" index=\"0\" isDefault=\"true\"/>\n  \
             </md:SPSSODescriptor>\n</md:EntityDescriptor>\n"
        )
    }
}

fn descriptor(usage: &str, key: &Certificate) -> String {
    let method = |algorithm: &&str| format!("      <md:EncryptionMethod Algorithm=\"{algorithm}\"/>\n");
    let methods: String = match usage {
        "encryption" => ENCRYPTION.iter().map(method).collect(),
        _ => String::new(),
    };
    let certificate = key.to_base64();
    format!(
        "    <md:KeyDescriptor use=\"{usage}\">\n      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate>\
         </ds:X509Data></ds:KeyInfo>\n{methods}    </md:KeyDescriptor>\n"
    )
}
