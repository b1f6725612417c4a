//! Text: which characters names, titles and agreed text may hold.
//!
//! Judged on top of the gate ([`crate::gate`]), which has seen to UTF-8, NFC and assigned code points. What is refused
//! here is what one reader sees and another does not: characters that reorder a line, that show nothing, that look like
//! those of another script. Which characters those are is written down here and in tables of Unicode 14.0 made once by
//! spec/unicode14.py, never asked of a crate or of the standard library: a standing is the same for ever.
//!
//! | code points | in a name | in a title | in prose |
//! |---|---|---|---|
//! | controls, U+2028, U+2029 | refused | refused | refused, but for U+000A |
//! | embeddings and overrides, U+202A–202E | refused | refused | refused |
//! | isolates, U+2066–2069 | refused | balanced | balanced in each paragraph |
//! | direction marks, U+200E, U+200F, U+061C | refused | beside a right-to-left script | so too |
//! | joiners, U+200C, U+200D | where a script uses them | so too | so too |
//! | tag characters, U+E0000–E007F | refused | refused | refused |
//! | all others that show nothing | refused | refused | refused |
//! | digits of two systems in one number | refused | refused | refused |
//! | letters of two scripts | refused | | |
//! | spaces but a single U+0020 between words | refused | | |
//! | U+200C after a letter that never joins | refused | | |
//!
//! **A paragraph** ends with U+000A or with the text.
//!
//! **Direction marks** stand beside a right-to-left script if the nearest character that belongs to a script, on one side
//! at least, belongs to Arabic, Hebrew, Syriac, Thaana, N'Ko, Adlam, Hanifi Rohingya, Mandaic, Samaritan, Yezidi or Mende
//! Kikakui. Digits and punctuation of no script (`/`, `-`, `1`) are passed over, within the paragraph: formatters put the
//! marks there, as in 15/8 written in Arabic. A name has one script and so one direction, and needs none.
//!
//! **Zero width non-joiner** U+200C: between two letters of Arabic or of Syriac, where the first may bear marks or be a
//! digit of that script (Persian writes it within words); or after a virama and before a letter, both of one script of
//! Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam and Sinhala.
//!
//! **Zero width joiner** U+200D: after a letter of Arabic or of Syriac, which may bear marks, where no letter of that script
//! and no mark follows (the abbreviated heh of Hijri years); or in those ten scripts between virama and letter, or between
//! letter and virama. Emoji sequences are refused.
//!
//! **What shows nothing** is refused even where some script could use it: variation selectors (they choose a shape that
//! another font has not), U+200B, U+00AD, U+034F, Mongolian selectors and vowel separator (U+180B–180F), Hangul fillers,
//! the blank Braille pattern, U+2060–206F, U+FEFF, U+FFF0–FFFB, controls of hieroglyphs, shorthand and music.
//!
//! **A number** is digits in a row, or with a single one of `. , / : -`, U+060C, U+066B, U+066C, U+00A0, U+202F between two
//! of them; hidden characters inside it do not part it.
//!
//! **One script** in a name: there is a script, or one of the writing systems Japanese, Korean and Chinese, that each of
//! its characters belongs to by its script extensions (UAX #24) or is free of (Common, Inherited). So digits of a script,
//! and marks that only some scripts use, count as well as letters.
//!
//! # Source
//! spec/act.md, "Text"; UAX #9, UAX #24, UAX #31, UTS #39, UTS #55.

use std::fmt;

use crate::limit::{NAME_CHARS_MAX, PROSE_BYTES_MAX, TITLE_CHARS_MAX};

pub(crate) mod table;
mod unicode14;

use table::{Entry, Part, digit_zero, entry};
use unicode14::Script;

/// What a text is for, and so what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// The name of a person, a party, a place or an office: one line, one script, [`NAME_CHARS_MAX`] code points.
    Name,
    /// A title: one line, [`TITLE_CHARS_MAX`] code points.
    Title,
    /// Agreed text, a statement: paragraphs, parted by U+000A, [`PROSE_BYTES_MAX`] bytes.
    Prose,
}

