//! The act: what a signer says, as bytes and as fields.
//!
//! Reading is strict: a payload passes [`crate::gate`], then this shape, and is never encoded again to be verified.

use minicbor::{Decoder, Encoder};

use crate::gate::{self, Malformed};
use crate::id::Id;
use crate::kind::{self, Kind};
use crate::limit;
use crate::words::Basis;

/// The version of every act of a mechanism. It also pins Unicode 14.0.
pub const VERSION: u64 = 1;

/// One act, its body still in bytes.
///
/// # Source
/// spec/act.md, "The payload".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// The accreditation (or, for a root's own chain, the inception) that opened this feed; `None` in the inception itself.
    pub feed: Option<Id>,
    /// The number in the feed, from 0.
    pub seq: u32,
    /// The act before in the feed; `None` for number 0.
    pub prev: Option<Id>,
    /// Heads of other feeds that the signer had: sorted, without repeats, at most [`limit::SEEN_MAX`].
    pub seen: Vec<Id>,
    /// Milliseconds since the Unix epoch, UTC: the author's word. Shown; it orders nothing and judges nothing.
    pub claimed_at: u64,
    /// The tag of the kind; spec/acts.md lists them.
    pub kind: u16,
    /// The body: one CBOR map, as received.
    pub body: Vec<u8>,
    /// Detached parts (languages of a statement, annexes). Judging never reads one.
    pub parts: Vec<Part>,
    /// In a demonstration: what the act rests on.
    pub basis: Option<Basis>,
}

/// A detached part: the SHA-256 of its bytes, as `sha256sum` prints it, and how many bytes there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// SHA-256 of the bytes.
    pub sha256: Id,
    /// Size in bytes, at most [`limit::PART_BYTES_MAX`].
    pub size: u64,
}

/// Why bytes are no act. Such bytes are turned away, never kept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnAct {
    /// The gate did not let the payload pass.
    #[error("the payload is not canonical: {0}")]
    Gate(#[from] Malformed),
    /// A field is missing, is of another type, or breaks a rule of the shape.
    #[error("the payload's field {field} (key {key}) {fault}")]
    Field {
        /// The key of the field in the payload's map.
        key: u64,
        /// Its name.
        field: &'static str,
        /// What is wrong with it.
        fault: &'static str,
    },
}

const FIELDS: [&str; 10] = ["version", "feed", "seq", "prev", "seen", "claimed_at", "kind", "body", "parts", "basis"];

impl Act {
    /// Reads a payload.
    ///
    /// # Errors
    /// [`NotAnAct`] names the byte or the field. An act with an unknown kind is read; only its shape counts here.
    ///
    /// # Source
    /// spec/act.md, "The payload"; vectors `malformed/*`.
    pub fn read(payload: &[u8]) -> Result<Act, NotAnAct> {
        gate::pass(payload)?;
        let mut d = Decoder::new(payload);
        let fields = d.map().ok().flatten().ok_or(fault(0, "is not in a map"))?;
        let mut act =
            Act { feed: None, seq: 0, prev: None, seen: vec![], claimed_at: 0, kind: 0, body: vec![], parts: vec![], basis: None };
        let mut present = [false; FIELDS.len()];
        for _ in 0..fields {
            let key = d.u64().map_err(|_| fault(0, "has no unsigned key"))?;
            match present.get_mut(key as usize).filter(|_| key < FIELDS.len() as u64) {
                Some(present) => *present = true,
                None => return Err(NotAnAct::Field { key, field: "unknown", fault: "is none of an act's" }),
            }
            match key {
                0 if d.u64().ok() != Some(VERSION) => return Err(fault(0, "is not 1")),
                0 => {}
                1 => act.feed = Some(id(&mut d, 1)?),
                2 => act.seq = d.u32().map_err(|_| fault(2, "is not an unsigned number below 2^32"))?,
                3 => act.prev = Some(id(&mut d, 3)?),
                4 => act.seen = seen(&mut d)?,
                5 => act.claimed_at = d.u64().map_err(|_| fault(5, "is not an unsigned number"))?,
                6 => act.kind = d.u16().map_err(|_| fault(6, "is not an unsigned number below 65536"))?,
                7 => act.body = raw(&mut d, payload, 7)?,
                8 => act.parts = parts(&mut d)?,
                _ => act.basis = Some(kind::exact(&raw(&mut d, payload, 9)?).ok_or(fault(9, "is not a basis"))?),
            }
        }
        for required in [0, 2, 5, 6, 7] {
            if !present[required] {
                return Err(fault(required as u64, "is missing"));
            }
        }
        act.shape()?;
        Ok(act)
    }

