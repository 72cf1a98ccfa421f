//! Ids and one-time values out of random bytes.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// In the form of RFC 9562, version 4.
pub(crate) fn uuid(bytes: [u8; 32]) -> String {
    let digit = |place: usize, byte: u8| match place {
        6 => byte & 0x0F | 0x40,
        8 => byte & 0x3F | 0x80,
        _ => byte,
    };
    let mut text = String::new();
    for (place, byte) in bytes.iter().take(16).enumerate() {
        if matches!(place, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text += &format!("{:02x}", digit(place, *byte));
    }
    text
}

/// An XML ID.
pub(crate) fn xml_id(bytes: [u8; 32]) -> String {
    format!("_{}", uuid(bytes))
}

/// A code or a token.
pub(crate) fn token(bytes: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
