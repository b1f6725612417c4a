//! Notes: small blobs that belong to the circle but are no acts (cosignatures of seals, above all), exchanged as a set.

use std::collections::{BTreeSet, VecDeque};

use alternat::id::Id;

use crate::breach::Breach;
use crate::holdings::Holdings;
use crate::limit;

/// What is known about the peer's notes, and what it is still to be sent.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// Notes that the peer has or was sent.
    theirs: BTreeSet<Id>,
    /// Notes that are still to be held against those.
    queue: VecDeque<Id>,
    /// Whether there may be more that it lacks.
    due: bool,
    /// The last hash that it told.
    told: Option<Id>,
}

impl Notes {
    /// Something new may be there for the peer.
    pub fn fresh(&mut self) {
        self.due = true;
    }

    /// The peer has these, because its digest says so.
    pub fn are_theirs(&mut self, hashes: Vec<Id>) {
        self.theirs.extend(hashes);
    }

    /// Hears some of the hashes that the peer tells, all of them in ascending order.
    pub fn hear_told(&mut self, hashes: Vec<Id>) -> Result<(), Breach> {
        for hash in hashes {
            if self.told.is_some_and(|told| told >= hash) {
                return Err(Breach::Malformed { frame: "notes", fault: "is not sorted, or repeats a hash" });
            }
            if self.theirs.len() >= limit::NOTES_MAX {
                return Err(Breach::TooMany { what: "notes", max: limit::NOTES_MAX });
            }
            self.told = Some(hash);
            self.theirs.insert(hash);
        }
        Ok(())
    }

    /// Hears a note; gives whether it is one that is not here.
    pub fn hear(&mut self, note: &[u8], holdings: &(impl Holdings + ?Sized)) -> Result<bool, Breach> {
        let hash = Id::of_bytes(note);
        self.theirs.insert(hash);
        // As many as both sides may have told and sent.
        if self.theirs.len() > 3 * limit::NOTES_MAX {
            return Err(Breach::TooMany { what: "notes", max: 3 * limit::NOTES_MAX });
        }
        Ok(holdings.note(&hash).is_none())
    }

    /// The next note that the peer lacks.
    pub fn next(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Vec<u8>> {
        loop {
            if self.queue.is_empty() && std::mem::take(&mut self.due) {
                self.queue = exchanged(holdings).into();
            }
            let hash = self.queue.pop_front()?;
            if self.theirs.insert(hash)
                && let Some(note) = holdings.note(&hash).filter(|note| note.len() <= limit::NOTE_BYTES_MAX)
            {
                return Some(note);
            }
        }
    }
}

/// The hashes of the notes that are exchanged, sorted.
pub(crate) fn exchanged(holdings: &(impl Holdings + ?Sized)) -> Vec<Id> {
    let mut hashes = holdings.notes();
    hashes.sort_unstable();
    hashes.truncate(limit::NOTES_MAX);
    hashes
}
