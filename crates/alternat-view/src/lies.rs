//! Text that lies: characters that a reader does not see, or takes for others. They are shown, never obeyed.

use alternat::text::{self, Class};

/// What is odd about a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// It turns the direction of what is beside it.
    Turns,
    /// It shows nothing.
    Hidden,
    /// It stands in a word of letters of two scripts, which look alike.
    Mixed,
}

/// A character that lies, or a word of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lie {
    /// Where it begins, in bytes.
    pub at: usize,
    /// How many bytes it has.
    pub bytes: usize,
    /// What is odd about it.
    pub oddity: Oddity,
}

impl Oddity {
    /// The name of the message that says it.
    pub fn message(self) -> &'static str {
        match self {
            Oddity::Turns => "lie-turns",
            Oddity::Hidden => "lie-hidden",
            Oddity::Mixed => "lie-mixed",
        }
    }
}

/// Every lie of a text, in order. Joiners that a script needs, as in Persian words, are none.
pub fn of(text: &str) -> Vec<Lie> {
    let mut lies: Vec<Lie> = text::hidden(text)
        .into_iter()
        .filter(|(at, point)| !matches!(point, '\u{200C}' | '\u{200D}') || text::check(Class::Prose, word_at(text, *at)).is_err())
        .map(|(at, point)| Lie { at, bytes: point.len_utf8(), oddity: oddity(point) })
        .collect();
    let mixed = words(text).filter(|(_, word)| is_mixed(word)).map(|(at, word)| Lie { at, bytes: word.len(), oddity: Oddity::Mixed });
    lies.extend(mixed.collect::<Vec<_>>());
    lies.sort_by_key(|lie| (lie.at, lie.bytes));
    lies
}

/// A character by its number, as `U+202E`.
pub fn numbered(point: char) -> String {
    format!("U+{:04X}", u32::from(point))
}

fn oddity(point: char) -> Oddity {
    match point {
        '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Oddity::Turns,
        _ => Oddity::Hidden,
    }
}

/// Whether letters of two scripts stand in one word. What else no name may hold is another matter.
fn is_mixed(word: &str) -> bool {
    let letters: String = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    !letters.is_empty() && text::check(Class::Name, &letters).is_err_and(|fault| fault.rule == text::TextRule::MixedScripts)
}

/// The words of a text, with their byte offsets.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// The word around a byte, parted by blanks.
fn word_at(text: &str, at: usize) -> &str {
    let begin = text[..at].rfind(char::is_whitespace).map_or(0, |blank| blank + text[blank..].chars().next().map_or(1, char::len_utf8));
    let end = text[at..].find(char::is_whitespace).map_or(text.len(), |blank| at + blank);
    &text[begin..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_or_looks_like_another_is_found() {
        let rows: [(&str, &[(usize, Oddity)]); 8] = [
            ("Plain words, العربية, Русский, می\u{200C}شود", &[]),
            ("a\u{202E}b", &[(1, Oddity::Turns)]),
            ("a\u{200B}b", &[(1, Oddity::Hidden)]),
            ("a\u{200C}b", &[(1, Oddity::Hidden)]),
            // A Cyrillic а among Latin letters.
            ("Bank of Ald\u{430}", &[(8, Oddity::Mixed)]),
            ("two\nlines", &[]),
            ("\u{2066}", &[(0, Oddity::Turns)]),
            ("DEC-1/2031", &[]),
        ];
        for (text, expected) in rows {
            let found: Vec<(usize, Oddity)> = of(text).into_iter().map(|lie| (lie.at, lie.oddity)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
