//! The frames: what may be said, as bytes.

use alternat::id::Id;
use alternat::limit::ENVELOPE_BYTES_MAX;
use minicbor::encode::Error as EncodeError;
use minicbor::{Decoder, Encoder};

use crate::breach::Breach;
use crate::holdings::Head;
use crate::limit;

/// The version of the exchange.
const PROTOCOL: u64 = 1;
/// Bytes of a frame around its list, at most.
const AROUND_BYTES: usize = 16;
/// Bytes that every envelope has: its head, a payload of none, and one signature.
const ENVELOPE_BYTES_MIN: usize = 6 + 1 + 66;
/// Bytes of a head in a list, at most.
const HEAD_BYTES_MAX: usize = 1 + 34 + 5 + 34;
/// Heads in one frame, at most.
pub(crate) const FRAME_HEADS_MAX: usize = (limit::FRAME_BYTES_MAX - AROUND_BYTES) / HEAD_BYTES_MAX;
/// Hashes in one frame, at most.
pub(crate) const FRAME_HASHES_MAX: usize = (limit::FRAME_BYTES_MAX - AROUND_BYTES) / 34;
/// Bytes of envelopes in one frame, at most, each counted with the five bytes that its length may take.
pub(crate) const FRAME_ACTS_BYTES_MAX: usize = limit::FRAME_BYTES_MAX - AROUND_BYTES;

