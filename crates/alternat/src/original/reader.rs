//! Reading an original item by item, in memory bounded by the largest item that may be.

use std::io::{BufReader, ErrorKind, Read};

use sha2::{Digest, Sha256};

use super::{Counts, Header, MAGIC, VERSION, item};
use crate::id::Id;
use crate::limit;
use crate::words::Code;

/// Bytes asked for at once.
const CHUNK_BYTES: usize = 64 * 1024;

/// Reads the items of an original from the front; each byte once.
///
/// Judges the shape of the file: that items are deterministically encoded, in their sections, within limits, and that the
/// end has the counts and the hash of what came before it and is the end. After an error there is nothing more to read.
pub struct Reader<R> {
    source: BufReader<R>,
    at: u64,
    hasher: Sha256,
    counts: Counts,
    section: Section,
}

/// An item and where it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The byte, from 0.
    pub at: u64,
    /// The item.
    pub item: Item,
}

/// What follows the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// An act's envelope, not yet looked into.
    Act(Vec<u8>),
    /// A detached part of the act before it.
    Part(Vec<u8>),
    /// In the place of a detached part that is not here: its SHA-256.
    Absent(Id),
    /// A note: checkpoint and cosignatures, not yet looked into.
    Note(String),
    /// The end; counts and hash are right.
    End(Counts),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    /// No part can stand before the first act.
    Start,
    Acts,
    Notes,
    Over,
}

/// Why an original could not be read on.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The bytes cannot be had.
    #[error("could not read the original at byte {at}")]
    World {
        /// How far it was read.
        at: u64,
        /// Why.
        source: std::io::Error,
    },
    /// The bytes are none of an original.
    #[error("{0}")]
    Broken(#[from] Broken),
}

/// What is broken in the shape of the file, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} at byte {at}")]
pub struct Broken {
    /// The byte, from 0: where the item or its head begins; the length of the file, where it ends too soon.
    pub at: u64,
    /// What.
    pub what: Fault,
}

/// What can be wrong with the shape of an original. Each has a code that never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.code())]
pub enum Fault {
    /// It does not begin as an original of this version does.
    NotAnOriginal,
    /// It ends inside an item, or before the end.
    CutShort,
    /// The item is not one that may stand here, or not of its shape.
    Item,
    /// A length or a count is not in its shortest form, or is none.
    Head,
    /// A length is beyond what the item may have, or there are too many acts.
    TooLarge,
    /// Text is not UTF-8.
    Utf8,
    /// The end counts otherwise.
    Counts,
    /// The SHA-256 of the bytes before is another: some accident changed the file.
    Hash,
    /// Bytes follow the end.
    TrailingBytes,
}

impl Fault {
    /// The code of the fault.
    pub const fn code(self) -> &'static str {
        match self {
            Fault::NotAnOriginal => "not-an-original",
            Fault::CutShort => "cut-short",
            Fault::Item => "wrong-item",
            Fault::Head => "wrong-head",
            Fault::TooLarge => "item-too-large",
            Fault::Utf8 => "bad-utf8",
            Fault::Counts => "counts-differ",
            Fault::Hash => "hash-differs",
            Fault::TrailingBytes => "trailing-bytes",
        }
    }
}

