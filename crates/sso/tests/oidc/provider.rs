//! A provider for tests, in memory. It signs with OpenSSL whatever it is told to, well or badly.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use futures::executor::block_on;
use openssl::bn::{BigNum, BigNumContext};
use openssl::ec::{EcGroup, EcKey};
use openssl::ecdsa::EcdsaSig;
use openssl::hash::{MessageDigest, hash};
use openssl::nid::Nid;
use openssl::pkey::{PKey, Private};
use openssl::rsa::{Padding, Rsa};
use openssl::sign::{RsaPssSaltlen, Signer};
use serde_json::{Map, Value, json};
use sso::address::Destinations;
use sso::oidc::http::{Answer, Request, Response};
use sso::oidc::*;
use std::sync::{LazyLock, Mutex};
use time::macros::datetime;
use time::{Duration, OffsetDateTime};
use url::Url;

pub const NOW: OffsetDateTime = datetime!(2026-11-26 12:00 UTC);
pub const ISSUER: &str = "https://idp.acme.example/oidc";
pub const CLIENT: &str = "portico";
pub const CALLBACK: &str = "https://portal.example/oidc/c1/callback";
pub const SECRET: &str = "a secret & of 50 % more + than = a slash /";
pub const ACCESS_TOKEN: &str = "an-access-token";
pub const TENANT: &str = "6f6dc3f5-30d7-4a5e-8f0a-3b1d8a3a3f10";

/// A key pair, and what the provider calls it.
pub struct Key {
    pub pair: PKey<Private>,
    pub kid: &'static str,
    pub alg: &'static str,
}

pub static RSA: LazyLock<Key> = LazyLock::new(|| Key::rsa(2048, "k1", "RS256"));
pub static RSA_NEXT: LazyLock<Key> = LazyLock::new(|| Key::rsa(3072, "k2", "PS384"));
pub static EC: LazyLock<Key> = LazyLock::new(|| Key::ec(Nid::X9_62_PRIME256V1, "k3", "ES256"));
pub static EC_384: LazyLock<Key> = LazyLock::new(|| Key::ec(Nid::SECP384R1, "k4", "ES384"));
pub static ED: LazyLock<Key> = LazyLock::new(|| Key { pair: PKey::generate_ed25519().unwrap(), kid: "k5", alg: "EdDSA" });
pub static WEAK: LazyLock<Key> = LazyLock::new(|| Key::rsa(1024, "weak", "RS256"));
/// Calls itself like Acme's.
pub static MALLORY: LazyLock<Key> = LazyLock::new(|| Key::rsa(2048, "k1", "RS256"));

impl Key {
    fn rsa(bits: u32, kid: &'static str, alg: &'static str) -> Self {
        Self { pair: PKey::from_rsa(Rsa::generate(bits).unwrap()).unwrap(), kid, alg }
    }

    fn ec(curve: Nid, kid: &'static str, alg: &'static str) -> Self {
        let group = EcGroup::from_curve_name(curve).unwrap();
        Self { pair: PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap(), kid, alg }
    }

    /// The public half, as RFC 7517 writes it.
    pub fn jwk(&self) -> Value {
        let mut jwk = match (self.pair.rsa(), self.pair.ec_key()) {
            (Ok(rsa), _) => json!({ "kty": "RSA", "n": base64(&rsa.n().to_vec()), "e": base64(&rsa.e().to_vec()) }),
            (_, Ok(ec)) => {
                let (mut x, mut y) = (BigNum::new().unwrap(), BigNum::new().unwrap());
                ec.public_key().affine_coordinates(ec.group(), &mut x, &mut y, &mut BigNumContext::new().unwrap()).unwrap();
                let (curve, size) = if ec.group().degree() == 256 { ("P-256", 32) } else { ("P-384", 48) };
                let coordinate = |number: BigNum| base64(&number.to_vec_padded(size).unwrap());
                json!({ "kty": "EC", "crv": curve, "x": coordinate(x), "y": coordinate(y) })
            }
            _ => json!({ "kty": "OKP", "crv": "Ed25519", "x": base64(&self.pair.raw_public_key().unwrap()) }),
        };
        jwk["kid"] = self.kid.into();
        jwk["use"] = "sig".into();
        jwk
    }

    fn signature(&self, alg: &str, text: &[u8]) -> Vec<u8> {
        let digest = match &alg[alg.len() - 3..] {
            "256" => MessageDigest::sha256(),
            "384" => MessageDigest::sha384(),
            _ => MessageDigest::sha512(),
        };
        match &alg[..2] {
            "RS" => Signer::new(digest, &self.pair).unwrap().sign_oneshot_to_vec(text).unwrap(),
            "PS" => {
                let mut signer = Signer::new(digest, &self.pair).unwrap();
                signer.set_rsa_padding(Padding::PKCS1_PSS).unwrap();
                signer.set_rsa_pss_saltlen(RsaPssSaltlen::DIGEST_LENGTH).unwrap();
                signer.sign_oneshot_to_vec(text).unwrap()
            }
            "ES" => {
                let der = Signer::new(digest, &self.pair).unwrap().sign_oneshot_to_vec(text).unwrap();
                let (pair, size) = (EcdsaSig::from_der(&der).unwrap(), i32::try_from(self.pair.bits()).unwrap() / 8);
                [pair.r().to_vec_padded(size).unwrap(), pair.s().to_vec_padded(size).unwrap()].concat()
            }
            _ => Signer::new_without_digest(&self.pair).unwrap().sign_oneshot_to_vec(text).unwrap(),
        }
    }
}

