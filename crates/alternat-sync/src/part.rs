//! Detached parts: asked for by whoever lacks them, one at a time, and sent in chunks.

use std::collections::BTreeSet;

use alternat::act::Part;
use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;

use crate::breach::Breach;
use crate::frame::Frame;
use crate::holdings::Holdings;
use crate::limit;

/// Parts that this side asks for.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    /// The part asked for, and what has come of it.
    current: Option<(Part, Vec<u8>)>,
    /// Whether a part that came waits for the host.
    keeping: bool,
    /// Parts that the peer does not have.
    absent: BTreeSet<Id>,
    /// Whether there may be a part to ask for.
    due: bool,
}

impl Asking {
    /// A part may be wanted that was not wanted before.
    pub fn fresh(&mut self) {
        self.due = true;
    }

    /// The host has carried out the wish to keep a part.
    pub fn kept(&mut self) {
        self.keeping = false;
        self.due = true;
    }

    /// The next part to ask for.
    pub fn next(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Id> {
        if self.current.is_some() || self.keeping || self.absent.len() >= limit::ABSENT_MAX || !std::mem::take(&mut self.due) {
            return None;
        }
        let part = holdings.wanted_part(&self.absent)?;
        if part.size > PART_BYTES_MAX {
            return None;
        }
        self.current = Some((part, Vec::new()));
        Some(part.sha256)
    }

    /// Hears a chunk; gives the part once it is whole.
    pub fn hear_chunk(&mut self, part: Id, offset: u64, total: u64, bytes: &[u8]) -> Result<Option<(Part, Vec<u8>)>, Breach> {
        let malformed = |fault| Breach::Malformed { frame: "chunk", fault };
        let (wanted, so_far) =
            self.current.as_mut().filter(|(wanted, _)| wanted.sha256 == part).ok_or(Breach::OutOfTurn { frame: "chunk" })?;
        if total != wanted.size {
            return Err(malformed("names another size than the act that lists the part"));
        }
        if offset != so_far.len() as u64 {
            return Err(malformed("does not begin where the chunk before it ends"));
        }
        if bytes.is_empty() && total > 0 {
            return Err(malformed("is empty"));
        }
        if bytes.len() as u64 > total - offset {
            return Err(malformed("goes on behind the end of the part"));
        }
        so_far.extend_from_slice(bytes);
        if (so_far.len() as u64) < total {
            return Ok(None);
        }
        if Id::of_bytes(so_far) != part {
            return Err(Breach::PartDiffers { part });
        }
        self.keeping = true;
        Ok(self.current.take())
    }

    /// Hears that the peer does not have the part that it was asked for, or has it no more.
    pub fn hear_absent(&mut self, part: Id) -> Result<(), Breach> {
        self.current.take_if(|(wanted, _)| wanted.sha256 == part).ok_or(Breach::OutOfTurn { frame: "absent" })?;
        self.absent.insert(part);
        self.due = true;
        Ok(())
    }

    /// Hears that the peer now has a part that it did not have.
    pub fn hear_here(&mut self, part: Id) -> Result<(), Breach> {
        if !self.absent.remove(&part) {
            return Err(Breach::OutOfTurn { frame: "here" });
        }
        self.due = true;
        Ok(())
    }
}

/// Parts that the other side asks for.
#[derive(Debug, Default)]
pub(crate) struct Serving {
    /// The part that was asked for, and how much of it was sent.
    current: Option<(Id, u64)>,
    /// Parts that were asked for in vain.
    owed: BTreeSet<Id>,
    /// Those of them that are here now.
    here: BTreeSet<Id>,
}

impl Serving {
    /// A part is here that was not.
    pub fn fresh(&mut self, part: &Id) {
        if self.owed.remove(part) {
            self.here.insert(*part);
        }
    }

    /// Hears that the peer wants a part.
    pub fn hear_want(&mut self, part: Id) -> Result<(), Breach> {
        if self.current.is_some() {
            return Err(Breach::OutOfTurn { frame: "want" });
        }
        self.current = Some((part, 0));
        Ok(())
    }

    /// The next frame about a part, given to `write`.
    pub fn next(&mut self, holdings: &(impl Holdings + ?Sized)) -> Option<Vec<u8>> {
        if let Some(part) = self.here.pop_first() {
            return Some(Frame::Here(part).write());
        }
        let (part, offset) = self.current.take()?;
        let chunk = holdings.part(&part, offset, limit::CHUNK_BYTES_MAX).filter(|chunk| {
            let left = chunk.total.checked_sub(offset);
            let is_whole = left.is_some_and(|left| chunk.bytes.len() as u64 <= left && (left == 0 || !chunk.bytes.is_empty()));
            is_whole && chunk.bytes.len() <= limit::CHUNK_BYTES_MAX
        });
        let Some(chunk) = chunk else {
            if self.owed.len() < limit::ABSENT_MAX {
                self.owed.insert(part);
            }
            return Some(Frame::Absent(part).write());
        };
        let end = offset + chunk.bytes.len() as u64;
        if end < chunk.total {
            self.current = Some((part, end));
        }
        Some(Frame::Chunk { part, offset, total: chunk.total, bytes: &chunk.bytes }.write())
    }
}