/// Reads a file through to its end and compares the SHA-256 that its last 32 bytes name with that of all the others.
///
/// So any accident shows. A forger can make the hash anew.
///
/// # Errors
/// [`ReadError::Broken`] with [`Fault::CutShort`] or [`Fault::Hash`]; [`ReadError::World`].
pub fn check_hash<R: Read>(mut source: R) -> Result<(), ReadError> {
    let mut hasher = Sha256::new();
    let mut at = 0;
    // What was read and is not hashed yet; the last 32 bytes are, only once others follow.
    let mut held = vec![0; 32 + CHUNK_BYTES];
    let mut filled = 0;
    loop {
        match source.read(&mut held[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(source) => return Err(ReadError::World { at, source }),
        }
        let known = filled.saturating_sub(32);
        hasher.update(&held[..known]);
        held.copy_within(known..filled, 0);
        at += known as u64;
        filled -= known;
    }
    match filled {
        32 if hasher.finalize()[..] == held[..32] => Ok(()),
        32 => Err(Broken { at, what: Fault::Hash }.into()),
        _ => Err(Broken { at: filled as u64, what: Fault::CutShort }.into()),
    }
}

impl<R: Read> Reader<R> {
    /// Reads the header, and gives what reads the rest.
    ///
    /// # Errors
    /// [`ReadError`].
    pub fn open(source: R) -> Result<(Header, Reader<R>), ReadError> {
        let mut reader = Reader::new(source);
        let header = reader.header()?;
        Ok((header, reader))
    }

    fn new(source: R) -> Reader<R> {
        let source = BufReader::with_capacity(CHUNK_BYTES, source);
        Reader { source, at: 0, hasher: Sha256::new(), counts: Counts::default(), section: Section::Start }
    }

    /// What was read so far.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    fn header(&mut self) -> Result<Header, ReadError> {
        let not = |_| ReadError::Broken(Broken { at: 0, what: Fault::NotAnOriginal });
        let wrong = Broken { at: 0, what: Fault::NotAnOriginal };
        // Only a failing disk may hide behind what is no original.
        let kept = |error| if matches!(error, ReadError::World { .. }) { error } else { not(error) };
        let (major, length) = self.head().map_err(kept)?;
        if major != 4 || !matches!(length, 3 | 4) {
            return Err(wrong.into());
        }
        if self.text(MAGIC.len()).map_err(kept)? != MAGIC || self.head().map_err(kept)? != (0, VERSION) {
            return Err(wrong.into());
        }
        let mechanism = self.id().map_err(kept)?;
        let exporter = if length == 4 { Some(Code(self.text(8).map_err(kept)?)) } else { None };
        match exporter.as_ref().is_none_or(Code::is_well_formed) {
            true => Ok(Header { mechanism, exporter }),
            false => Err(wrong.into()),
        }
    }

    fn read_item(&mut self) -> Result<Placed, ReadError> {
        let at = self.at;
        let wrong = ReadError::Broken(Broken { at, what: Fault::Item });
        let (major, length) = self.head()?;
        let (tag_major, tag) = self.head()?;
        let fits = match tag {
            item::ACT => length == 2 && matches!(self.section, Section::Start | Section::Acts),
            item::PART | item::ABSENT => length == 2 && self.section == Section::Acts,
            item::NOTE => length == 2,
            item::END => length == 6,
            _ => false,
        };
        if major != 4 || tag_major != 0 || !fits {
            return Err(wrong);
        }
        let item = match tag {
            item::ACT if self.counts.acts == limit::ORIGINAL_ACTS_MAX => return Err(Broken { at, what: Fault::TooLarge }.into()),
            item::ACT => {
                self.section = Section::Acts;
                self.counts.acts += 1;
                Item::Act(self.bytes(limit::ENVELOPE_BYTES_MAX)?)
            }
            item::PART => {
                self.counts.parts += 1;
                Item::Part(self.bytes(limit::PART_BYTES_MAX as usize)?)
            }
            item::ABSENT => {
                self.counts.absent += 1;
                Item::Absent(self.id()?)
            }
            item::NOTE => {
                self.section = Section::Notes;
                self.counts.notes += 1;
                Item::Note(self.text(limit::NOTE_BYTES_MAX)?)
            }
            _ => self.end(at)?,
        };
        Ok(Placed { at, item })
    }

    fn end(&mut self, at: u64) -> Result<Item, ReadError> {
        let Counts { acts, parts, absent, notes } = self.counts;
        let mut counted = true;
        for count in [acts, parts, absent, notes] {
            let before = self.at;
            let (major, found) = self.head()?;
            if major != 0 {
                return Err(Broken { at: before, what: Fault::Item }.into());
            }
            counted &= found == count;
        }
        self.id_head()?;
        let (before, expected) = (self.at, self.hasher.clone().finalize());
        if self.exactly(32)?[..] != expected[..] {
            return Err(Broken { at: before, what: Fault::Hash }.into());
        }
        if !counted {
            return Err(Broken { at, what: Fault::Counts }.into());
        }
        let before = self.at;
        match self.exactly(1) {
            Err(ReadError::Broken(_)) => {}
            Err(world) => return Err(world),
            Ok(_) => return Err(Broken { at: before, what: Fault::TrailingBytes }.into()),
        }
        self.section = Section::Over;
        Ok(Item::End(self.counts))
    }

    fn id(&mut self) -> Result<Id, ReadError> {
        self.id_head()?;
        let mut id = [0; 32];
        self.fill(&mut id)?;
        Ok(Id(id))
    }

    /// The head of an id: a byte string of any other length is no id, whether longer or shorter.
    fn id_head(&mut self) -> Result<(), ReadError> {
        let at = self.at;
        match self.head()? {
            (2, 32) => Ok(()),
            _ => Err(Broken { at, what: Fault::Item }.into()),
        }
    }

    fn text(&mut self, bytes_max: usize) -> Result<String, ReadError> {
        let at = self.at;
        let bytes = self.string(3, bytes_max)?;
        String::from_utf8(bytes).map_err(|_| Broken { at, what: Fault::Utf8 }.into())
    }

    fn bytes(&mut self, bytes_max: usize) -> Result<Vec<u8>, ReadError> {
        self.string(2, bytes_max)
    }

    fn string(&mut self, wanted: u8, bytes_max: usize) -> Result<Vec<u8>, ReadError> {
        let at = self.at;
        let (major, length) = self.head()?;
        if major != wanted {
            return Err(Broken { at, what: Fault::Item }.into());
        }
        match usize::try_from(length) {
            Ok(length) if length <= bytes_max => self.exactly(length),
            _ => Err(Broken { at, what: Fault::TooLarge }.into()),
        }
    }

    /// The head of an item: its major type and its argument, in shortest form.
    fn head(&mut self) -> Result<(u8, u64), ReadError> {
        let at = self.at;
        let wrong = Broken { at, what: Fault::Head };
        let mut initial = [0];
        self.fill(&mut initial)?;
        let [initial] = initial;
        let (major, additional) = (initial >> 5, initial & 0x1F);
        let (width, least) = match additional {
            0..=23 => return Ok((major, u64::from(additional))),
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            27 => (8, 1 << 32),
            _ => return Err(wrong.into()),
        };
        let mut bytes = [0; 8];
        self.fill(&mut bytes[8 - width..])?;
        let argument = u64::from_be_bytes(bytes);
        if argument < least { Err(wrong.into()) } else { Ok((major, argument)) }
    }

    /// The next `count` bytes. Memory grows with what is there, never with what is claimed.
    fn exactly(&mut self, count: usize) -> Result<Vec<u8>, ReadError> {
        let mut bytes = vec![];
        while bytes.len() < count {
            let start = bytes.len();
            bytes.resize(count.min(start + CHUNK_BYTES), 0);
            self.fill(&mut bytes[start..])?;
        }
        Ok(bytes)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ReadError> {
        let mut filled = 0;
        while filled < bytes.len() {
            match self.source.read(&mut bytes[filled..]) {
                Ok(0) => return Err(Broken { at: self.at + filled as u64, what: Fault::CutShort }.into()),
                Ok(count) => filled += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(source) => return Err(ReadError::World { at: self.at + filled as u64, source }),
            }
        }
        self.hasher.update(&*bytes);
        self.at += filled as u64;
        Ok(())
    }
}

impl<R: Read> Iterator for Reader<R> {
    type Item = Result<Placed, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.section == Section::Over {
            return None;
        }
        let item = self.read_item();
        if item.is_err() {
            self.section = Section::Over;
        }
        Some(item)
    }
}
