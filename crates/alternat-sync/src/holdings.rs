//! What a node holds of one circle, as the exchange reads it.

use std::collections::BTreeSet;

use alternat::id::Id;

use crate::want::{Asked, Wanted};

/// What the node holds of one circle. The host implements it.
///
/// Everything it shows is durable, and of own acts it shows those alone that may leave. It shows an act only when it shows
/// the act's whole past. It may grow between two calls.
pub trait Holdings {
    /// The heads of every feed: acts that no act of their own feed follows. In any order.
    fn heads(&self) -> Vec<Head>;

    /// Whether this very act is held: by its id, never by its number.
    fn has(&self, act: &Id) -> bool;

    /// The first `count_max` acts that are neither in `known` nor in the past of an act in `known`, past before future.
    ///
    /// Ids in `known` that are not held say nothing. Empty if and only if nothing is lacking.
    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id>;

    /// The envelope of an act that is held, byte for byte as it was received.
    ///
    /// If it is `None`, or another act, for an act that [`Holdings::lacking`] named, nothing more is sent until something new is durable.
    fn envelope(&self, act: &Id) -> Option<Vec<u8>>;

    /// The SHA-256 of every note. In any order.
    fn notes(&self) -> Vec<Id>;

    /// The note with this SHA-256.
    fn note(&self, hash: &Id) -> Option<Vec<u8>>;

    /// A detached part that an act held here lists, that is not here and that is wanted: [`Wants::next`](crate::Wants::next).
    fn wanted_part(&self, asked: &Asked) -> Option<Wanted>;

    /// Bytes of a part that an act *of this circle* lists, from `offset` on, at most `bytes_max` of them.
    ///
    /// `None` if the part is not held. Of a part of another circle it says so, too.
    fn part(&self, part: &Id, offset: u64, bytes_max: usize) -> Option<Chunk>;
}

/// The head of a feed, or of one branch of a forked feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Head {
    /// The feed: the id of the act that opened it.
    pub feed: Id,
    /// The number of the act in the feed.
    pub seq: u32,
    /// The act.
    pub id: Id,
}

/// Some bytes of a detached part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// The size of the whole part.
    pub total: u64,
    /// The bytes asked for; fewer only where the part ends.
    pub bytes: Vec<u8>,
}

/// What a node holds, as one hash: equal digests mean equal acts and equal notes.
///
/// An act has its whole past in its id, so the heads stand for all acts. Parts are not in it.
///
/// # Source
/// spec/exchange.md, "The digest".
pub fn digest(holdings: &(impl Holdings + ?Sized)) -> Id {
    let (mut heads, mut notes) = (holdings.heads(), holdings.notes());
    heads.sort_unstable();
    notes.sort_unstable();
    digest_of(&heads, hash_of_notes(&notes))
}

/// The digest of these heads, sorted, and of notes with this hash.
pub(crate) fn digest_of(heads: &[Head], notes: Id) -> Id {
    let mut bytes = Vec::with_capacity(heads.len() * 68);
    for head in heads {
        bytes.extend_from_slice(&head.feed.0);
        bytes.extend_from_slice(&head.seq.to_be_bytes());
        bytes.extend_from_slice(&head.id.0);
    }
    let acts = Id::of_bytes(&bytes);
    Id::of_bytes(&[acts.0, notes.0].concat())
}

/// The hash of the hashes of notes, sorted.
pub(crate) fn hash_of_notes(notes: &[Id]) -> Id {
    Id::of_bytes(notes.iter().map(|hash| hash.0).collect::<Vec<_>>().as_flattened())
}