/// One frame.
///
/// # Source
/// spec/exchange.md, "The frames".
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Frame<'a> {
    Hello(Hello),
    UnknownCircle,
    Heads { last: bool, heads: Vec<Head> },
    Notes { last: bool, hashes: Vec<Id> },
    Held(&'a [u8]),
    Acts(Vec<&'a [u8]>),
    Note(&'a [u8]),
    Want(Id),
    Chunk { part: Id, offset: u64, total: u64, bytes: &'a [u8] },
    Absent(Id),
    Here(Id),
    State(Id),
    Ask,
    Now(Id),
}

/// The first frame of a link: which circle the peer wants to talk about, and the digest of what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hello {
    /// The mechanism.
    pub mechanism: Id,
    /// The digest of what the peer holds of it.
    pub digest: Id,
}

impl Hello {
    /// Reads the first frame of a link that a peer opened.
    ///
    /// It says nothing about the circle, so it may be read before it is known whether the peer is a member.
    ///
    /// # Errors
    /// [`Breach`] if it is no hello, or one of another version.
    pub fn read(frame: &[u8]) -> Result<Hello, Breach> {
        match Frame::read(frame)? {
            Frame::Hello(hello) => Ok(hello),
            other => Err(Breach::OutOfTurn { frame: other.name() }),
        }
    }
}

/// The whole answer to a hello for a circle that this node does not hold, or that the peer is no member of.
///
/// The same bytes in both cases, and for every circle.
pub fn unknown_circle() -> Vec<u8> {
    Frame::UnknownCircle.write()
}

/// By tag: the name of a frame, and how many items its array has.
const SHAPES: [(&str, u64); 14] = [
    ("hello", 4),
    ("unknown-circle", 1),
    ("heads", 3),
    ("notes", 3),
    ("held", 2),
    ("acts", 2),
    ("note", 2),
    ("want", 2),
    ("chunk", 5),
    ("absent", 2),
    ("here", 2),
    ("state", 2),
    ("ask", 1),
    ("now", 2),
];

impl<'a> Frame<'a> {
    fn tag(&self) -> u8 {
        match self {
            Frame::Hello(_) => 0,
            Frame::UnknownCircle => 1,
            Frame::Heads { .. } => 2,
            Frame::Notes { .. } => 3,
            Frame::Held(_) => 4,
            Frame::Acts(_) => 5,
            Frame::Note(_) => 6,
            Frame::Want(_) => 7,
            Frame::Chunk { .. } => 8,
            Frame::Absent(_) => 9,
            Frame::Here(_) => 10,
            Frame::State(_) => 11,
            Frame::Ask => 12,
            Frame::Now(_) => 13,
        }
    }

    /// The name, as in spec/exchange.md.
    pub fn name(&self) -> &'static str {
        SHAPES[usize::from(self.tag())].0
    }

    /// Reads a frame that fills `bytes` exactly, and is written in the one way there is.
    ///
    /// # Errors
    /// [`Breach::FrameTooLarge`], [`Breach::UnknownTag`], [`Breach::Protocol`], [`Breach::Malformed`]. Nothing is allocated
    /// that the bytes do not fill.
    pub fn read(bytes: &'a [u8]) -> Result<Frame<'a>, Breach> {
        if bytes.len() > limit::FRAME_BYTES_MAX {
            return Err(Breach::FrameTooLarge { bytes: bytes.len() });
        }
        let mut d = Decoder::new(bytes);
        let nameless = |fault| Breach::Malformed { frame: "?", fault };
        let items = d.array().ok().flatten().ok_or(nameless("is not an array"))?;
        let tag = d.u64().map_err(|_| nameless("has no tag"))?;
        let (frame, arity) = *usize::try_from(tag).ok().and_then(|at| SHAPES.get(at)).ok_or(Breach::UnknownTag { tag })?;
        let malformed = |fault| Breach::Malformed { frame, fault };
        if tag == 0 {
            match d.u64() {
                Ok(PROTOCOL) => {}
                Ok(theirs) => return Err(Breach::Protocol { theirs }),
                Err(_) => return Err(malformed("names no version")),
            }
        }
        if items != arity {
            return Err(malformed("has too many items, or too few"));
        }
        let read = Frame::read_items(tag, &mut d).map_err(malformed)?;
        if d.position() != bytes.len() {
            return Err(malformed("has bytes behind its end"));
        }
        if read.write() != bytes {
            return Err(malformed("is not written in the shortest form"));
        }
        Ok(read)
    }

    fn read_items(tag: u64, d: &mut Decoder<'a>) -> Result<Frame<'a>, &'static str> {
        Ok(match tag {
            0 => Frame::Hello(Hello { mechanism: id(d)?, digest: id(d)? }),
            1 => Frame::UnknownCircle,
            2 => Frame::Heads { last: flag(d)?, heads: list(d, 70, head)? },
            3 => Frame::Notes { last: flag(d)?, hashes: list(d, 34, id)? },
            4 => Frame::Held(string(d, limit::HEADS_MAX.div_ceil(8))?),
            5 => Frame::Acts(list(d, ENVELOPE_BYTES_MIN + 2, envelope)?),
            6 => Frame::Note(string(d, limit::NOTE_BYTES_MAX)?),
            7 => Frame::Want(id(d)?),
            8 => Frame::Chunk { part: id(d)?, offset: number(d)?, total: number(d)?, bytes: string(d, limit::CHUNK_BYTES_MAX)? },
            9 => Frame::Absent(id(d)?),
            10 => Frame::Here(id(d)?),
            11 => Frame::State(id(d)?),
            12 => Frame::Ask,
            _ => Frame::Now(id(d)?),
        })
    }

    /// The bytes: the same for the same frame everywhere.
    pub fn write(&self) -> Vec<u8> {
        let mut e = Encoder::new(Vec::with_capacity(self.bytes_about()));
        self.write_items(&mut e).unwrap_or_else(|_| unreachable!("a vector takes every byte"));
        e.into_writer()
    }

    fn bytes_about(&self) -> usize {
        match self {
            Frame::Heads { heads, .. } => AROUND_BYTES + heads.len() * HEAD_BYTES_MAX,
            Frame::Notes { hashes, .. } => AROUND_BYTES + hashes.len() * 34,
            Frame::Acts(envelopes) => AROUND_BYTES + envelopes.iter().map(|envelope| envelope.len() + 5).sum::<usize>(),
            Frame::Held(bytes) | Frame::Note(bytes) | Frame::Chunk { bytes, .. } => 80 + bytes.len(),
            _ => 80,
        }
    }

    fn write_items(&self, e: &mut Encoder<Vec<u8>>) -> Result<(), EncodeError<std::convert::Infallible>> {
        let tag = self.tag();
        e.array(SHAPES[usize::from(tag)].1)?.u8(tag)?;
        match self {
            Frame::Hello(hello) => e.u64(PROTOCOL)?.bytes(&hello.mechanism.0)?.bytes(&hello.digest.0)?,
            Frame::UnknownCircle | Frame::Ask => e,
            Frame::Heads { last, heads } => {
                e.bool(*last)?.array(heads.len() as u64)?;
                for head in heads {
                    e.array(3)?.bytes(&head.feed.0)?.u32(head.seq)?.bytes(&head.id.0)?;
                }
                e
            }
            Frame::Notes { last, hashes } => {
                e.bool(*last)?.array(hashes.len() as u64)?;
                for hash in hashes {
                    e.bytes(&hash.0)?;
                }
                e
            }
            Frame::Acts(envelopes) => {
                e.array(envelopes.len() as u64)?;
                for envelope in envelopes {
                    e.bytes(envelope)?;
                }
                e
            }
            Frame::Held(bytes) | Frame::Note(bytes) => e.bytes(bytes)?,
            Frame::Chunk { part, offset, total, bytes } => e.bytes(&part.0)?.u64(*offset)?.u64(*total)?.bytes(bytes)?,
            Frame::Want(id) | Frame::Absent(id) | Frame::Here(id) | Frame::State(id) | Frame::Now(id) => e.bytes(&id.0)?,
        };
        Ok(())
    }
}

fn id(d: &mut Decoder) -> Result<Id, &'static str> {
    d.bytes().ok().and_then(|bytes| bytes.try_into().ok()).map(Id).ok_or("has something else than 32 bytes for an id")
}

fn flag(d: &mut Decoder) -> Result<bool, &'static str> {
    d.bool().map_err(|_| "does not say whether it is the last")
}

