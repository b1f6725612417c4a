//! What hinders an act that somebody is about to sign, said to a delegate: without a word of the machine.

use alternat::refusal::Refusal;

use crate::words::Locale;

/// Why an act would not stand, and where it can be, what to do about it, in a sentence.
///
/// The record's own pages say more, by [`refusal::told`](crate::refusal::told).
pub fn sentence(refusal: Refusal, locale: Locale) -> String {
    locale.word(&format!("hinders-{}", refusal.code()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_a_sentence_in_every_language() {
        for locale in Locale::all() {
            for refusal in Refusal::ALL {
                assert!(locale.is_said(&format!("hinders-{}", refusal.code())), "{} {}", locale.lang(), refusal.code());
                assert!(!sentence(*refusal, locale).is_empty());
            }
        }
    }
}
