use crate::{Error, Result};
use serde::Serialize;
use serde_json::Value;

/// As a `jsonb` column takes it: PostgreSQL has no U+0000, which text of other people's may hold, and nobody misses one.
pub(crate) fn jsonb(value: &(impl Serialize + ?Sized)) -> Result<Value> {
    serde_json::to_value(value).map(without_nul).map_err(Error::internal)
}

fn without_nul(value: Value) -> Value {
    let plain = |text: String| if text.contains('\0') { text.replace('\0', "") } else { text };
    match value {
        Value::String(text) => Value::String(plain(text)),
        Value::Array(items) => items.into_iter().map(without_nul).collect(),
        Value::Object(members) => members.into_iter().map(|(name, value)| (plain(name), without_nul(value))).collect(),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_the_database_has_no_letter_for_is_left_out() {
        let said = json!({ "su\0b": "a\0b", "claims": ["\0", { "name": "Bo" }], "n": 1 });
        assert_eq!(jsonb(&said).unwrap(), json!({ "sub": "ab", "claims": ["", { "name": "Bo" }], "n": 1 }));
    }
}