fn number(d: &mut Decoder) -> Result<u64, &'static str> {
    d.u64().map_err(|_| "has something else than a number")
}

fn string<'a>(d: &mut Decoder<'a>, bytes_max: usize) -> Result<&'a [u8], &'static str> {
    let bytes = d.bytes().map_err(|_| "has something else than bytes, or too few of them")?;
    if bytes.len() > bytes_max { Err("has a string that is too long") } else { Ok(bytes) }
}

fn envelope<'a>(d: &mut Decoder<'a>) -> Result<&'a [u8], &'static str> {
    let envelope = string(d, ENVELOPE_BYTES_MAX)?;
    if envelope.len() < ENVELOPE_BYTES_MIN { Err("has a string that is too short for an envelope") } else { Ok(envelope) }
}

fn head(d: &mut Decoder) -> Result<Head, &'static str> {
    if d.array().ok().flatten() != Some(3) {
        return Err("has a head that is not three items");
    }
    Ok(Head { feed: id(d)?, seq: d.u32().map_err(|_| "has a number that is not below 2^32")?, id: id(d)? })
}

/// A list, its count held against the bytes that are left before anything is allocated.
fn list<'a, T>(
    d: &mut Decoder<'a>,
    item_bytes_min: usize,
    item: impl Fn(&mut Decoder<'a>) -> Result<T, &'static str>,
) -> Result<Vec<T>, &'static str> {
    let count = d.array().ok().flatten().ok_or("has no list")?;
    let left = d.input().len().saturating_sub(d.position());
    let count = usize::try_from(count).ok().filter(|count| *count <= left / item_bytes_min).ok_or("counts more items than it has")?;
    let mut items = Vec::with_capacity(count);
    for _ in 0..count {
        items.push(item(d)?);
    }
    Ok(items)
}
