//! Text that may be taken for another: what shows nothing is shown, and what looks like a known name is said.
//!
//! The record's own rules refuse most of it ([`alternat::text`]); what they let stand, a reader is told before he signs. All
//! of it is advice: nothing is judged by it.

use alternat::text::{self, Class, TextRule};

use crate::bidi::quoted;
use crate::words::Locale;

/// A piece of a text, as a page may show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Letters as they are.
    Plain(&'a str),
    /// A character that shows nothing or directs what is beside it: its number is shown in its place.
    Hidden(char),
}

/// The pieces of a text. Joiners stay where a script is spelt with them, as Persian is.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = vec![];
    let mut rest = 0;
    for (at, character) in hidden(text) {
        pieces.extend((rest < at).then(|| Piece::Plain(&text[rest..at])));
        pieces.push(Piece::Hidden(character));
        rest = at + character.len_utf8();
    }
    pieces.extend((rest < text.len()).then(|| Piece::Plain(&text[rest..])));
    pieces
}

/// Why a text may be taken for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// It holds characters that show nothing.
    Hidden {
        /// Each of them once, as U+202E.
        characters: Vec<String>,
    },
    /// A word mixes letters of several scripts.
    Mixed {
        /// The word.
        word: String,
    },
    /// A name looks like another that is known here, and is not the same.
    Like {
        /// The name.
        name: String,
        /// The known one.
        known: String,
    },
}

/// Every doubt about a text. `known` are the names that the reader trusts: of the parties, their people, their organs.
pub fn doubts(text: &str, known: &[String]) -> Vec<Doubt> {
    let mut doubts = vec![];
    let mut characters: Vec<String> = hidden(text).into_iter().map(|(_, character)| number(character)).collect();
    characters.sort();
    characters.dedup();
    if !characters.is_empty() {
        doubts.push(Doubt::Hidden { characters });
    }
    let words = || text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mixes = |word: &&str| text::check(Class::Name, word).is_err_and(|fault| fault.rule == TextRule::MixedScripts);
    doubts.extend(words().filter(mixes).map(|word| Doubt::Mixed { word: word.into() }));
    let whole = text.trim();
    let looks = |name: &str| known.iter().find(|known| *known != name && text::skeleton(known) == text::skeleton(name));
    let candidates = std::iter::once(whole).chain(words().filter(|word| *word != whole));
    doubts.extend(
        candidates
            .filter(|name| !known.iter().any(|known| known == name))
            .filter_map(|name| looks(name).map(|known| Doubt::Like { name: name.into(), known: known.clone() })),
    );
    doubts
}

/// A doubt, in a sentence.
pub fn sentence(doubt: &Doubt, locale: Locale) -> String {
    match doubt {
        Doubt::Hidden { characters } => locale.say("lookalike-hidden", &[("characters", &characters.join(", "))]),
        Doubt::Mixed { word } => locale.say("lookalike-mixed", &[("word", &quoted(word))]),
        Doubt::Like { name, known } => locale.say("lookalike-like", &[("name", quoted(name).as_str()), ("known", &quoted(known))]),
    }
}

/// The number by which a character is shown.
pub fn number(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The hidden characters, without the joiners that the rules of text allow where they stand.
fn hidden(text: &str) -> Vec<(usize, char)> {
    let fault = text::check(Class::Prose, text).err().filter(|fault| fault.rule == TextRule::JoinerOutOfPlace);
    let is_spelling =
        |(at, character): &(usize, char)| matches!(character, '\u{200c}' | '\u{200d}') && fault.is_none_or(|fault| fault.at != *at);
    text::hidden(text).into_iter().filter(|found| !is_spelling(found)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_shows_nothing_is_shown_and_never_obeyed() {
        let rows: [(&str, &[Piece]); 4] = [
            ("plain", &[Piece::Plain("plain")]),
            ("a\u{202e}b", &[Piece::Plain("a"), Piece::Hidden('\u{202e}'), Piece::Plain("b")]),
            ("\u{200b}", &[Piece::Hidden('\u{200b}')]),
            ("آبراه\u{200c}های", &[Piece::Plain("آبراه\u{200c}های")]),
        ];
        for (text, expected) in rows {
            assert_eq!(pieces(text), expected, "{text:?}");
        }
    }

    #[test]
    fn doubts_are_told_and_honest_texts_raise_none() {
        let known = ["Alda".to_string(), "Борея".to_string(), "Dorna".to_string()];
        let rows: [(&str, &[Doubt]); 7] = [
            ("The delegation of Dorna", &[]),
            ("Делегация: Борея", &[]),
            ("معاون آبراه\u{200c}های داخلی", &[]),
            ("Port\u{2066} Dorna\u{2069}", &[Doubt::Hidden { characters: vec!["U+2066".into(), "U+2069".into()] }]),
            ("\u{410}lda", &[Doubt::Mixed { word: "\u{410}lda".into() }, Doubt::Like { name: "\u{410}lda".into(), known: "Alda".into() }]),
            ("Dorna and A1da", &[Doubt::Like { name: "A1da".into(), known: "Alda".into() }]),
            ("Alda", &[]),
        ];
        for (text, expected) in rows {
            assert_eq!(doubts(text, &known), expected, "{text:?}");
        }
    }
}