pub fn base64(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// HS256 under whatever bytes.
pub fn hmac(secret: &[u8], text: &str) -> Vec<u8> {
    let key = PKey::hmac(secret).unwrap();
    Signer::new(MessageDigest::sha256(), &key).unwrap().sign_oneshot_to_vec(text.as_bytes()).unwrap()
}

/// A provider, as Acme's behaves unless it is told otherwise.
pub struct Idp {
    pub document: Value,
    pub keys: Value,
    pub header: Value,
    pub claims: Value,
    pub signer: &'static Key,
    /// Beyond code, state and the like, or instead of them.
    pub query: String,
    /// Instead of tokens.
    pub token: Option<Result<Response, Stage>>,
    pub user_info: Result<Value, Stage>,
    pub asked: Mutex<Vec<Request>>,
}

pub fn document() -> Value {
    json!({
        "issuer": ISSUER,
        "authorization_endpoint": format!("{ISSUER}/authorize"),
        "token_endpoint": format!("{ISSUER}/token"),
        "userinfo_endpoint": format!("{ISSUER}/userinfo"),
        "jwks_uri": format!("{ISSUER}/keys"),
        "response_types_supported": ["code", "id_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256", "PS384", "ES256", "ES384", "EdDSA"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "private_key_jwt"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    })
}

impl Default for Idp {
    fn default() -> Self {
        Self {
            document: document(),
            keys: json!({ "keys": [RSA.jwk(), RSA_NEXT.jwk(), EC.jwk(), EC_384.jwk(), ED.jwk()] }),
            header: json!({ "alg": RSA.alg, "kid": RSA.kid, "typ": "JWT" }),
            claims: json!({
                "iss": ISSUER, "aud": CLIENT, "sub": "alice-1", "exp": at(300), "iat": at(-1), "nonce": nonce(),
                "email": "alice@acme.example", "email_verified": true, "name": "Alice", "groups": ["staff", "board"],
                "at_hash": base64(&hash(MessageDigest::sha256(), ACCESS_TOKEN.as_bytes()).unwrap()[..16]),
            }),
            signer: &RSA,
            query: format!("code=c0de&state={}&iss={}", state(), "https%3A%2F%2Fidp.acme.example%2Foidc"),
            token: None,
            user_info: Ok(json!({ "sub": "alice-1", "department": "Sales", "name": "Somebody else" })),
            asked: Mutex::default(),
        }
    }
}

impl Idp {
    /// A provider that writes these claims otherwise; `null` leaves one out.
    pub fn with(claims: Value) -> Self {
        let mut idp = Self::default();
        merge(&mut idp.claims, claims);
        idp
    }

    pub fn with_header(header: Value) -> Self {
        let mut idp = Self::default();
        merge(&mut idp.header, header);
        idp
    }

    pub fn signed_by(signer: &'static Key) -> Self {
        let mut idp = Self::with_header(json!({ "alg": signer.alg, "kid": signer.kid }));
        // Made for SHA-256.
        merge(&mut idp.claims, json!({ "at_hash": null }));
        Self { signer, ..idp }
    }

    pub fn publishing(document: Value) -> Self {
        let mut idp = Self::default();
        merge(&mut idp.document, document);
        idp
    }

    pub fn answering(token: Response) -> Self {
        Self { token: Some(Ok(token)), ..Self::default() }
    }

    pub fn called_back(query: &str) -> Self {
        Self { query: query.to_owned(), ..Self::default() }
    }

    /// Header and claims, ready to be signed.
    pub fn text(&self) -> String {
        format!("{}.{}", base64(self.header.to_string().as_bytes()), base64(self.claims.to_string().as_bytes()))
    }

    pub fn id_token(&self) -> String {
        let text = self.text();
        let alg = self.header["alg"].as_str().unwrap_or("RS256");
        let known = matches!(alg.get(..2), Some("RS" | "PS" | "ES" | "Ed")) && alg.len() == 5;
        let signature = if known { self.signer.signature(alg, text.as_bytes()) } else { Vec::new() };
        format!("{text}.{}", base64(&signature))
    }

    /// With this ID token, whatever it is.
    pub fn giving(id_token: &str) -> Self {
        Self::answering(tokens(id_token))
    }

    fn answer(&self, request: &Request) -> Result<Response, Stage> {
        let path = request.uri().path();
        match path.rsplit('/').next().unwrap() {
            "openid-configuration" => Ok(ok(&self.document)),
            "keys" => Ok(ok(&self.keys)),
            "token" => self.token.clone().unwrap_or_else(|| Ok(tokens(&self.id_token()))),
            "userinfo" => self.user_info.clone().map(|claims| ok(&claims)),
            _ => Err(Stage::Status(404)),
        }
    }
}

impl Http for Idp {
    fn call(&self, request: Request) -> Answer<'_> {
        let answer = self.answer(&request);
        self.asked.lock().unwrap().push(request);
        Box::pin(async { answer })
    }
}

pub fn merge(into: &mut Value, from: Value) {
    let into = into.as_object_mut().unwrap();
    for (name, value) in from.as_object().unwrap().clone() {
        match value {
            Value::Null => into.remove(&name),
            value => into.insert(name, value),
        };
    }
}

pub fn at(seconds: i64) -> i64 {
    (NOW + Duration::seconds(seconds)).unix_timestamp()
}

pub fn ok(body: &Value) -> Response {
    status(200, &body.to_string())
}

pub fn status(status: u16, body: &str) -> Response {
    ::http::Response::builder().status(status).header("content-type", "application/json").body(body.as_bytes().to_vec()).unwrap()
}

pub fn tokens(id_token: &str) -> Response {
    ok(&json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer", "expires_in": 300, "id_token": id_token }))
}

pub fn error(error: &str, description: &str) -> Response {
    status(400, &json!({ "error": error, "error_description": description }).to_string())
}

pub fn issuer() -> Issuer {
    Issuer::parse(ISSUER, Destinations::Https).unwrap()
}

pub fn client() -> Client {
    with_secret(SECRET)
}

pub fn with_secret(secret: &str) -> Client {
    Client { id: CLIENT.into(), redirect_uri: Url::parse(CALLBACK).unwrap(), credential: Credential::Secret(ClientSecret::new(secret)) }
}

pub fn chance() -> Chance {
    Chance { state: [1; 16], nonce: [2; 16], verifier: [3; 32] }
}

pub fn state() -> String {
    base64(&[1; 16])
}

pub fn nonce() -> String {
    base64(&[2; 16])
}

pub fn found(idp: &Idp) -> Provider {
    let issuer = Issuer::parse(idp.document["issuer"].as_str().unwrap(), Destinations::Https).unwrap();
    block_on(discover(&issuer, Destinations::Https, idp)).unwrap_or_else(|report| panic!("not found: {report:#?}")).provider
}

pub fn not_found(idp: &Idp) -> Report {
    match block_on(discover(&issuer(), Destinations::Https, idp)) {
        Ok(discovered) => panic!("found: {discovered:#?}"),
        Err(report) => *report,
    }
}

/// A way of the portal to sign somebody in with this provider.
pub struct Portal {
    pub provider: Provider,
    pub client: Client,
    pub pending: Pending,
    pub user_info: UserInfo,
}

impl Portal {
    pub fn of(idp: &Idp) -> Self {
        Self::with(found(idp), client())
    }

    pub fn with(provider: Provider, client: Client) -> Self {
        let sign_in = SignIn { provider: &provider, client: &client, scopes: &["email"], login_hint: None, prompt: None, max_age: None };
        let (_, pending) = sign_in.begin(&chance()).unwrap();
        Self { provider, client, pending, user_info: UserInfo::Never }
    }

    pub fn expected(&self) -> Expected<'_> {
        Expected {
            provider: &self.provider,
            client: &self.client,
            pending: &self.pending,
            user_info: self.user_info,
            assertion_id: [4; 16],
            now: NOW,
        }
    }

    pub fn receive(&self, idp: &Idp) -> Result<Outcome, Box<Report>> {
        block_on(receive(&Callback::parse(&idp.query)?, &self.expected(), idp))
    }

    #[track_caller]
    pub fn accepts(&self, idp: &Idp) -> Received {
        match self.receive(idp) {
            Ok(Outcome::Received(received)) => *received,
            Ok(Outcome::UnknownKey(_)) => panic!("unknown key: {}", idp.header),
            Err(report) => panic!("refused: {report:#?}\n{}", idp.claims),
        }
    }

    #[track_caller]
    pub fn refuses(&self, idp: &Idp) -> Report {
        match self.receive(idp) {
            Ok(Outcome::Received(received)) => panic!("accepted: {received:#?}"),
            Ok(Outcome::UnknownKey(unknown)) => *unknown.refuse(&self.provider.keys),
            Err(report) => *report,
        }
    }
}

/// Acme's portal, as it found the provider on a good day.
pub static ACME: LazyLock<Portal> = LazyLock::new(|| Portal::of(&Idp::default()));

#[track_caller]
pub fn accepted(idp: &Idp) -> Received {
    ACME.accepts(idp)
}

#[track_caller]
pub fn refused_with(code: Code, idp: &Idp) -> Report {
    let report = ACME.refuses(idp);
    assert_eq!(report.code(), Some(code), "{report:#?}");
    report
}

/// The form of a request, each name once.
pub fn form(request: &Request) -> Map<String, Value> {
    url::form_urlencoded::parse(request.body()).map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect()
}

/// What `work` takes of a processor. A clock on the wall would measure what else the machine does.
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, std::time::Duration) {
    let spent = || {
        let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        std::time::Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap())
    };
    let before = spent();
    let result = work();
    (result, spent() - before)
}
