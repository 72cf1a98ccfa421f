//! Somebody's identity provider: what it publishes, and a web server on this machine that hands it out.

use rcgen::{CertificateParams, DistinguishedName, DnType, KeyPair};
use sso::saml::Certificate;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};
use time::OffsetDateTime;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

pub const IDP: &str = "https://idp.acme.example/saml";

/// A signing certificate of a provider's, good until then.
pub fn certificate(name: &str, until: OffsetDateTime) -> Certificate {
    let mut params = CertificateParams::new(Vec::<String>::new()).unwrap();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    (params.not_before, params.not_after) = (until - time::Duration::days(365), until);
    let made = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    Certificate::from_der(made.der()).unwrap()
}

/// A provider's metadata.
pub fn metadata(entity_id: &str, certificates: &[&Certificate]) -> String {
    let keys: String = certificates
        .iter()
        .map(|one| {
            format!(
                "<md:KeyDescriptor use=\"signing\"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>",
                one.to_base64()
            )
        })
        .collect();
    format!(
        "<md:EntityDescriptor xmlns:md=\"urn:oasis:names:tc:SAML:2.0:metadata\" xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\" entityID=\"{entity_id}\">\
         <md:IDPSSODescriptor protocolSupportEnumeration=\"urn:oasis:names:tc:SAML:2.0:protocol\">{keys}\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect\" Location=\"{entity_id}/sso\"/>\
         <md:SingleSignOnService Binding=\"urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST\" Location=\"{entity_id}/post\"/>\
         </md:IDPSSODescriptor></md:EntityDescriptor>"
    )
}

/// What an OpenID provider says of itself, with a key of that name.
pub fn discovery(issuer: &str) -> String {
    format!(
        r#"{{"issuer": "{issuer}", "authorization_endpoint": "{issuer}/authorize", "token_endpoint": "{issuer}/token", "jwks_uri": "{issuer}/keys"}}"#
    )
}

pub fn keys(kid: &str) -> String {
    let n = "w".repeat(342); // 256 bytes in base64url
    format!(r#"{{"keys": [{{"kty": "RSA", "use": "sig", "kid": "{kid}", "n": "{n}", "e": "AQAB"}}]}}"#)
}

/// A web server that hands out documents, and counts how often it is asked.
#[derive(Clone)]
pub struct Site {
    pub origin: String,
    documents: Arc<Mutex<HashMap<String, String>>>,
    asked: Arc<Mutex<usize>>,
    /// Whoever has it keeps the answers back.
    gate: Arc<tokio::sync::Mutex<()>>,
}

impl Site {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let site = Self { origin, documents: Arc::default(), asked: Arc::default(), gate: Arc::default() };
        let serving = site.clone();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = vec![0; 4096];
                let read = stream.read(&mut request).await.unwrap_or_default();
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default();
                *serving.asked.lock().unwrap() += 1;
                drop(serving.gate.lock().await);
                let answer = match serving.documents.lock().unwrap().get(path) {
                    Some(body) => format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len()),
                    None => "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_owned(),
                };
                stream.write_all(answer.as_bytes()).await.ok();
            }
        });
        site
    }

    pub fn put(&self, path: &str, document: impl Into<String>) -> String {
        self.documents.lock().unwrap().insert(path.to_owned(), document.into());
        format!("{}{path}", self.origin)
    }

    /// As an OpenID provider, with a key of that name; its issuer.
    pub fn speak_oidc(&self, kid: &str) -> String {
        self.put("/.well-known/openid-configuration", discovery(&self.origin));
        self.put("/keys", keys(kid));
        self.origin.clone()
    }

    pub fn close(&self, path: &str) {
        self.documents.lock().unwrap().remove(path);
    }

    /// Keeps whoever asks waiting until this is dropped.
    pub async fn hold(&self) -> tokio::sync::OwnedMutexGuard<()> {
        self.gate.clone().lock_owned().await
    }

    pub fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }
}
