//! The one type by which an act enters the store.

use alternat::id::Id;

/// An act whose form and signatures have been verified, with the bytes that were received.
///
/// `feed` is the feed that the act stands in; for an inception, which opens its own, it is the act's own id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    id: Id,
    feed: Id,
    seq: u64,
    envelope: Vec<u8>,
}

impl Verified {
    /// An act that the caller has verified.
    pub fn new(id: Id, feed: Id, seq: u64, envelope: Vec<u8>) -> Verified {
        Verified { id, feed, seq, envelope }
    }

    /// The id of the act.
    pub fn id(&self) -> Id {
        self.id
    }

    /// The feed that the act stands in.
    pub fn feed(&self) -> Id {
        self.feed
    }

    /// The number of the act in its feed, from 0.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The envelope, byte for byte as it was received.
    pub fn envelope(&self) -> &[u8] {
        &self.envelope
    }
}
