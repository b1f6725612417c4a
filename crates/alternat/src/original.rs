//! The original: a whole record in one file, to be kept for decades and read without Alternat.
//!
//! A CBOR sequence (RFC 8742): a header, every act in canonical order with its detached parts behind it, the notes that
//! carry the cosignatures of final seals, and an end with counts and the SHA-256 of all bytes before it. One record has
//! one section of acts, to the byte, whoever writes it; only signatures and which parts are here can differ.
//!
//! What this does *not* do: it opens no file, and reading here judges no signature ([`crate::verify`]).

mod reader;

use std::io::Write;

use sha2::{Digest, Sha256};

use crate::act::{Act, NotAnAct, Part};
use crate::checkpoint::{Checkpoint, Cosignature, Note, notes};
use crate::cosigner::Cosigners;
use crate::envelope::{Envelope, NotAnEnvelope};
use crate::id::Id;
use crate::kind::SealProposal;
use crate::record::Record;
use crate::seal;
use crate::words::Code;

pub use reader::{Broken, Fault, Item, Placed, ReadError, Reader, check_hash};

/// The text by which an original begins.
pub const MAGIC: &str = "alternat-original";
/// The version of the format.
pub const VERSION: u64 = 1;

/// What stands before the acts. Nobody signs it: it is the word of whoever wrote the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The mechanism, by the id of its charter.
    pub mechanism: Id,
    /// The party that wrote the file, if it says so.
    pub exporter: Option<Code>,
}

/// How many of each there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Acts.
    pub acts: u64,
    /// Detached parts that are here.
    pub parts: u64,
    /// Detached parts that acts list and that are not here.
    pub absent: u64,
    /// Notes.
    pub notes: u64,
}

/// Where the bytes lie that a record has folded.
pub trait Holdings {
    /// Why they cannot be had.
    type Error: std::error::Error + 'static;

    /// The envelope of an act that is in the record.
    ///
    /// # Errors
    /// Whatever keeps the holder from reading it.
    fn envelope(&mut self, id: Id) -> Result<Option<Vec<u8>>, Self::Error>;

    /// A detached part; `None` where it was dropped or never came.
    ///
    /// # Errors
    /// Whatever keeps the holder from reading it.
    fn part(&mut self, sha256: Id) -> Result<Option<Vec<u8>>, Self::Error>;
}

/// Writes the original of a record.
///
/// Of `notes`, only those lines are written that are the cosignature of an accredited node on a final seal, each once;
/// the others are left out, since an original that held them would be broken. Gives what was written.
///
/// # Errors
/// [`WriteError`]: the holder or the writer fails, or the holder has other bytes than the record was folded from.
///
/// # Source
/// spec/original.md.
pub fn write<W: Write, H: Holdings>(
    out: W,
    record: &Record,
    exporter: Option<&Code>,
    holdings: &mut H,
    notes: &[Note],
) -> Result<Counts, WriteError<H::Error>> {
    let mut writer = Writer { out, hasher: Sha256::new(), counts: Counts::default() };
    writer.header(record.mechanism(), exporter).map_err(WriteError::Out)?;
    for ix in seal::canonical_order(record.ground()) {
        let id = record.ground().id(ix);
        let envelope = holdings.envelope(id).map_err(WriteError::Holdings)?.ok_or(WriteError::NoSuchAct { id })?;
        let parts = parts_of(&envelope, id)?;
        writer.act(&envelope).map_err(WriteError::Out)?;
        for listed in parts {
            match holdings.part(listed.sha256).map_err(WriteError::Holdings)? {
                Some(part) if Id::of_bytes(&part) != listed.sha256 || part.len() as u64 != listed.size => {
                    return Err(WriteError::OtherPart { sha256: listed.sha256 });
                }
                Some(part) => writer.part(&part),
                None => writer.absent(listed.sha256),
            }
            .map_err(WriteError::Out)?;
        }
    }
    for note in notes_that_hold(record, notes) {
        writer.note(&note).map_err(WriteError::Out)?;
    }
    writer.end().map_err(WriteError::Out)
}

/// Why an original could not be written. What was written of it is no original.
#[derive(Debug, thiserror::Error)]
pub enum WriteError<E: std::error::Error + 'static> {
    /// The bytes could not be written.
    #[error("could not write the original")]
    Out(#[source] std::io::Error),
    /// The bytes of an act or a part could not be had.
    #[error("could not read what the original is to hold")]
    Holdings(#[source] E),
    /// An act of the record is not kept.
    #[error("act {id} is in the record, but its envelope is not kept")]
    NoSuchAct {
        /// The act.
        id: Id,
    },
    /// What is kept as an act is none.
    #[error("what is kept as act {id} is no envelope")]
    Envelope {
        /// The act.
        id: Id,
        /// What is wrong with it.
        source: NotAnEnvelope,
    },
    /// What is kept as an act holds no act.
    #[error("what is kept as act {id} holds no act")]
    Act {
        /// The act.
        id: Id,
        /// What is wrong with it.
        source: NotAnAct,
    },
    /// What is kept as an act is another.
    #[error("what is kept as act {id} is act {found}")]
    OtherAct {
        /// The act that is wanted.
        id: Id,
        /// The act that is kept.
        found: Id,
    },
    /// What is kept as a part is another.
    #[error("what is kept as part {sha256} has another hash or size")]
    OtherPart {
        /// The part that is wanted.
        sha256: Id,
    },
}

/// The parts that an envelope's act lists, in its order.
fn parts_of<E: std::error::Error + 'static>(envelope: &[u8], id: Id) -> Result<Vec<Part>, WriteError<E>> {
    let read = Envelope::read(envelope).map_err(|source| WriteError::Envelope { id, source })?;
    match read.id() {
        found if found != id => Err(WriteError::OtherAct { id, found }),
        _ => Ok(Act::read(read.payload).map_err(|source| WriteError::Act { id, source })?.parts),
    }
}

