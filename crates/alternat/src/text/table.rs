//! What Unicode 14.0 says of one code point, asked of the pinned tables.
//!
//! Neither the standard library nor a crate may answer where a judgement depends on it: both move to newer tables with
//! each release, and two nodes of different age would then judge one act differently.

use super::unicode14::{ASSIGNED, NAMES, SCRIPTS, SETS, ZEROS};

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

/// A script, or a writing system of several; a place in the table of names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Script(u8);

impl Script {
    /// The name of the script in the Unicode Character Database.
    pub fn name(self) -> &'static str {
        NAMES.get(usize::from(self.0)).copied().unwrap_or("Unknown")
    }

    /// Whether words of this script run from right to left.
    pub fn runs_right_to_left(self) -> bool {
        matches!(
            self.name(),
            "Arabic"
                | "Hebrew"
                | "Syriac"
                | "Thaana"
                | "Nko"
                | "Adlam"
                | "Hanifi_Rohingya"
                | "Mandaic"
                | "Samaritan"
                | "Yezidi"
                | "Mende_Kikakui"
        )
    }

    /// Whether letters of this script join their neighbours in writing, so that a joiner between them is to be seen.
    pub fn joins(self) -> bool {
        matches!(self.name(), "Arabic" | "Syriac")
    }

    /// Whether a virama of this script makes conjuncts, whose shape a joiner chooses.
    pub fn makes_conjuncts(self) -> bool {
        matches!(
            self.name(),
            "Devanagari" | "Bengali" | "Gurmukhi" | "Gujarati" | "Oriya" | "Tamil" | "Telugu" | "Kannada" | "Malayalam" | "Sinhala"
        )
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
    pub fn scripts(self) -> impl Iterator<Item = Script> {
        SETS.get(usize::from(self.set)).copied().unwrap_or_default().iter().map(|script| Script(*script))
    }

    /// Whether a script that `is` so is among the scripts.
    pub fn has(self, is: impl Fn(Script) -> bool) -> bool {
        self.scripts().any(is)
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

/// The first code point of some text that is not assigned in Unicode 14.0, or is for private use, with its byte offset.
pub fn first_unassigned(text: &str) -> Option<(usize, char)> {
    // Neighbours in a text are neighbours in the table: the range that held the last code point is asked first.
    let mut range = (0, 0x377);
    text.char_indices().find(|(_, point)| {
        let point = u32::from(*point);
        if range.0 <= point && point <= range.1 {
            return false;
        }
        let after = ASSIGNED.partition_point(|(low, _)| *low <= point);
        match after.checked_sub(1).and_then(|at| ASSIGNED.get(at)) {
            Some(found) if point <= found.1 => {
                range = *found;
                false
            }
            _ => true,
        }
    })
}

/// The zero of the decimal system that a digit belongs to, or `None` for what is no decimal digit.
pub fn digit_zero(point: char) -> Option<u32> {
    let point = u32::from(point);
    let after = ZEROS.partition_point(|zero| *zero <= point);
    after.checked_sub(1).and_then(|at| ZEROS.get(at)).copied().filter(|zero| point - zero < 10)
}

#[cfg(test)]
mod tests {
    use super::super::unicode14::{ASSIGNED, ASSIGNED_COUNT};
    use super::first_unassigned;

    #[test]
    fn the_table_holds_as_many_code_points_as_unicode_14_assigns_outside_private_use() {
        assert_eq!(ASSIGNED.iter().map(|(low, high)| high - low + 1).sum::<u32>(), ASSIGNED_COUNT);
    }

    #[test]
    fn what_later_versions_assign_is_not_assigned() {
        let rows = [
            ("\u{1FAE0}", None),
            ("\u{0CF3}", Some((0, '\u{0CF3}'))),
            ("a\u{E000}", Some((1, '\u{E000}'))),
            ("\u{10FFFF}", Some((0, '\u{10FFFF}'))),
        ];
        for (text, expected) in rows {
            assert_eq!(first_unassigned(text), expected, "{text:?}");
        }
    }
}