/// Checks that `text` may stand where a text of this class is wanted.
///
/// Its length is asked first; then the text is read once from the front, and the first fault met is told. A text in which
/// nothing is to be seen is [`TextRule::Empty`]. Code points that are not assigned are the gate's to refuse.
///
/// # Errors
/// [`TextFault`]: the rule, the code point that breaks it, and where it stands.
///
/// # Source
/// spec/act.md, "Text"; the page of this module.
pub fn check(class: Class, text: &str) -> Result<(), TextFault> {
    check_length(class, text)?;
    let mut reader =
        Reader { class, text, seen: false, paragraph: Paragraph::default(), number: Number::default(), name: OneScript::default() };
    for (at, point) in text.char_indices() {
        reader.read(at, point)?;
    }
    reader.end_paragraph()?;
    if !reader.seen {
        return Err(TextFault { at: 0, point: None, rule: TextRule::Empty });
    }
    if class == Class::Name { check_spaces(text) } else { Ok(()) }
}

/// In a name one U+0020 parts two words, and nothing else is white: two names never differ by what nobody sees.
fn check_spaces(name: &str) -> Result<(), TextFault> {
    let mut word_before = false;
    let mut rest = name.char_indices().peekable();
    while let Some((at, point)) = rest.next() {
        let word_after = rest.peek().is_some_and(|(_, next)| !is_blank(*next));
        if is_blank(point) && !(point == ' ' && word_before && word_after) {
            return Err(TextFault { at, point: Some(point), rule: TextRule::SpaceOutOfPlace });
        }
        word_before = !is_blank(point);
    }
    Ok(())
}

/// The hidden characters of a text, with their byte offsets: all that show nothing themselves or direct what is beside them.
///
/// Those that [`check`] allows, too: a reader who is about to sign is told how many there are, and which. U+000A is not
/// hidden; spaces are not.
pub fn hidden(text: &str) -> Vec<(usize, char)> {
    text.char_indices().filter(|(_, point)| !matches!(kind(*point), Kind::Plain | Kind::LineFeed)).collect()
}

/// What a name looks like: two names with one skeleton are easily taken for each other (UTS #39, section 4).
///
/// **Advice only**, shown beside a name; nothing is judged by it. Its table of look-alikes is that of the crate
/// `unicode-security`, newer than Unicode 14.0 and growing with each version, so that nodes of different age may differ.
/// It is no normal form and never stored: compare the skeletons of two names, made by one program.
pub fn skeleton(text: &str) -> String {
    unicode_security::skeleton(text).collect()
}

/// Why a text may not stand: which rule, broken by what, where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct TextFault {
    /// Byte offset of the code point.
    pub at: usize,
    /// The code point; `None` for an empty text.
    pub point: Option<char>,
    /// The rule.
    pub rule: TextRule,
}

impl fmt::Display for TextFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.point {
            Some(point) => write!(f, "{} at byte {}: U+{:04X}", self.rule.code(), self.at, u32::from(point)),
            None => write!(f, "{}", self.rule.code()),
        }
    }
}

/// A rule that a text may break. Each has a code that never changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextRule {
    /// Longer than its class may be; the code point told is the first that is too many.
    TooLong,
    /// Nothing in it is to be seen.
    Empty,
    /// A control (C0, C1), a line or a paragraph separator; U+000A, except in prose.
    Control,
    /// An embedding or an override; a direction mark that stands beside no right-to-left script; in a name, any of them and
    /// any isolate.
    BidiControl,
    /// An isolate that its paragraph does not end, or the end of one that it did not begin.
    IsolateUnbalanced,
    /// A character that shows nothing.
    Invisible,
    /// A joiner or non-joiner where no script uses it.
    JoinerOutOfPlace,
    /// A tag character.
    TagCharacter,
    /// A digit of another system than those before it in the same number.
    MixedDigits,
    /// In a name, a character of another script than those before it.
    MixedScripts,
    /// In a name, a space that parts no two words, more than one, or another one than U+0020.
    SpaceOutOfPlace,
}

