use super::GOOD_FOR;
use crate::{Error, Portal, Result, secret::SecretHash, throttle::Key};
use altcha::{ChallengeParameters, HmacAlgorithm, Payload, VerifySolutionOptions, sign_challenge, verify_solution};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::BTreeMap;
use time::OffsetDateTime;

/// PBKDF2 rounds of one try. Checking costs us one; finding takes 256 on average: a second or two on a laptop.
const ROUNDS: u32 = 5_000;
const PREFIX: &str = "00";
/// The most of a payload that is read; one of ours has about 700 bytes.
const MOST_BYTES: usize = 4_096;

/// Nonce and salt are ours rather than the library's, and so is the end (in `data`): it would ask the system's clock.
pub(super) fn challenge(portal: &Portal, block: Key, now: OffsetDateTime) -> Result<String> {
    let data = BTreeMap::from([("block".to_owned(), hex(block.as_slice()).into()), ("until".to_owned(), (now + GOOD_FOR).unix_timestamp().into())]);
    let mut parameters = ChallengeParameters {
        algorithm: "PBKDF2/SHA-256".to_owned(),
        cost: ROUNDS,
        data: Some(data),
        expires_at: None,
        key_length: 32,
        key_prefix: PREFIX.to_owned(),
        key_signature: None,
        memory_cost: None,
        nonce: hex(&portal.chance.bytes::<16>()),
        parallelism: None,
        salt: hex(&portal.chance.bytes::<16>()),
    };
    let challenge = sign_challenge(&HmacAlgorithm::Sha256, &mut parameters, None, &secret(portal), None).map_err(Error::internal)?;
    serde_json::to_string(&challenge).map_err(Error::internal)
}

/// The proof's own hash, when it solves a challenge of ours, for this block, in time.
pub(super) fn check(portal: &Portal, block: Key, payload: &str, now: OffsetDateTime) -> Option<SecretHash> {
    if payload.len() > MOST_BYTES {
        return None;
    }
    let Payload { challenge, solution } = serde_json::from_slice(&STANDARD.decode(payload).ok()?).ok()?;
    let verified = verify_solution(VerifySolutionOptions::new(&challenge, &solution, secret(portal))).ok()?.verified;
    let data = challenge.parameters.data.as_ref()?;
    let ours = data.get("block")?.as_str()? == hex(block.as_slice());
    let in_time = data.get("until")?.as_i64()? > now.unix_timestamp();
    (verified && ours && in_time).then(|| SecretHash::of(challenge.parameters.nonce.as_bytes()))
}

/// altcha takes its key as text.
fn secret(portal: &Portal) -> String {
    hex(&portal.key.mac("altcha", &[]))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