/// The cosignatures that hold on final seals, as notes in the order of seals; the lines of one seal in order of their
/// bytes, each once, sixteen to a note.
fn notes_that_hold(record: &Record, given: &[Note]) -> Vec<String> {
    let ground = record.ground();
    let cosigners = Cosigners::of(ground);
    let mut out = vec![];
    for seal in record.everything().final_seals() {
        let Some(body) = ground.body::<SealProposal>(seal) else { continue };
        let checkpoint = Checkpoint { mechanism: record.mechanism(), size: body.size, root: body.root };
        let mut lines: Vec<(String, &Cosignature)> = given
            .iter()
            .filter(|note| *note.checkpoint() == checkpoint)
            .flat_map(Note::cosignatures)
            .filter(|line| cosigners.who(&checkpoint, line).is_ok())
            .map(|line| (line.line(), line))
            .collect();
        lines.sort_by(|a, b| a.0.cmp(&b.0));
        lines.dedup_by(|a, b| a.0 == b.0);
        let lines: Vec<Cosignature> = lines.into_iter().map(|(_, line)| line.clone()).collect();
        out.extend(notes(&checkpoint, &lines));
    }
    out
}

/// Writes items, and hashes and counts what it writes.
struct Writer<W> {
    out: W,
    hasher: Sha256,
    counts: Counts,
}

impl<W: Write> Writer<W> {
    fn header(&mut self, mechanism: Id, exporter: Option<&Code>) -> std::io::Result<()> {
        self.head(4, if exporter.is_some() { 4 } else { 3 })?;
        self.text(MAGIC)?;
        self.head(0, VERSION)?;
        self.bytes(&mechanism.0)?;
        exporter.map_or(Ok(()), |code| self.text(&code.0))
    }

    fn act(&mut self, envelope: &[u8]) -> std::io::Result<()> {
        self.counts.acts += 1;
        self.item(2, item::ACT)?;
        self.bytes(envelope)
    }

    fn part(&mut self, part: &[u8]) -> std::io::Result<()> {
        self.counts.parts += 1;
        self.item(2, item::PART)?;
        self.bytes(part)
    }

    fn absent(&mut self, sha256: Id) -> std::io::Result<()> {
        self.counts.absent += 1;
        self.item(2, item::ABSENT)?;
        self.bytes(&sha256.0)
    }

    fn note(&mut self, note: &str) -> std::io::Result<()> {
        self.counts.notes += 1;
        self.item(2, item::NOTE)?;
        self.text(note)
    }

    /// The hash covers everything before it, the counts too: all of the file but its last 32 bytes.
    fn end(mut self) -> std::io::Result<Counts> {
        self.item(6, item::END)?;
        let Counts { acts, parts, absent, notes } = self.counts;
        [acts, parts, absent, notes].into_iter().try_for_each(|count| self.head(0, count))?;
        self.head(2, 32)?;
        let hash = self.hasher.finalize();
        self.out.write_all(&hash)?;
        self.out.flush()?;
        Ok(self.counts)
    }

    fn item(&mut self, length: u64, tag: u64) -> std::io::Result<()> {
        self.head(4, length)?;
        self.head(0, tag)
    }

    fn bytes(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.head(2, bytes.len() as u64)?;
        self.raw(bytes)
    }

    fn text(&mut self, text: &str) -> std::io::Result<()> {
        self.head(3, text.len() as u64)?;
        self.raw(text.as_bytes())
    }

    /// The head of an item, in as few bytes as it can have.
    fn head(&mut self, major: u8, argument: u64) -> std::io::Result<()> {
        let major = major << 5;
        let bytes = argument.to_be_bytes();
        match argument {
            0..=23 => self.raw(&[major | bytes[7]]),
            24..=0xFF => self.raw(&[major | 24, bytes[7]]),
            0x100..=0xFFFF => self.raw(&[major | 25, bytes[6], bytes[7]]),
            0x1_0000..=0xFFFF_FFFF => self.raw(&[major | 26, bytes[4], bytes[5], bytes[6], bytes[7]]),
            _ => {
                self.raw(&[major | 27])?;
                self.raw(&bytes)
            }
        }
    }

    fn raw(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.hasher.update(bytes);
        self.out.write_all(bytes)
    }
}

/// The numbers by which items say what they are.
mod item {
    pub const ACT: u64 = 1;
    pub const PART: u64 = 2;
    pub const ABSENT: u64 = 3;
    pub const NOTE: u64 = 4;
    pub const END: u64 = 5;
}
