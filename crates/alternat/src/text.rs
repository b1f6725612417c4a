//! Text: which characters names, titles and agreed text may hold.
//!
//! The gate lets in only NFC text of assigned code points. On top of that, this profile keeps out what would let two
//! readers see two texts: direction controls, invisible characters, joiners where no script needs them, and two systems of
//! digits inside one number. Its tables are pinned, so a text passes today if and only if it passes in thirty years.

pub(crate) mod table;
mod unicode14;

use crate::limit;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A name of a person, a party or a place: one line.
    Name,
    /// A title: one line.
    Title,
    /// Agreed text, statements, reasons: lines end with LF.
    Prose,
}

/// Which rule of the profile a text breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// No text at all.
    #[error("it is empty")]
    Empty,
    /// More than the class allows.
    #[error("it is too long")]
    TooLong,
    /// A control character; in prose, another one than LF.
    #[error("a control character")]
    Control,
    /// An embedding or an override of direction.
    #[error("a direction control")]
    BidiControl,
    /// An isolate that is not closed in its paragraph, closes nothing, or stands in a name.
    #[error("a direction isolate out of balance")]
    Isolate,
    /// A character that nobody sees.
    #[error("an invisible character")]
    Invisible,
    /// A joiner or a direction mark that does not stand beside a letter of a script that uses it.
    #[error("a joiner or a direction mark out of place")]
    Joiner,
    /// Two systems of digits in one number.
    #[error("two systems of digits in one number")]
    MixedDigits,
    /// Letters of two scripts in one name.
    #[error("letters of two scripts in one name")]
    MixedScripts,
}

/// Where a text breaks the profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{rule} (U+{:04X}) at byte {at}", u32::from(*character))]
pub struct TextFault {
    /// The byte, from 0.
    pub at: usize,
    /// The character there; U+FFFD where the whole is meant.
    pub character: char,
    /// The rule.
    pub rule: Rule,
}

/// Whether a text passes the profile of its class.
///
/// # Errors
/// The first [`TextFault`] from the start of the text.
///
/// # Source
/// UAX #9, Trojan Source (CVE-2021-42574); Persian needs U+200C between letters.
pub fn check(class: Class, text: &str) -> Result<(), TextFault> {
    let whole = |rule| TextFault { at: 0, character: '\u{FFFD}', rule };
    if text.is_empty() {
        return Err(whole(Rule::Empty));
    }
    let too_long = match class {
        Class::Name => text.chars().count() > limit::NAME_CHARS_MAX,
        Class::Title => text.chars().count() > limit::TITLE_CHARS_MAX,
        Class::Prose => text.len() > limit::PROSE_BYTES_MAX,
    };
    if too_long {
        return Err(whole(Rule::TooLong));
    }
    let mut isolates: Vec<(usize, char)> = vec![];
    let mut digits: Option<u32> = None;
    let mut before: Option<char> = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, character)) = rest.next() {
        let after = rest.peek().map(|(_, next)| *next);
        let fault = |rule| Err(TextFault { at, character, rule });
        match character {
            '\n' if class == Class::Prose => {
                if let Some((at, character)) = isolates.pop() {
                    return Err(TextFault { at, character, rule: Rule::Isolate });
                }
            }
            '\u{0}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{2028}' | '\u{2029}' => return fault(Rule::Control),
            '\u{202A}'..='\u{202E}' => return fault(Rule::BidiControl),
            '\u{2066}'..='\u{2068}' if class == Class::Name => return fault(Rule::Isolate),
            '\u{2066}'..='\u{2068}' => isolates.push((at, character)),
            '\u{2069}' if isolates.pop().is_none() => return fault(Rule::Isolate),
            '\u{200C}' | '\u{200D}' if !joiner_in_place(before, after) => return fault(Rule::Joiner),
            '\u{200E}' | '\u{200F}' | '\u{061C}' if !(runs_right_to_left(before) || runs_right_to_left(after)) => {
                return fault(Rule::Joiner);
            }
            _ if is_invisible(character) => return fault(Rule::Invisible),
            _ => {}
        }
        let system = table::digit_zero(character);
        if let (Some(one), Some(other)) = (digits, system)
            && one != other
        {
            return fault(Rule::MixedDigits);
        }
        digits = system;
        before = Some(character);
    }
    if class == Class::Name && !of_one_script(text) {
        return Err(whole(Rule::MixedScripts));
    }
    match isolates.pop() {
        Some((at, character)) => Err(TextFault { at, character, rule: Rule::Isolate }),
        None => Ok(()),
    }
}

/// The invisible and direction characters in a text, with their byte: what a signer is shown as "hidden characters".
pub fn hidden(text: &str) -> Vec<(usize, char)> {
    let is_hidden = |c: char| is_invisible(c) || is_joiner(c) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.char_indices().filter(|(_, c)| is_hidden(*c)).collect()
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}'..='\u{200F}' | '\u{061C}')
}