impl TextRule {
    /// Every rule.
    pub const ALL: [TextRule; 11] = [
        TextRule::TooLong,
        TextRule::Empty,
        TextRule::Control,
        TextRule::BidiControl,
        TextRule::IsolateUnbalanced,
        TextRule::Invisible,
        TextRule::JoinerOutOfPlace,
        TextRule::TagCharacter,
        TextRule::MixedDigits,
        TextRule::MixedScripts,
        TextRule::SpaceOutOfPlace,
    ];

    /// The code of the rule, for programs and for the views that make sentences of it.
    pub const fn code(self) -> &'static str {
        match self {
            TextRule::TooLong => "too-long",
            TextRule::Empty => "empty",
            TextRule::Control => "control",
            TextRule::BidiControl => "bidi-control",
            TextRule::IsolateUnbalanced => "isolate-unbalanced",
            TextRule::Invisible => "invisible",
            TextRule::JoinerOutOfPlace => "joiner-out-of-place",
            TextRule::TagCharacter => "tag-character",
            TextRule::MixedDigits => "mixed-digits",
            TextRule::MixedScripts => "mixed-scripts",
            TextRule::SpaceOutOfPlace => "space-out-of-place",
        }
    }
}

fn check_length(class: Class, text: &str) -> Result<(), TextFault> {
    let first_too_many = match class {
        Class::Name => text.char_indices().nth(NAME_CHARS_MAX),
        Class::Title => text.char_indices().nth(TITLE_CHARS_MAX),
        Class::Prose if text.len() <= PROSE_BYTES_MAX => None,
        Class::Prose => text.char_indices().find(|(at, point)| at + point.len_utf8() > PROSE_BYTES_MAX),
    };
    first_too_many.map_or(Ok(()), |(at, point)| fault(at, point, TextRule::TooLong))
}

fn fault(at: usize, point: char, rule: TextRule) -> Result<(), TextFault> {
    Err(TextFault { at, point: Some(point), rule })
}

/// How a code point is treated, whatever stands beside it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    LineFeed,
    Control,
    /// An embedding or an override, or the end of one.
    Override,
    IsolateStart,
    IsolateEnd,
    DirectionMark,
    NonJoiner,
    Joiner,
    Tag,
    Invisible,
}

fn kind(point: char) -> Kind {
    match point {
        '\n' => Kind::LineFeed,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => Kind::Control,
        // Everyday text ends here.
        ' '..='\u{ac}' | '\u{ae}'..='\u{34e}' => Kind::Plain,
        '\u{202a}'..='\u{202e}' => Kind::Override,
        '\u{2066}'..='\u{2068}' => Kind::IsolateStart,
        '\u{2069}' => Kind::IsolateEnd,
        '\u{61c}' | '\u{200e}' | '\u{200f}' => Kind::DirectionMark,
        '\u{200c}' => Kind::NonJoiner,
        '\u{200d}' => Kind::Joiner,
        '\u{e0000}'..='\u{e007f}' => Kind::Tag,
        // Soft hyphen, combining grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian selectors and separator.
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}' => {
            Kind::Invisible
        }
        // Zero width space, word joiner and invisible operators, retired shaping controls, blank Braille, byte order mark,
        // interlinear annotation, variation selectors.
        '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{2800}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}' => {
            Kind::Invisible
        }
        '\u{fe00}'..='\u{fe0f}' | '\u{e0080}'..='\u{e0fff}' => Kind::Invisible,
        // Controls of hieroglyphs, shorthand and musical notation.
        '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' => Kind::Invisible,
        _ => Kind::Plain,
    }
}

/// Whether the last letter of a text never joins the next, so that nobody sees a non-joiner after it: alef, dal, reh, waw and
/// their like, teh marbuta, alef maksura's kin, hamza and yeh barree (joining types R and U of Unicode 14.0, Arabic block).
fn ends_unjoined(before: &str) -> bool {
    let letter = before.chars().rev().find(|c| entry(*c).part != Part::Mark);
    letter.is_some_and(|c| {
        matches!(c, '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}' | '\u{671}'..='\u{677}' | '\u{688}'..='\u{699}'
            | '\u{6c0}' | '\u{6c3}'..='\u{6cb}' | '\u{6cd}' | '\u{6cf}' | '\u{6d2}' | '\u{6d3}' | '\u{6d5}' | '\u{6e5}' | '\u{6e6}' | '\u{6ee}' | '\u{6ef}')
    })
}

