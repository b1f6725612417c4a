//! Frames written by hand, so that they may be wrong.

use alternat::id::Id;
use minicbor::{Decoder, Encoder};

use super::mechanism;

/// A frame from what follows its tag.
pub fn frame(items: u64, tag: u64, write: impl FnOnce(&mut Encoder<Vec<u8>>)) -> Vec<u8> {
    let mut e = Encoder::new(Vec::new());
    e.array(items).and_then(|e| e.u64(tag)).expect("a vector takes every byte");
    write(&mut e);
    e.into_writer()
}

pub fn hello(digest: Id) -> Vec<u8> {
    frame(4, 0, |e| _ = e.u64(1).and_then(|e| e.bytes(&mechanism().0)).and_then(|e| e.bytes(&digest.0)))
}

/// A frame that is one more item, of bytes.
pub fn bytes(tag: u64, bytes: &[u8]) -> Vec<u8> {
    frame(2, tag, |e| _ = e.bytes(bytes))
}

/// Heads or hashes, each all of one byte; of a head, its feed too.
pub fn list(tag: u64, last: bool, ids: &[u8]) -> Vec<u8> {
    list_of(tag, last, &ids.iter().map(|id| Id([*id; 32])).collect::<Vec<_>>())
}

/// Heads or hashes; of a head, its feed too.
pub fn list_of(tag: u64, last: bool, ids: &[Id]) -> Vec<u8> {
    frame(3, tag, |e| {
        _ = e.bool(last).and_then(|e| e.array(ids.len() as u64));
        for id in ids {
            match tag {
                2 => _ = e.array(3).and_then(|e| e.bytes(&id.0)).and_then(|e| e.u8(0)).and_then(|e| e.bytes(&id.0)),
                _ => _ = e.bytes(&id.0),
            }
        }
    })
}

pub fn acts(envelopes: &[&[u8]]) -> Vec<u8> {
    frame(2, 5, |e| {
        _ = e.array(envelopes.len() as u64);
        envelopes.iter().for_each(|envelope| _ = e.bytes(envelope));
    })
}

pub fn chunk(part: Id, offset: u64, total: u64, bytes: &[u8]) -> Vec<u8> {
    frame(5, 8, |e| _ = e.bytes(&part.0).and_then(|e| e.u64(offset)).and_then(|e| e.u64(total)).and_then(|e| e.bytes(bytes)))
}

/// The tag of a frame.
pub fn tag(frame: &[u8]) -> u8 {
    let mut d = Decoder::new(frame);
    d.array().and_then(|_| d.u8()).expect("a frame")
}

/// How many items there are in the list of a frame that has one behind at most one flag.
pub fn count(frame: &[u8]) -> usize {
    let mut d = Decoder::new(frame);
    let items = d.array().and_then(|items| d.u8().map(|_| items)).expect("a frame");
    if items == Some(3) {
        d.bool().expect("a flag");
    }
    d.array().expect("a list").expect("a count") as usize
}