/// A joiner stands after a letter of a script that joins, or after a virama of one that makes conjuncts, and before no other.
fn joiner_in_place(before: Option<char>, after: Option<char>) -> bool {
    let joins = |c: char| table::entry(c).part != table::Part::Other && table::entry(c).has(table::Script::joins);
    let conjunct = |c: char| table::entry(c).part == table::Part::Virama && table::entry(c).has(table::Script::makes_conjuncts);
    before.is_some_and(|c| joins(c) || conjunct(c)) && !after.is_some_and(is_joiner)
}

/// Whether a neighbour of a direction mark is written from right to left.
fn runs_right_to_left(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(|c| table::entry(c).has(table::Script::runs_right_to_left))
}

/// Whether some script is shared by every letter of a name. Digits, spaces and punctuation belong to all.
fn of_one_script(name: &str) -> bool {
    let mut shared: Option<Vec<&str>> = None;
    for scripts in name.chars().map(|c| table::entry(c).scripts().map(table::Script::name).collect::<Vec<_>>()).filter(|s| !s.is_empty()) {
        shared = Some(match shared {
            None => scripts,
            Some(before) => before.into_iter().filter(|script| scripts.contains(script)).collect(),
        });
    }
    shared.is_none_or(|scripts| !scripts.is_empty())
}

fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}' | '\u{200B}'
        | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}'
        | '\u{FFF9}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}' | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(class: Class, text: &str) -> Option<Rule> {
        check(class, text).err().map(|fault| fault.rule)
    }

    #[test]
    fn names_of_four_languages_pass() {
        for name in [
            "Dorna",
            "Борея",
            "\u{0643}\u{0631}\u{064A}\u{0633}\u{064A}\u{0627}",
            "\u{0645}\u{06CC}\u{200C}\u{062E}\u{0648}\u{0627}\u{0647}\u{062F}",
        ] {
            assert_eq!(rule(Class::Name, name), None, "{name:?}");
        }
    }

    #[test]
    fn every_direction_control_and_invisible_character_is_refused_in_every_class() {
        let controls = ('\u{202A}'..='\u{202E}').chain([
            '\u{00AD}',
            '\u{2060}',
            '\u{2064}',
            '\u{FEFF}',
            '\u{180E}',
            '\u{FFF9}',
            '\u{FFFB}',
            '\u{3164}',
            '\u{115F}',
            '\u{E0041}',
            '\u{200B}',
            '\u{7}',
            '\u{85}',
            '\u{2028}',
        ]);
        for control in controls {
            for class in [Class::Name, Class::Title, Class::Prose] {
                assert!(check(class, &format!("a{control}b")).is_err(), "{control:?} in {class:?}");
            }
        }
    }

    #[test]
    fn rows() {
        let rows = [
            (Class::Name, "", Some(Rule::Empty)),
            (Class::Name, "a\nb", Some(Rule::Control)),
            (Class::Prose, "a\nb", None),
            (Class::Prose, "a\rb", Some(Rule::Control)),
            (Class::Title, "\u{2066}CFR.DEC/1\u{2069}", None),
            (Class::Name, "\u{2066}CFR\u{2069}", Some(Rule::Isolate)),
            (Class::Title, "\u{2066}CFR", Some(Rule::Isolate)),
            (Class::Title, "CFR\u{2069}", Some(Rule::Isolate)),
            (Class::Prose, "\u{2066}a\nb\u{2069}", Some(Rule::Isolate)),
            (Class::Name, "pay\u{200D}pal", Some(Rule::Joiner)),
            (Class::Name, "\u{0645}\u{06CC}\u{200C}\u{200C}\u{062E}", Some(Rule::Joiner)),
            (Class::Name, "\u{0430}lda", Some(Rule::MixedScripts)),
            (Class::Name, "Комиссия 4", None),
            (Class::Prose, "1\u{0661}", Some(Rule::MixedDigits)),
            (Class::Prose, "1 \u{0661}", None),
            (Class::Prose, "\u{0661}\u{06F1}", Some(Rule::MixedDigits)),
        ];
        for (class, text, expected) in rows {
            assert_eq!(rule(class, text), expected, "{text:?}");
        }
    }

    #[test]
    fn each_length_on_both_sides_of_its_edge() {
        assert_eq!(rule(Class::Name, &"a".repeat(limit::NAME_CHARS_MAX)), None);
        assert_eq!(rule(Class::Name, &"a".repeat(limit::NAME_CHARS_MAX + 1)), Some(Rule::TooLong));
        assert_eq!(rule(Class::Title, &"a".repeat(limit::TITLE_CHARS_MAX + 1)), Some(Rule::TooLong));
        assert_eq!(rule(Class::Prose, &"a".repeat(limit::PROSE_BYTES_MAX)), None);
        assert_eq!(rule(Class::Prose, &"a".repeat(limit::PROSE_BYTES_MAX + 1)), Some(Rule::TooLong));
    }

    #[test]
    fn hidden_characters_are_listed_with_their_place() {
        assert_eq!(hidden("a\u{202E}b"), vec![(1, '\u{202E}')]);
        assert_eq!(hidden("plain"), vec![]);
    }
}
