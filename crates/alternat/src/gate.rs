//! The gate: one pass over received bytes that lets in nothing but the narrow deterministic CBOR of spec/act.md.
//!
//! What is let in: one item, deterministically encoded (RFC 8949 section 4.2.1), made of unsigned and negative integers,
//! byte strings, text, arrays, maps whose keys are unsigned integers, `false` and `true`. What is absent is left out, so
//! `null` is refused. So one value has one encoding, and a decoder that is lenient in its own ways can be let loose on
//! what has passed.
//!
//! What the gate does *not* do: it does not know which fields an act has, nor which text a name may hold ([`crate::text`]).

use unicode_normalization::{IsNormalized, is_nfc, is_nfc_quick};

use crate::limit::{DEPTH_MAX, PAYLOAD_BYTES_MAX};
use crate::text::table::is_plainly_nfc;

/// Lets `bytes` pass if they are exactly one item of the narrow profile.
///
/// One pass from the front; the first fault met is the one told. Nothing is allocated, whatever lengths the bytes claim,
/// except inside the check of text whose normal form cannot be told from its code points one by one (a letter followed by
/// a mark that might compose with it): there, no more than a small multiple of that text's own bytes.
///
/// # Errors
/// [`Malformed`], with the byte offset and the [`Fault`].
///
/// # Source
/// spec/act.md, "The bytes"; RFC 8949 sections 3 and 4.2.1; UAX #15.
pub fn pass(bytes: &[u8]) -> Result<(), Malformed> {
    if bytes.len() > PAYLOAD_BYTES_MAX {
        return Err(Malformed { at: PAYLOAD_BYTES_MAX, what: Fault::TooLarge });
    }
    let mut reader = Reader { bytes, at: 0 };
    reader.item(0)?;
    if reader.at < bytes.len() {
        return Err(reader.fault(Fault::TrailingBytes));
    }
    Ok(())
}

/// Lets text pass if it is made of code points assigned in Unicode 14.0, none of them for private use, and is in NFC.
///
/// Assignment is asked first: the normal form of a string of assigned code points is the same in every later version of
/// Unicode (UAX #15, section 3, "Versioning and stability"), so the version of the normalising crate decides nothing.
///
/// # Errors
/// [`Fault::Unassigned`] or [`Fault::NotNfc`].
///
/// # Source
/// spec/act.md, "Text".
pub fn passes_text(text: &str) -> Result<(), Fault> {
    text_fault(text).map_or(Ok(()), |(_, what)| Err(what))
}

/// Why bytes did not pass the gate: where, and what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what} at byte {at}")]
pub struct Malformed {
    /// Byte offset: of the head of the item at fault; inside text, of the code point (of the text, where it is not in NFC);
    /// of the first byte too many; or the length of the input, where it ends too soon.
    pub at: usize,
    /// The fault.
    pub what: Fault,
}

/// What is wrong with bytes that did not pass. Each has a code that never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
#[error("{}", self.code())]
pub enum Fault {
    /// More bytes than [`PAYLOAD_BYTES_MAX`].
    TooLarge,
    /// The input ends inside an item, or an item claims more than the input has.
    Truncated,
    /// Bytes after the item.
    TrailingBytes,
    /// An additional information of 28 to 30, or of 31 where it means nothing: not CBOR at all.
    Reserved,
    /// An indefinite length, or the break that ends one.
    Indefinite,
    /// An integer or a length in more bytes than it needs.
    NonShortest,
    /// An array or map deeper than [`DEPTH_MAX`]; the outermost is at depth 1.
    TooDeep,
    /// A tag.
    Tag,
    /// A float of any width.
    Float,
    /// A simple value other than `false` and `true`; `null` too.
    Simple,
    /// A map key that is no unsigned integer.
    KeyNotUint,
    /// A map key smaller than the one before it.
    UnsortedKey,
    /// A map key equal to the one before it.
    DuplicateKey,
    /// Text that is not UTF-8.
    BadUtf8,
    /// A code point that Unicode 14.0 has not assigned, or keeps for private use: two readers cannot agree on it.
    Unassigned,
    /// Text that is not in Normalization Form C.
    NotNfc,
}

impl Fault {
    /// Every fault.
    pub const ALL: [Fault; 16] = [
        Fault::TooLarge,
        Fault::Truncated,
        Fault::TrailingBytes,
        Fault::Reserved,
        Fault::Indefinite,
        Fault::NonShortest,
        Fault::TooDeep,
        Fault::Tag,
        Fault::Float,
        Fault::Simple,
        Fault::KeyNotUint,
        Fault::UnsortedKey,
        Fault::DuplicateKey,
        Fault::BadUtf8,
        Fault::Unassigned,
        Fault::NotNfc,
    ];

    /// The code of the fault, for programs and for the views that make sentences of it.
    pub const fn code(self) -> &'static str {
        match self {
            Fault::TooLarge => "too-large",
            Fault::Truncated => "truncated",
            Fault::TrailingBytes => "trailing-bytes",
            Fault::Reserved => "reserved",
            Fault::Indefinite => "indefinite",
            Fault::NonShortest => "non-shortest",
            Fault::TooDeep => "too-deep",
            Fault::Tag => "tag",
            Fault::Float => "float",
            Fault::Simple => "simple",
            Fault::KeyNotUint => "key-not-uint",
            Fault::UnsortedKey => "unsorted-key",
            Fault::DuplicateKey => "duplicate-key",
            Fault::BadUtf8 => "bad-utf8",
            Fault::Unassigned => "unassigned",
            Fault::NotNfc => "not-nfc",
        }
    }
}

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// The head of an item: its major type (0 to 7), and its argument.
struct Head {
    at: usize,
    major: u8,
    argument: u64,
}