    fn shape(&self) -> Result<(), NotAnAct> {
        let inception = Kind::Inception.tag();
        if self.feed.is_none() != (self.kind == inception) {
            return Err(fault(1, "is absent in the inception, and in no other act"));
        }
        if self.feed.is_none() && self.seq != 0 {
            return Err(fault(2, "of an inception is 0"));
        }
        if self.prev.is_none() != (self.seq == 0) {
            return Err(fault(3, "is absent in number 0, and in no other act"));
        }
        if self.feed.is_none() && !self.seen.is_empty() {
            return Err(fault(4, "is absent in the inception"));
        }
        if self.body.first().map(|first| first >> 5) != Some(5) {
            return Err(fault(7, "is not a map"));
        }
        let bound =
            if Kind::of_tag(self.kind).is_some_and(|kind| kind.by_root()) { limit::ROOT_BODY_BYTES_MAX } else { limit::BODY_BYTES_MAX };
        if self.body.len() > bound {
            return Err(fault(7, "is too large"));
        }
        Ok(())
    }

    /// The payload's bytes: deterministic CBOR, the same for the same act everywhere.
    pub fn payload(&self) -> Vec<u8> {
        let mut e = Encoder::new(Vec::with_capacity(160 + self.body.len()));
        self.write(&mut e).unwrap_or_else(|never| match never {});
        e.into_writer()
    }

    fn write(&self, e: &mut Encoder<Vec<u8>>) -> Result<(), std::convert::Infallible> {
        let optional = [self.feed.is_some(), self.prev.is_some(), !self.seen.is_empty(), !self.parts.is_empty(), self.basis.is_some()];
        e.map(5 + optional.iter().filter(|present| **present).count() as u64).map_err(infallible)?;
        e.u8(0).and_then(|e| e.u64(VERSION)).map_err(infallible)?;
        if let Some(feed) = self.feed {
            e.u8(1).and_then(|e| e.bytes(&feed.0)).map_err(infallible)?;
        }
        e.u8(2).and_then(|e| e.u32(self.seq)).map_err(infallible)?;
        if let Some(prev) = self.prev {
            e.u8(3).and_then(|e| e.bytes(&prev.0)).map_err(infallible)?;
        }
        if !self.seen.is_empty() {
            e.u8(4).and_then(|e| e.array(self.seen.len() as u64)).map_err(infallible)?;
            for head in &self.seen {
                e.bytes(&head.0).map_err(infallible)?;
            }
        }
        e.u8(5).and_then(|e| e.u64(self.claimed_at)).map_err(infallible)?;
        e.u8(6).and_then(|e| e.u16(self.kind)).map_err(infallible)?;
        e.u8(7).map_err(infallible)?;
        e.writer_mut().extend_from_slice(&self.body);
        if !self.parts.is_empty() {
            e.u8(8).and_then(|e| e.array(self.parts.len() as u64)).map_err(infallible)?;
            for part in &self.parts {
                e.array(2).and_then(|e| e.bytes(&part.sha256.0)).and_then(|e| e.u64(part.size)).map_err(infallible)?;
            }
        }
        if let Some(basis) = &self.basis {
            e.u8(9).and_then(|e| e.encode(basis)).map_err(infallible)?;
        }
        Ok(())
    }
}

