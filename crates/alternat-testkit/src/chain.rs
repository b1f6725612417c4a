//! A feed of signed acts for tests that only keep and carry acts: each one passes the record's door.

use alternat::act::Act;
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::{Accreditation, Holder, Inception, Kind, Power, RootPublic, Roots, bytes};
use alternat::record::{Record, TurnedAway, Verified};
use alternat::words::Words;

/// Bytes of filling that one act takes, at most.
pub const FILLING_BYTES_MAX: usize = 4000;

/// The tag of no kind: what the acts of a chain say is known to no rules.
const TAG: u16 = u16::MAX;

/// One signer's feed, by name: the same name always gives the same keys, and so the same feed.
pub struct Chain {
    record: Record,
    key: ActKey,
    feed: Id,
}

impl Chain {
    /// The feed of this name, without an act.
    pub fn new(name: &str) -> Chain {
        let mechanism = Id::of_bytes(b"a mechanism for tests");
        let seed = Id::of_bytes(name.as_bytes()).0;
        let root = [RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) }];
        let public = RootPublic { ed25519: root[0].ed25519.public(), ml_dsa: root[0].ml_dsa.public() };
        let roots = Roots { next: Roots::promise(1, std::slice::from_ref(&public)), keys: vec![public], threshold: 1 };
        let key = ActKey::from_seed(&Id::of_bytes(&seed).0);
        let mut record = Record::new(mechanism);
        let inception = act(None, None, Kind::Inception.tag(), bytes(&Inception { name: Words::one("en", "A party"), roots })).payload();
        let party = fold(&mut record, &sign_by_root(&inception, &Id::ZERO, &root));
        let body = Accreditation {
            key: key.public(),
            holder: Holder { name: Words::one("en", "A signer"), title: None },
            may: vec![Power::Speak],
            second_signer_for: vec![],
            until: None,
            node: None,
            may_found: false,
        };
        let accreditation = act(Some(party), Some((0, party)), Kind::Accreditation.tag(), bytes(&body)).payload();
        let feed = fold(&mut record, &sign_by_root(&accreditation, &mechanism, &root));
        Chain { record, key, feed }
    }

    /// The feed's id.
    pub fn feed(&self) -> Id {
        self.feed
    }

    /// Takes up an act of this feed that was made before, on any of its branches.
    ///
    /// # Errors
    /// [`TurnedAway`] where it is not of this feed, not signed, or without its past.
    pub fn take_up(&mut self, envelope: &[u8]) -> Result<Verified, TurnedAway> {
        let verified = self.record.verify(envelope)?;
        self.record.fold(verified.clone());
        Ok(verified)
    }

    /// Verifies an act of this feed whose past was taken up.
    ///
    /// # Errors
    /// As [`Chain::take_up`].
    pub fn verify(&self, envelope: &[u8]) -> Result<Verified, TurnedAway> {
        self.record.verify(envelope)
    }

    /// Makes and takes up the act that follows `head`: it says `words`, and as much filling as `filling` asks for, up to
    /// [`FILLING_BYTES_MAX`].
    pub fn next(&mut self, head: Option<(u64, Id)>, words: &str, filling: usize) -> Verified {
        let mut said = words.as_bytes().to_vec();
        said.extend((0..filling.min(FILLING_BYTES_MAX - said.len()) as u64).map(|n| n.wrapping_mul(n) as u8));
        let mut body = minicbor::Encoder::new(vec![]);
        let written = body.map(1).and_then(|e| e.u8(0)).and_then(|e| e.bytes(&said)).map(drop);
        written.expect("a vector takes every byte");
        let payload = act(Some(self.feed), head, TAG, body.into_writer()).payload();
        let envelope = sign(&payload, &self.record.mechanism(), &self.key);
        self.take_up(&envelope).expect("a well-made act after a head that was taken up")
    }
}

fn act(feed: Option<Id>, before: Option<(u64, Id)>, kind: u16, body: Vec<u8>) -> Act {
    let (seq, prev) = before.map_or((0, None), |(seq, id)| (seq as u32 + 1, Some(id)));
    Act { feed, seq, prev, seen: vec![], claimed_at: 0, kind, body, parts: vec![], basis: None }
}

fn fold(record: &mut Record, envelope: &[u8]) -> Id {
    let verified = record.verify(envelope).expect("a well-made act");
    let id = verified.id();
    record.fold(verified);
    id
}
