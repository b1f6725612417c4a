//! Acts of a toy form, for programs that only keep them.

use alternat::id::Id;
use alternat_store::{Reading, Verified};

/// The feed of this name.
pub fn feed(name: &str) -> Id {
    Id::of_bytes(name.as_bytes())
}

/// The act of this number in a feed. `run` is part of it, so that a number used twice shows as two acts.
pub fn act(feed: Id, seq: u64, run: &str, bytes: usize) -> Verified {
    let mut payload = feed.0.to_vec();
    payload.extend(seq.to_be_bytes());
    payload.extend(run.as_bytes());
    payload.extend((0..bytes as u64).map(|n| (n.wrapping_mul(n) ^ seq) as u8));
    Verified::new(Id::of_payload(&payload), feed, seq, payload)
}

/// Takes a toy act apart.
pub fn read(envelope: &[u8]) -> Option<Reading> {
    let feed = Id(envelope.get(..32)?.try_into().ok()?);
    let seq = u64::from_be_bytes(envelope.get(32..40)?.try_into().ok()?);
    Some(Reading { id: Id::of_payload(envelope), feed, seq })
}