/// Writing to a vector cannot fail; an encoder's error type says so only in words.
fn infallible<E>(_: minicbor::encode::Error<E>) -> std::convert::Infallible {
    unreachable!("a vector takes every byte")
}

fn fault(key: u64, fault: &'static str) -> NotAnAct {
    NotAnAct::Field { key, field: FIELDS[key as usize], fault }
}

fn id(d: &mut Decoder, key: u64) -> Result<Id, NotAnAct> {
    d.decode().map_err(|_| fault(key, "is not 32 bytes"))
}

fn raw(d: &mut Decoder, payload: &[u8], key: u64) -> Result<Vec<u8>, NotAnAct> {
    let start = d.position();
    d.skip().map_err(|_| fault(key, "is cut short"))?;
    Ok(payload[start..d.position()].to_vec())
}

fn seen(d: &mut Decoder) -> Result<Vec<Id>, NotAnAct> {
    let count = d.array().ok().flatten().ok_or(fault(4, "is not an array"))?;
    if count == 0 || count > limit::SEEN_MAX as u64 {
        return Err(fault(4, "holds no head, or more than 32"));
    }
    let mut heads: Vec<Id> = Vec::with_capacity(count as usize);
    for _ in 0..count {
        let head = id(d, 4)?;
        if heads.last().is_some_and(|last| *last >= head) {
            return Err(fault(4, "is not sorted, or repeats a head"));
        }
        heads.push(head);
    }
    Ok(heads)
}

fn parts(d: &mut Decoder) -> Result<Vec<Part>, NotAnAct> {
    let count = d.array().ok().flatten().ok_or(fault(8, "is not an array"))?;
    if count == 0 || count > limit::PARTS_MAX as u64 {
        return Err(fault(8, "holds no part, or more than 32"));
    }
    let mut parts = Vec::with_capacity(count as usize);
    for _ in 0..count {
        if d.array().ok().flatten() != Some(2) {
            return Err(fault(8, "holds something else than a hash and a size"));
        }
        let part = Part { sha256: id(d, 8)?, size: d.u64().map_err(|_| fault(8, "has a size that is no number"))? };
        if part.size > limit::PART_BYTES_MAX {
            return Err(fault(8, "lists a part that is too large"));
        }
        parts.push(part);
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resting_on(basis: &[u8]) -> Result<Act, NotAnAct> {
        let act = Act {
            feed: None,
            seq: 0,
            prev: None,
            seen: vec![],
            claimed_at: 0,
            kind: Kind::Inception.tag(),
            body: vec![0xA0],
            parts: vec![],
            basis: None,
        };
        let mut payload = act.payload();
        payload[0] += 1;
        payload.push(9);
        payload.extend_from_slice(basis);
        Act::read(&payload)
    }

    #[test]
    fn a_basis_is_read_as_it_is_written_and_in_no_other_way() {
        let (source, words) = (Some(Id::of_bytes(b"source")), String::from("p. 3"));
        let bases = [
            Basis::Reported { source, words: words.clone() },
            Basis::Reported { source: None, words },
            Basis::Presumed { why: "a chair was needed".into() },
            Basis::Invented,
        ];
        for basis in bases {
            let bytes = kind::bytes(&basis);
            assert_eq!(resting_on(&bytes).map(|act| act.basis), Ok(Some(basis)));
        }
        let rows: [&[u8]; 6] = [
            &[0x82, 0x03, 0x80],
            &[0x82, 0x03, 0xA1, 0x00, 0x01],
            &[0x82, 0x02, 0xA2, 0x00, 0x61, 0x61, 0x01, 0x00],
            &[0x82, 0x02, 0xA0],
            &[0x82, 0x04, 0xA0],
            &[0x03],
        ];
        for bytes in rows {
            assert_eq!(resting_on(bytes), Err(fault(9, "is not a basis")), "{bytes:02x?}");
        }
    }
}
