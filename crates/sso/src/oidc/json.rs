//! JSON as strangers write it. A name that is there twice means one thing to one reader and another to the next, and depth is stack.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};
use std::fmt;

/// Claims are seldom nested more than three deep.
const MOST_DEEP: usize = 16;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    #[error("depth > {MOST_DEEP}")]
    TooDeep,
    #[error("{0}")]
    IllFormed(String),
    #[error("no object")]
    NoObject,
}

/// One object, and nothing after it.
pub(crate) fn object(bytes: &[u8]) -> Result<Map<String, Value>, Flaw> {
    if depth(bytes) > MOST_DEEP {
        return Err(Flaw::TooDeep);
    }
    match serde_json::from_slice(bytes) {
        Ok(Once(Value::Object(map))) => Ok(map),
        Ok(_) => Err(Flaw::NoObject),
        Err(error) => Err(Flaw::IllFormed(error.to_string())),
    }
}

/// In one pass without recursion, before a parser that recurses. Of ill-formed text it is some number, which is as good as another.
fn depth(bytes: &[u8]) -> usize {
    let (mut deep, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => {
                deep += 1;
                deepest = deepest.max(deep);
            }
            b'}' | b']' if !in_string => deep = deep.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A value in which no object has a name twice.
struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OnceVisitor).map(Self)
    }
}

struct OnceVisitor;

impl<'de> Visitor<'de> for OnceVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some((name, Once(value))) = entries.next_entry::<String, Once>()? {
            if map.insert(name, value).is_some() {
                return Err(A::Error::custom("duplicate name"));
            }
        }
        Ok(Value::Object(map))
    }
}

/// The text of a member, if it is one.
pub(crate) fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str()
}

/// A list of texts; a single text counts as a list of one (RFC 7519, 4.1.3, and providers elsewhere).
pub(crate) fn texts<'a>(object: &'a Map<String, Value>, name: &str) -> Option<Vec<&'a str>> {
    match object.get(name)? {
        Value::String(one) => Some(vec![one]),
        Value::Array(several) => several.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

/// For a report: a text bare, anything else as JSON, nothing as nothing.
pub(crate) fn shown(value: Option<&Value>) -> String {
    match value {
        None => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_object_with_each_name_once() {
        assert_eq!(object(br#"{"a":{"b":[1,-2,0.5,true,null,"x"]}}"#).unwrap()["a"]["b"][5], "x");
        assert!(matches!(object(br#"{"a":1,"a":2}"#), Err(Flaw::IllFormed(_))));
        assert!(matches!(object(br#"{"a":{"b":1,"\u0062":2}}"#), Err(Flaw::IllFormed(_))));
        assert!(matches!(object(br#"{"a":1}{"#), Err(Flaw::IllFormed(_))));
        assert_eq!(object(b"[]"), Err(Flaw::NoObject));
        assert_eq!(object("[".repeat(1_000_000).as_bytes()), Err(Flaw::TooDeep));
        assert!(object(br#"{"a":"[[[[[[[[[[[[[[[[[[[[[[\"{{{{{{"}"#).is_ok());
    }
}
