//! Which detached parts are wanted, and which of them a peer is asked for next.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;

use alternat::act::Part;
use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;

use crate::limit;

/// The detached parts that acts here list and that are not here, by the party whose acts list them.
///
/// By party, so that one that lists what nobody has holds up the parts of no other.
#[derive(Clone, Debug, Default)]
pub struct Wants(BTreeMap<Id, BTreeMap<Id, Part>>);

/// A part that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The party whose act lists it, by its inception.
    pub party: Id,
    /// Its hash, and its size as that act has it.
    pub part: Part,
}

impl Wants {
    /// A part that an act of this party lists is not here. One that is too large to come is not wanted.
    pub fn insert(&mut self, party: Id, part: Part) {
        if part.size <= PART_BYTES_MAX {
            self.0.entry(party).or_default().entry(part.sha256).or_insert(part);
        }
    }

    /// A part is here, whoever lists it.
    pub fn remove(&mut self, sha256: &Id) {
        self.0.retain(|_, parts| {
            parts.remove(sha256);
            !parts.is_empty()
        });
    }

    /// All of them; one that several parties list, once for each.
    pub fn all(&self) -> impl Iterator<Item = Wanted> {
        self.0.iter().flat_map(|(party, parts)| parts.values().map(|part| Wanted { party: *party, part: *part }))
    }

    /// The part that a peer is asked for next: the first of the party that comes after the one asked for last, leaving out
    /// what this peer does not have, and parties of which it has lacked as many as it may.
    pub fn next(&self, asked: &Asked) -> Option<Wanted> {
        let last = asked.last.unwrap_or(Id::ZERO);
        let after = self.0.range((Bound::Excluded(last), Bound::Unbounded));
        after.chain(self.0.range(..=last)).find_map(|(party, parts)| {
            let absent = asked.absent.get(party);
            if absent.is_some_and(|absent| absent.len() >= limit::ABSENT_MAX) {
                return None;
            }
            let part = parts.values().find(|part| !absent.is_some_and(|absent| absent.contains(&part.sha256)))?;
            Some(Wanted { party: *party, part: *part })
        })
    }
}

/// What one peer was asked for in one talk.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The party whose part was asked for last.
    last: Option<Id>,
    /// Parts that the peer does not have, by the party whose act lists them.
    absent: BTreeMap<Id, BTreeSet<Id>>,
}

impl Asked {
    pub(crate) fn ask(&mut self, wanted: &Wanted) {
        self.last = Some(wanted.party);
    }

    pub(crate) fn is_absent(&mut self, wanted: &Wanted) {
        self.absent.entry(wanted.party).or_default().insert(wanted.part.sha256);
    }

    /// The peer has a part that it did not have; gives whether it was asked for.
    pub(crate) fn is_here(&mut self, part: &Id) -> bool {
        let mut was_asked = false;
        self.absent.retain(|_, parts| {
            was_asked |= parts.remove(part);
            !parts.is_empty()
        });
        was_asked
    }
}
