//! What Unicode 14.0 says of one code point, asked of the pinned tables.
//!
//! Neither the standard library nor a crate may answer where a judgement depends on it: both move to newer tables with
//! each release, and two nodes of different age would then judge one act differently.

use super::unicode14::{ASSIGNED, SCRIPTS, SETS, Script, ZEROS};

/// What a code point is to a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A letter (general category L).
    Letter,
    /// A mark on a letter (general category M), no virama.
    Mark,
    /// A mark that takes a letter's vowel away and may join it to the next (combining class 9).
    Virama,
    /// A decimal digit (general category Nd).
    Number,
    /// Anything else.
    Other,
}

impl Script {
    /// Whether words of this script, one in use today, run from right to left.
    pub fn runs_right_to_left(self) -> bool {
        use Script::*;
        matches!(self, Arabic | Hebrew | Syriac | Thaana | Nko | Adlam | HanifiRohingya | Mandaic | Samaritan | Yezidi | MendeKikakui)
    }

    /// Whether letters of this script join their neighbours in writing, so that a joiner between them is to be seen.
    pub fn joins(self) -> bool {
        matches!(self, Script::Arabic | Script::Syriac)
    }

    /// Whether a virama of this script makes conjuncts, whose shape a joiner chooses.
    pub fn makes_conjuncts(self) -> bool {
        use Script::*;
        matches!(self, Devanagari | Bengali | Gurmukhi | Gujarati | Oriya | Tamil | Telugu | Kannada | Malayalam | Sinhala)
    }
}

/// What the table says of a code point; for one that is not assigned, `Other` and no script.
#[derive(Clone, Copy)]
pub struct Entry {
    /// What it is to a word.
    pub part: Part,
    set: u8,
}

impl Entry {
    /// The scripts that use the code point; none for Common, Inherited and what is not assigned.
    pub fn scripts(self) -> &'static [Script] {
        SETS.get(usize::from(self.set)).copied().unwrap_or_default()
    }

    /// Whether it is a letter of this script.
    pub fn is_letter_of(self, script: Script) -> bool {
        self.part == Part::Letter && self.scripts().contains(&script)
    }
}

/// The entry of a code point.
pub fn entry(point: char) -> Entry {
    let point = u32::from(point);
    let after = SCRIPTS.partition_point(|(low, ..)| *low <= point);
    match after.checked_sub(1).and_then(|at| SCRIPTS.get(at)) {
        Some((_, high, part, set)) if point <= *high => Entry { part: *part, set: *set },
        _ => Entry { part: Part::Other, set: 0 },
    }
}

/// Whether some text is in NFC for the plain reason that each of its code points is a starter that composes with nothing
/// before it. `false` says nothing yet: the text as a whole must be looked at.
///
/// # Errors
/// The first code point that is not assigned in Unicode 14.0 or is for private use, with its byte offset.
pub fn is_plainly_nfc(text: &str) -> Result<bool, (usize, char)> {
    // Neighbours in a text are neighbours in the table, but for spaces and stops: ASCII is passed over, then the range that
    // held the last code point is asked first.
    let mut range = (0, 0x2ff, true);
    let mut plainly = true;
    for (at, point) in text.char_indices().filter(|(_, point)| !point.is_ascii()) {
        let number = u32::from(point);
        if number < range.0 || range.1 < number {
            let after = ASSIGNED.partition_point(|(low, ..)| *low <= number);
            match after.checked_sub(1).and_then(|at| ASSIGNED.get(at)) {
                Some(found) if number <= found.1 => range = *found,
                _ => return Err((at, point)),
            }
            plainly &= range.2;
        }
    }
    Ok(plainly)
}

/// The zero of the decimal system that a digit belongs to, or `None` for what is no decimal digit.
pub fn digit_zero(point: char) -> Option<u32> {
    let point = u32::from(point);
    let after = ZEROS.partition_point(|zero| *zero <= point);
    after.checked_sub(1).and_then(|at| ZEROS.get(at)).copied().filter(|zero| point - zero < 10)
}
