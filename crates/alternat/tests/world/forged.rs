//! Originals forged: taken apart, changed, and given an end that fits.

use alternat::original::Reader;
use sha2::{Digest, Sha256};

/// An original whose items can be exchanged, its end made anew as a forger would.
pub struct Forged {
    /// The header's bytes.
    pub header: Vec<u8>,
    /// The bytes of every act, part, absent part and note.
    pub items: Vec<Vec<u8>>,
}

impl Forged {
    /// Takes an original apart.
    pub fn of(original: &[u8]) -> Forged {
        let (_, reader) = Reader::open(original).expect("an original");
        let mut starts: Vec<usize> = reader.map(|placed| placed.expect("an item").at as usize).collect();
        let header = original[..starts[0]].to_vec();
        let end = starts.pop().expect("an end");
        let ends = starts[1..].iter().copied().chain([end]);
        let items = starts.iter().zip(ends).map(|(start, end)| original[*start..end].to_vec()).collect();
        Forged { header, items }
    }

    /// Puts it together again, with right counts and hash.
    pub fn bytes(&self) -> Vec<u8> {
        let mut counts = [0u64; 4];
        for item in &self.items {
            let tag = item.get(1).map_or(0, |tag| usize::from(*tag));
            if let Some(count) = tag.checked_sub(1).and_then(|place| counts.get_mut(place)) {
                *count += 1;
            }
        }
        ended([&self.header[..], &self.items.concat()].concat(), counts)
    }

    /// The places of the items of a tag.
    pub fn places(&self, tag: u8) -> Vec<usize> {
        (0..self.items.len()).filter(|at| self.items[*at][1] == tag).collect()
    }
}

/// These bytes with an end of these counts, of acts, parts, absent parts and notes.
pub fn ended(mut bytes: Vec<u8>, counts: [u64; 4]) -> Vec<u8> {
    bytes.extend([0x86, 0x05]);
    counts.iter().for_each(|count| bytes.extend(uint(*count)));
    bytes.extend([0x58, 0x20]);
    hashed(bytes)
}

/// These bytes, and their SHA-256.
pub fn hashed(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = Sha256::digest(&bytes);
    bytes.extend(hash);
    bytes
}

/// The end of an original whose counts are small: a head, a tag, 39 acts in two bytes, three small counts, the hash.
pub const END_BYTES: usize = 2 + 2 + 3 + 34;

pub fn uint(count: u64) -> Vec<u8> {
    if count < 24 { vec![count as u8] } else { vec![0x18, u8::try_from(count).expect("a small count")] }
}

/// The tag of an act.
pub const ACT: u8 = 1;
/// The tag of a part.
pub const PART: u8 = 2;
/// The tag of a note.
pub const NOTE: u8 = 4;

/// An envelope as an item.
pub fn act_item(envelope: &[u8]) -> Vec<u8> {
    let length = u16::try_from(envelope.len()).expect("a short envelope").to_be_bytes();
    let head: &[u8] = if length[0] == 0 { &[0x58, length[1]] } else { &[0x59, length[0], length[1]] };
    [&[0x82, ACT], head, envelope].concat()
}

/// A note as an item.
pub fn note_item(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).expect("a short note");
    [&[0x82, NOTE, 0x79], &length.to_be_bytes()[..], text.as_bytes()].concat()
}

/// Numbers by a seed (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    /// The next one, below a bound.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}
