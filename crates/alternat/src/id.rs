//! Ids: the SHA-256 hashes by which acts, parties and mechanisms are named.

use std::fmt;
use std::str::FromStr;

use minicbor::bytes::ByteArray;
use sha2::{Digest, Sha256};

/// The id of an act, and so of a party (its inception) and of a mechanism (its charter): 32 bytes.
///
/// An act's id is the RFC 9162 leaf hash of its payload, `SHA-256(0x00 ‖ payload)`. Signatures lie outside it. Printed as
/// 64 lower-case hexadecimal digits.
///
/// # Source
/// spec/act.md, "The id".
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub [u8; 32]);

impl Id {
    /// Thirty-two zero bytes: what inception and charter are signed for, before there is a mechanism.
    pub const ZERO: Id = Id([0; 32]);

    /// The id of the act with this payload.
    pub fn of_payload(payload: &[u8]) -> Id {
        let mut hasher = Sha256::new();
        hasher.update([0x00]);
        hasher.update(payload);
        Id(hasher.finalize().into())
    }

    /// The plain SHA-256 of some bytes, as `sha256sum` prints it: parts, files, rosters.
    pub fn of_bytes(bytes: &[u8]) -> Id {
        Id(Sha256::digest(bytes).into())
    }

    /// The id as people compare it on the telephone: eight groups of five digits.
    ///
    /// Group *n* is the *n*-th four bytes, big-endian, modulo 100 000.
    pub fn fingerprint(&self) -> String {
        let groups: Vec<String> =
            self.0.chunks_exact(4).map(|c| format!("{:05}", u32::from_be_bytes([c[0], c[1], c[2], c[3]]) % 100_000)).collect();
        groups.join(" ")
    }

    /// The first eight hexadecimal digits: enough for a person to find a line, never enough to decide anything.
    pub fn short(&self) -> String {
        self.to_string()[..8].to_string()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Id({self})")
    }
}

/// Why some text is no id.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an id is 64 lower-case hexadecimal digits, not {0:?}")]
pub struct NotAnId(pub String);

impl FromStr for Id {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Id, NotAnId> {
        let digits = text.as_bytes();
        if digits.len() != 64 {
            return Err(NotAnId(text.chars().take(80).collect()));
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            match (digit(pair[0]), digit(pair[1])) {
                (Some(high), Some(low)) => *byte = high << 4 | low,
                _ => return Err(NotAnId(text.chars().take(80).collect())),
            }
        }
        Ok(Id(bytes))
    }
}

fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    }
}

impl<C> minicbor::Encode<C> for Id {
    fn encode<W: minicbor::encode::Write>(
        &self,
        e: &mut minicbor::Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        ByteArray::from(self.0).encode(e, ctx)
    }
}

impl<'b, C> minicbor::Decode<'b, C> for Id {
    fn decode(d: &mut minicbor::Decoder<'b>, ctx: &mut C) -> Result<Self, minicbor::decode::Error> {
        ByteArray::<32>::decode(d, ctx).map(|bytes| Id(*bytes))
    }
}

impl serde::Serialize for Id {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> serde::Deserialize<'de> for Id {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        crate::json::parsed(d, str::parse)
    }
}

impl schemars::JsonSchema for Id {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Id".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "64 lower-case hexadecimal digits" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text() {
        let id = Id::of_payload(b"");
        assert_eq!(id.to_string(), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assert_eq!(id.to_string().parse(), Ok(id));
        assert!("6E340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d".parse::<Id>().is_err());
        assert!("é".repeat(32).parse::<Id>().is_err());
    }

    #[test]
    fn a_fingerprint_is_eight_groups_of_five_digits() {
        let fingerprint = Id::of_payload(b"").fingerprint();
        assert_eq!(fingerprint.split(' ').count(), 8);
        assert!(fingerprint.split(' ').all(|group| group.len() == 5));
    }
}
