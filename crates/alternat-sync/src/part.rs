//! Detached parts: asked for by whoever lacks them, one at a time, and sent in chunks.

use std::collections::BTreeSet;

use alternat::act::Part;
use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;

use crate::breach::Breach;
use crate::frame::Frame;
use crate::holdings::Holdings;
use crate::limit;
use crate::want::{Asked, Wanted};

/// Parts that this side asks for.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    /// The part asked for, and what has come of it.
    current: Option<Coming>,
    /// Whether a part that came waits for the host.
    keeping: bool,
    /// What the peer was asked for before.
    asked: Asked,
    /// Whether there may be a part to ask for.
    due: bool,
}

/// A part that was asked for.
#[derive(Debug)]
struct Coming {
    wanted: Wanted,
    /// Its size, as the peer says; none before the first chunk.
    total: Option<u64>,
    /// How much of it has come.
    come: u64,
    /// That, unless the size is not the one that the act lists: then it is passed over.
    bytes: Vec<u8>,
}

impl Coming {
    fn is_as_listed(&self) -> bool {
        self.total == Some(self.wanted.part.size)
    }
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
        if self.current.is_some() || self.keeping || !std::mem::take(&mut self.due) {
            return None;
        }
        let wanted = holdings.wanted_part(&self.asked)?;
        self.asked.ask(&wanted);
        self.current = Some(Coming { wanted, total: None, come: 0, bytes: Vec::new() });
        Some(wanted.part.sha256)
    }

    /// Hears a chunk; gives the part once it is whole.
    ///
    /// Where the part has another size than the act lists, that act lies, and not the peer that has the part.
    pub fn hear_chunk(&mut self, part: Id, offset: u64, total: u64, bytes: &[u8]) -> Result<Option<(Part, Vec<u8>)>, Breach> {
        let malformed = |fault| Breach::Malformed { frame: "chunk", fault };
        let coming = self.current.as_mut().filter(|coming| coming.wanted.part.sha256 == part);
        let coming = coming.ok_or(Breach::OutOfTurn { frame: "chunk" })?;
        if total > PART_BYTES_MAX || coming.total.is_some_and(|before| before != total) {
            return Err(malformed("names a size that no part has, or another than before"));
        }
        if offset != coming.come {
            return Err(malformed("does not begin where the chunk before it ends"));
        }
        if bytes.is_empty() && total > 0 {
            return Err(malformed("is empty"));
        }
        if bytes.len() as u64 > total - offset {
            return Err(malformed("goes on behind the end of the part"));
        }
        coming.total = Some(total);
        coming.come += bytes.len() as u64;
        if coming.is_as_listed() {
            coming.bytes.extend_from_slice(bytes);
        }
        if coming.come < total {
            return Ok(None);
        }
        if coming.is_as_listed() && Id::of_bytes(&coming.bytes) != part {
            return Err(Breach::PartDiffers { part });
        }
        let Some(coming) = self.current.take() else { return Ok(None) };
        if !coming.is_as_listed() {
            self.lacks(&coming.wanted);
            return Ok(None);
        }
        self.keeping = true;
        Ok(Some((coming.wanted.part, coming.bytes)))
    }

    /// Hears that the peer does not have the part that it was asked for, or has it no more.
    pub fn hear_absent(&mut self, part: Id) -> Result<(), Breach> {
        let coming = self.current.take_if(|coming| coming.wanted.part.sha256 == part).ok_or(Breach::OutOfTurn { frame: "absent" })?;
        self.lacks(&coming.wanted);
        Ok(())
    }

    fn lacks(&mut self, wanted: &Wanted) {
        self.asked.is_absent(wanted);
        self.due = true;
    }

    /// Hears that the peer now has a part that it did not have.
    pub fn hear_here(&mut self, part: Id) -> Result<(), Breach> {
        if !self.asked.is_here(&part) {
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
            if self.owed.len() < limit::OWED_MAX {
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
