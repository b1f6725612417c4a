//! Lines in two directions: a value that runs the other way than the sentence is isolated, so that neither turns the other.

use std::borrow::Cow;

/// First strong isolate: what follows finds its own direction and does not touch what is outside.
const FSI: char = '\u{2068}';
/// Pop directional isolate: the end of it.
const PDI: char = '\u{2069}';

/// Which way a line runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right: Latin, Cyrillic.
    LeftToRight,
    /// From right to left: Arabic, Persian.
    RightToLeft,
}

impl Direction {
    /// The direction of a language, by its tag.
    pub fn of(lang: &str) -> Direction {
        match lang.split('-').next() {
            Some("ar" | "fa" | "he" | "ur" | "ps" | "ckb" | "sd" | "ug" | "yi" | "dv") => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }
}

/// The value as it may stand in a line of this direction: isolated if any letter of it runs the other way.
///
/// Isolates that the value opens and does not close, or closes and did not open, cannot reach outside: agreed text holds
/// none ([`alternat::text`]), and a detached part is cleaned of them by [`quoted`].
///
/// # Source
/// UAX #9, section 2.4.
pub fn isolate(value: &str, line: Direction) -> Cow<'_, str> {
    let turns = value.chars().any(|letter| match line {
        Direction::LeftToRight => is_right_to_left(letter),
        Direction::RightToLeft => letter.is_alphabetic() && !is_right_to_left(letter),
    });
    if turns { Cow::Owned(format!("{FSI}{value}{PDI}")) } else { Cow::Borrowed(value) }
}

/// Text that nobody has judged, fit to be quoted in one line: controls and whatever directs its surroundings become spaces.
pub fn quoted(text: &str) -> String {
    let hidden = alternat::text::hidden(text);
    let is_direction = |letter: char| matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let clean: String = text
        .char_indices()
        .map(|(at, letter)| {
            let is_hidden = hidden.binary_search_by_key(&at, |(at, _)| *at).is_ok();
            // Joiners are part of Persian spelling and stay.
            let stays = matches!(letter, '\u{200C}' | '\u{200D}') || !(letter.is_control() || is_direction(letter) || is_hidden);
            if stays { letter } else { ' ' }
        })
        .collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_the_other_way_is_isolated() {
        use Direction::{LeftToRight, RightToLeft};
        let rows = [
            ("Alda", LeftToRight, "Alda"),
            ("Альда", LeftToRight, "Альда"),
            ("ألدا", LeftToRight, "\u{2068}ألدا\u{2069}"),
            ("Alda (ألدا)", LeftToRight, "\u{2068}Alda (ألدا)\u{2069}"),
            ("ألدا", RightToLeft, "ألدا"),
            ("Alda", RightToLeft, "\u{2068}Alda\u{2069}"),
            ("12", RightToLeft, "12"),
            ("", LeftToRight, ""),
        ];
        for (value, line, expected) in rows {
            assert_eq!(isolate(value, line), expected, "{value:?}");
        }
    }

    #[test]
    fn a_quotation_cannot_turn_the_line_it_stands_in() {
        let rows = [
            ("two\nlines", "two lines"),
            ("\u{202E}evil\u{202C} \u{2069}\u{2067}", "evil"),
            ("می\u{200C}شود", "می\u{200C}شود"),
            ("\u{1b}[31mred", "[31mred"),
            ("a\u{200B}b", "a b"),
        ];
        for (text, expected) in rows {
            assert_eq!(quoted(text), expected, "{text:?}");
        }
    }
}