impl Reader<'_> {
    /// Passes over one item that stands inside `depth` arrays and maps; calls itself at most [`DEPTH_MAX`] deep.
    fn item(&mut self, depth: usize) -> Result<(), Malformed> {
        let head = self.head()?;
        match head.major {
            0 | 1 => Ok(()),
            2 => self.take(head.argument).map(drop),
            3 => self.text(head.argument),
            // Major types 4 and 5: `head` lets no tag and no simple value but false and true through.
            4 | 5 if depth == DEPTH_MAX => Err(Malformed { at: head.at, what: Fault::TooDeep }),
            4 => self.array(head.argument, depth + 1),
            5 => self.map(head.argument, depth + 1),
            _ => Ok(()),
        }
    }

    fn array(&mut self, count: u64, depth: usize) -> Result<(), Malformed> {
        self.expect(count)?;
        for _ in 0..count {
            self.item(depth)?;
        }
        Ok(())
    }

    fn map(&mut self, count: u64, depth: usize) -> Result<(), Malformed> {
        self.expect(count.saturating_mul(2))?;
        let mut before: Option<u64> = None;
        for _ in 0..count {
            if self.bytes.get(self.at).is_some_and(|initial| initial >> 5 != 0) {
                return Err(self.fault(Fault::KeyNotUint));
            }
            let key = self.head()?;
            match before {
                Some(before) if key.argument == before => return Err(Malformed { at: key.at, what: Fault::DuplicateKey }),
                Some(before) if key.argument < before => return Err(Malformed { at: key.at, what: Fault::UnsortedKey }),
                _ => before = Some(key.argument),
            }
            self.item(depth)?;
        }
        Ok(())
    }

    /// Reads a head and refuses what no item of the profile begins with.
    #[inline]
    fn head(&mut self) -> Result<Head, Malformed> {
        let at = self.at;
        let fault = |what| Err(Malformed { at, what });
        let Some(initial) = self.bytes.get(at).copied() else { return fault(Fault::Truncated) };
        let (major, additional) = (initial >> 5, initial & 0x1f);
        if major < 6 && additional < 24 {
            self.at += 1;
            return Ok(Head { at, major, argument: u64::from(additional) });
        }
        // What the first byte alone condemns.
        match (major, additional) {
            (_, 28..=30) | (0 | 1 | 6, 31) => return fault(Fault::Reserved),
            (_, 31) => return fault(Fault::Indefinite),
            (6, _) => return fault(Fault::Tag),
            (7, 25..=27) => return fault(Fault::Float),
            (7, 0..=19 | 22..=24) => return fault(Fault::Simple),
            _ => {}
        }
        self.at += 1;
        // The least value that needs so many bytes; below it, the head could be shorter.
        let (width, least) = match additional {
            24 => (1, 24),
            25 => (2, 1 << 8),
            26 => (4, 1 << 16),
            27 => (8, 1 << 32),
            _ => return Ok(Head { at, major, argument: u64::from(additional) }),
        };
        let argument = self.take(width)?.iter().fold(0, |sum: u64, byte| sum << 8 | u64::from(*byte));
        if argument < least {
            return fault(Fault::NonShortest);
        }
        Ok(Head { at, major, argument })
    }

    fn text(&mut self, length: u64) -> Result<(), Malformed> {
        let start = self.at;
        let bytes = self.take(length)?;
        if bytes.is_ascii() {
            return Ok(());
        }
        let fault = match std::str::from_utf8(bytes) {
            Ok(text) => text_fault(text),
            Err(broken) => Some((broken.valid_up_to(), Fault::BadUtf8)),
        };
        fault.map_or(Ok(()), |(at, what)| Err(Malformed { at: start + at, what }))
    }

    /// The next `length` bytes.
    #[inline]
    fn take(&mut self, length: u64) -> Result<&[u8], Malformed> {
        self.expect(length)?;
        let start = self.at;
        // `expect` has compared it with what is left, so it fits.
        self.at += length as usize;
        Ok(&self.bytes[start..self.at])
    }

    /// Refuses a claim of more bytes, or of more items (each at least a byte), than are left.
    fn expect(&self, count: u64) -> Result<(), Malformed> {
        let left = (self.bytes.len() - self.at) as u64;
        if count > left {
            return Err(Malformed { at: self.bytes.len(), what: Fault::Truncated });
        }
        Ok(())
    }

    fn fault(&self, what: Fault) -> Malformed {
        Malformed { at: self.at, what }
    }
}

/// The fault of some text and its byte offset, if it has one.
pub(crate) fn text_fault(text: &str) -> Option<(usize, Fault)> {
    if text.is_ascii() {
        return None;
    }
    match is_plainly_nfc(text) {
        Err((at, _)) => return Some((at, Fault::Unassigned)),
        Ok(true) => return None,
        Ok(false) => {}
    }
    let normal = match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => true,
        IsNormalized::No => false,
        IsNormalized::Maybe => is_nfc(text),
    };
    (!normal).then_some((0, Fault::NotNfc))
}
