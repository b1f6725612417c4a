//! What the tests of the store share: empty directories, and signed acts of a few feeds.
#![allow(dead_code, reason = "each test file uses its own share")]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use alternat::id::Id;
use alternat::record::Verified;
use alternat_store::{Reading, Store, StoreError};
use alternat_testkit::chain::Chain;

/// The chains made so far, by feed and filling, each with its acts.
type Chains = BTreeMap<(Id, usize), (Chain, Vec<Verified>)>;

thread_local! {
    static CHAINS: RefCell<Chains> = const { RefCell::new(BTreeMap::new()) };
    /// The letters of the feeds made so far.
    static LETTERS: RefCell<BTreeMap<char, Id>> = const { RefCell::new(BTreeMap::new()) };
}

/// An empty directory of this name. No two tests share one.
pub fn directory(name: &str) -> PathBuf {
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&directory);
    directory
}

/// The feed with this letter.
pub fn feed(letter: char) -> Id {
    LETTERS.with_borrow_mut(|letters| *letters.entry(letter).or_insert_with(|| Chain::new(&letter.to_string()).feed()))
}

/// The act of this number in a feed, with as much filling as `bytes` says.
pub fn act(feed: Id, seq: u64, bytes: usize) -> Verified {
    let letter = LETTERS.with_borrow(|letters| *letters.iter().find(|(_, id)| **id == feed).expect("a feed of a letter").0);
    CHAINS.with_borrow_mut(|chains| {
        let (chain, acts) = chains.entry((feed, bytes)).or_insert_with(|| (Chain::new(&letter.to_string()), vec![]));
        while acts.len() as u64 <= seq {
            let head = acts.last().map(|act: &Verified| (act.seq(), act.id()));
            acts.push(chain.next(head, "", bytes));
        }
        acts[seq as usize].clone()
    })
}

/// Verifies an act of one of the chains and takes it apart.
pub fn read(envelope: &[u8]) -> Option<Reading> {
    let verified = CHAINS.with_borrow(|chains| chains.values().find_map(|(chain, _)| chain.verify(envelope).ok()))?;
    Some(Reading { id: verified.id(), feed: verified.feed(), seq: verified.seq() })
}

/// Envelopes in order of arrival.
pub fn envelopes(store: &Store) -> Result<Vec<Vec<u8>>, StoreError> {
    store.acts(0).map(|kept| kept.map(|kept| kept.envelope)).collect()
}