/// Whether a plain character leaves only white.
fn is_blank(point: char) -> bool {
    matches!(point, ' ' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}')
}

struct Reader<'t> {
    class: Class,
    text: &'t str,
    /// Whether anything was to be seen yet.
    seen: bool,
    paragraph: Paragraph,
    number: Number,
    name: OneScript,
}

impl Reader<'_> {
    fn read(&mut self, at: usize, point: char) -> Result<(), TextFault> {
        match kind(point) {
            Kind::Plain => return self.read_plain(at, point),
            Kind::LineFeed if self.class == Class::Prose => {
                self.number = Number::default();
                return self.end_paragraph();
            }
            Kind::LineFeed | Kind::Control => return fault(at, point, TextRule::Control),
            Kind::Override => return fault(at, point, TextRule::BidiControl),
            Kind::Tag => return fault(at, point, TextRule::TagCharacter),
            Kind::Invisible => return fault(at, point, TextRule::Invisible),
            Kind::IsolateStart | Kind::IsolateEnd | Kind::DirectionMark if self.class == Class::Name => {
                return fault(at, point, TextRule::BidiControl);
            }
            Kind::IsolateStart => self.paragraph.isolates.push(at, point),
            Kind::IsolateEnd if self.paragraph.isolates.pop() => {}
            Kind::IsolateEnd => return fault(at, point, TextRule::IsolateUnbalanced),
            Kind::DirectionMark if self.paragraph.is_right_to_left => {}
            Kind::DirectionMark => {
                // The script may still come, on the other side.
                self.paragraph.waiting.get_or_insert((at, point));
            }
            Kind::NonJoiner | Kind::Joiner => {
                let (before, after) = (&self.text[..at], &self.text[at + point.len_utf8()..]);
                let in_place =
                    if kind(point) == Kind::Joiner { joiner_in_place(before, after) } else { non_joiner_in_place(before, after) };
                let unseen = self.class == Class::Name && kind(point) == Kind::NonJoiner && ends_unjoined(before);
                if !in_place || unseen {
                    return fault(at, point, TextRule::JoinerOutOfPlace);
                }
            }
        }
        Ok(())
    }

    fn read_plain(&mut self, at: usize, point: char) -> Result<(), TextFault> {
        self.seen |= !is_blank(point);
        if !self.number.read(point) {
            return fault(at, point, TextRule::MixedDigits);
        }
        let scripts = entry(point).scripts();
        if scripts.is_empty() {
            return Ok(());
        }
        if self.class == Class::Name && !self.name.read(scripts) {
            return fault(at, point, TextRule::MixedScripts);
        }
        self.paragraph.is_right_to_left = scripts.iter().any(|script| script.runs_right_to_left());
        match self.paragraph.waiting.take() {
            Some((at, mark)) if !self.paragraph.is_right_to_left => fault(at, mark, TextRule::BidiControl),
            _ => Ok(()),
        }
    }

    fn end_paragraph(&mut self) -> Result<(), TextFault> {
        let Paragraph { isolates, waiting, .. } = std::mem::take(&mut self.paragraph);
        match (isolates.unended(), waiting) {
            (Some((isolate, point)), Some((mark, _))) if isolate < mark => fault(isolate, point, TextRule::IsolateUnbalanced),
            (_, Some((mark, point))) => fault(mark, point, TextRule::BidiControl),
            (Some((isolate, point)), None) => fault(isolate, point, TextRule::IsolateUnbalanced),
            (None, None) => Ok(()),
        }
    }
}

/// What must be known of a paragraph up to some place in it.
#[derive(Default)]
struct Paragraph {
    isolates: Isolates,
    /// Whether the last character that belongs to a script belongs to a right-to-left one.
    is_right_to_left: bool,
    /// The first direction mark that has no right-to-left script before it, while the next script is still to come.
    waiting: Option<(usize, char)>,
}

