//! What the tests of the store share: empty directories, and acts of a toy form.
#![allow(dead_code, reason = "each test file uses its own share")]

use std::fs;
use std::path::PathBuf;

use alternat::id::Id;
use alternat_store::{Reading, Store, StoreError, Verified};

/// An empty directory of this name. No two tests share one.
pub fn directory(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    directory
}

/// The feed with this letter.
pub fn feed(letter: char) -> Id {
    Id::of_bytes(letter.to_string().as_bytes())
}

/// The act of this number in a feed: the feed, the number, and as much text as `bytes` says.
pub fn act(feed: Id, seq: u64, bytes: usize) -> Verified {
    let mut payload = feed.0.to_vec();
    payload.extend(seq.to_be_bytes());
    payload.extend((0..bytes).map(|n| b'a' + ((n as u64 + seq) % 26) as u8));
    Verified::new(Id::of_payload(&payload), feed, seq, payload)
}

/// Takes a toy act apart.
pub fn read(envelope: &[u8]) -> Option<Reading> {
    let feed = Id(envelope.get(..32)?.try_into().ok()?);
    let seq = u64::from_be_bytes(envelope.get(32..40)?.try_into().ok()?);
    Some(Reading { id: Id::of_payload(envelope), feed, seq })
}

/// Envelopes in order of arrival.
pub fn envelopes(store: &Store) -> Result<Vec<Vec<u8>>, StoreError> {
    store.acts(0).map(|kept| kept.map(|kept| kept.envelope)).collect()
}