/// The isolates that are open: how many, and the outermost, which is the one left over if one is.
#[derive(Default)]
struct Isolates {
    open: usize,
    outermost: Option<(usize, char)>,
}

impl Isolates {
    fn push(&mut self, at: usize, point: char) {
        if self.open == 0 {
            self.outermost = Some((at, point));
        }
        self.open += 1;
    }

    /// Ends the innermost; `false` if none is open.
    fn pop(&mut self) -> bool {
        let was_open = self.open > 0;
        self.open = self.open.saturating_sub(1);
        was_open
    }

    fn unended(&self) -> Option<(usize, char)> {
        self.outermost.filter(|_| self.open > 0)
    }
}

/// The number that is being read, if one is.
#[derive(Default)]
struct Number {
    /// The zero of its digits.
    zero: Option<u32>,
    /// Whether a separator has come, and the next digit not yet.
    is_parted: bool,
}

impl Number {
    /// Reads the next plain character; `false` if it is a digit of another system.
    fn read(&mut self, point: char) -> bool {
        match (digit_zero(point), self.zero) {
            (Some(zero), Some(before)) if zero != before => return false,
            (Some(zero), _) => *self = Number { zero: Some(zero), is_parted: false },
            (None, Some(_)) if !self.is_parted && is_separator(point) => self.is_parted = true,
            (None, _) => *self = Number::default(),
        }
        true
    }
}

/// Whether a character between two digits leaves them one number.
fn is_separator(point: char) -> bool {
    matches!(point, '.' | ',' | '/' | ':' | '-' | '\u{60c}' | '\u{66b}' | '\u{66c}' | '\u{a0}' | '\u{202f}')
}

/// The scripts that every character of a name so far belongs to.
#[derive(Default)]
struct OneScript {
    /// The scripts of the first character that has any.
    candidates: Option<&'static [Script]>,
    /// A bit for each candidate that some later character does not belong to. No set has more than 64 scripts.
    lost: u64,
}

impl OneScript {
    /// Reads the scripts of the next character that has any; `false` if no script is left.
    fn read(&mut self, scripts: &'static [Script]) -> bool {
        let candidates = *self.candidates.get_or_insert(scripts);
        for (at, candidate) in candidates.iter().enumerate() {
            if !scripts.contains(candidate) {
                self.lost |= 1 << (at & 63);
            }
        }
        (self.lost.count_ones() as usize) < candidates.len()
    }
}

/// Whether a non-joiner between these two texts stands where a script uses it.
fn non_joiner_in_place(before: &str, after: &str) -> bool {
    let Some(next) = after.chars().next().map(entry) else { return false };
    is_after_virama_in_word(before, next)
        || base(before).is_some_and(|base| {
            matches!(base.part, Part::Letter | Part::Number)
                && base.scripts().iter().any(|script| script.joins() && next.is_letter_of(*script))
        })
}

/// Whether a joiner between these two texts stands where a script uses it.
fn joiner_in_place(before: &str, after: &str) -> bool {
    let next = after.chars().next().map(entry);
    let Some(base) = base(before) else { return false };
    match next {
        Some(next) if is_after_virama_in_word(before, next) => true,
        Some(next) if next.part == Part::Virama => {
            next.scripts().iter().any(|script| script.makes_conjuncts() && base.is_letter_of(*script))
        }
        Some(next) if next.part == Part::Mark => false,
        _ => {
            base.part == Part::Letter
                && base.scripts().iter().any(|script| script.joins() && !next.is_some_and(|next| next.is_letter_of(*script)))
        }
    }
}

/// Whether a text ends with a virama that makes conjuncts with the letter that comes next.
fn is_after_virama_in_word(before: &str, next: Entry) -> bool {
    before.chars().next_back().map(entry).is_some_and(|last| {
        last.part == Part::Virama && last.scripts().iter().any(|script| script.makes_conjuncts() && next.is_letter_of(*script))
    })
}

/// The last character of a text, the marks on it passed over.
fn base(before: &str) -> Option<Entry> {
    before.chars().rev().map(entry).find(|entry| entry.part != Part::Mark)
}
