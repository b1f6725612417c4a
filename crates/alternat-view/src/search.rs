//! Search: one analysis of words for the index and for the query, and the words that were found shown in their place.
//!
//! A text is analysed in its own language. Nobody says in which language he asks, so a word of a query is analysed in each, and
//! any of its terms will do. Symbols and ids are kept whole besides, and are found by how they begin.
//!
//! What this module does *not* do: keep an index.

mod stem;
mod texts;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bidi::quoted;
use crate::limit::{FIRST_WORDS_CHARS_MAX, QUERY_CHARS_MAX, QUERY_GROUPS_MAX};
use stem::{LANGUAGES, is_mark, is_silent};
pub use texts::{Texts, texts};

/// The analysis that an index was made by. Another number makes it anew.
pub const ANALYSIS: u32 = 1;

/// One word of a text, or one symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// What is looked up: letters, digits and `/.-_` only.
    pub term: String,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
}

/// The words of a text in a language, in their order.
pub fn words(text: &str, lang: &str) -> Vec<Token> {
    let tokens = runs(text, is_of_word).into_iter().map(|at| Token { term: stem::term(&text[at.clone()], lang), at });
    tokens.filter(|token| !token.term.is_empty()).collect()
}

/// The symbols, numbered titles and dates of a text, each whole: whatever holds a digit and is more than a number.
pub fn names(text: &str) -> Vec<Token> {
    runs(text, |letter| is_of_word(letter) || is_joint(letter)).into_iter().filter_map(|at| name(text, at)).collect()
}

fn name(text: &str, at: Range<usize>) -> Option<Token> {
    let trimmed = text[at.clone()].trim_end_matches(|letter| is_joint(letter) || is_silent(letter));
    let term = stem::name(trimmed);
    let has_digit = term.chars().any(|letter| letter.is_ascii_digit());
    (has_digit && !term.chars().all(|letter| letter.is_ascii_digit())).then(|| Token { term, at: at.start..at.start + trimmed.len() })
}

/// What somebody looks for: groups of words, all of which must be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// The groups.
    pub groups: Vec<Group>,
}

/// What stands together in a query: a word, words between quotation marks, or a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Terms that follow one another; any of these rows will do.
    pub phrases: BTreeSet<Vec<String>>,
    /// How a symbol or an id begins, where this may be one.
    pub beginning: Option<String>,
}

impl Query {
    /// Reads what somebody typed. Words between quotation marks stand together; what is beyond the bounds is left out.
    pub fn read(typed: &str) -> Query {
        let typed: String = typed.chars().take(QUERY_CHARS_MAX).collect();
        let between = typed.split(['"', '«', '»', '“', '”', '„']).enumerate();
        let asked = between.flat_map(|(place, asked)| match place % 2 {
            0 => asked.split_whitespace().collect::<Vec<_>>(),
            _ => vec![asked],
        });
        Query { groups: asked.filter_map(Group::of).take(QUERY_GROUPS_MAX).collect() }
    }

    /// Whether nothing is asked for.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Where a text has what is asked for, in bytes, in order; pieces do not overlap.
    pub fn found_in(&self, text: &str, lang: &str) -> Vec<Range<usize>> {
        let terms: BTreeSet<&str> = self.groups.iter().flat_map(|group| group.phrases.iter().flatten()).map(String::as_str).collect();
        let begins = |term: &str| self.groups.iter().filter_map(|group| group.beginning.as_deref()).any(|begins| term.starts_with(begins));
        let words = words(text, lang).into_iter().filter(|token| terms.contains(token.term.as_str()));
        let names = names(text).into_iter().filter(|token| begins(&token.term));
        let mut found: Vec<Range<usize>> = words.chain(names).map(|token| token.at).collect();
        found.sort_by_key(|at| (at.start, std::cmp::Reverse(at.end)));
        found.dedup_by(|next, kept| next.start < kept.end);
        found
    }

    /// A piece of a text with what is asked for in its place; the text's beginning, where it has nothing of it.
    pub fn shown_in(&self, text: &str, lang: &str) -> Vec<Piece> {
        let found = self.found_in(text, lang);
        let Range { start, end } = around(text, found.first());
        let mut pieces = Vec::new();
        let mut push = |words: &str, is_found| {
            let clean = clean(words);
            if !clean.trim().is_empty() || !(clean.is_empty() || pieces.is_empty()) {
                pieces.push(Piece { words: clean, is_found });
            }
        };
        if start > 0 {
            push("…", false);
        }
        let mut at = start;
        for place in found.into_iter().filter(|place| place.start >= start && place.end <= end) {
            push(&text[at..place.start], false);
            push(&text[place.clone()], true);
            at = place.end;
        }
        push(&text[at..end], false);
        if end < text.len() {
            push(" …", false);
        }
        pieces
    }
}

impl Group {
    fn of(asked: &str) -> Option<Group> {
        let in_language = |lang: &&str| words(asked, lang).into_iter().map(|token| token.term).collect::<Vec<_>>();
        let phrases: BTreeSet<Vec<String>> = LANGUAGES.iter().map(in_language).filter(|phrase| !phrase.is_empty()).collect();
        let joined = asked.trim_matches(|letter: char| !is_of_word(letter));
        let beginning = (!joined.contains(char::is_whitespace)).then(|| stem::name(joined)).filter(|name| may_be_name(name));
        (!phrases.is_empty() || beginning.is_some()).then_some(Group { phrases, beginning })
    }
}

/// Whether this may be how a symbol or an id begins: it has a digit, a joint inside, or is a stretch of hexadecimal.
fn may_be_name(name: &str) -> bool {
    let is_hex = || name.len() >= 4 && name.chars().all(|letter| letter.is_ascii_hexdigit());
    let only_names = name.chars().all(|letter| letter.is_alphanumeric() || is_joint(letter));
    name.chars().count() >= 2 && only_names && (name.chars().any(|letter| letter.is_ascii_digit() || is_joint(letter)) || is_hex())
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words, in one line.
    pub words: String,
    /// Whether it is what was asked for.
    pub is_found: bool,
}

/// What of a text is shown around its first hit: whole words, as long as the first words of any text.
fn around(text: &str, hit: Option<&Range<usize>>) -> Range<usize> {
    let hit = hit.map_or(0, |hit| hit.start);
    let before = text[..hit].char_indices().rev().take(FIRST_WORDS_CHARS_MAX / 3).last().map_or(hit, |(at, _)| at);
    let start = match before {
        0 => 0,
        cut => text[cut..hit].find(char::is_whitespace).map_or(hit, |space| cut + space),
    };
    let mut letters = text[start..].char_indices().skip(FIRST_WORDS_CHARS_MAX);
    let end = match letters.next() {
        None => text.len(),
        Some((cut, _)) => text[start..start + cut]
            .rfind(char::is_whitespace)
            .filter(|space| start + space > hit)
            .map_or(start + cut, |space| start + space),
    };
    start..end
}

/// A piece in one line: its inside as every quotation, and a space where it had one at an end.
fn clean(words: &str) -> String {
    let inside = quoted(words);
    let space = |is_there: bool| if is_there { " " } else { "" };
    match inside.is_empty() {
        true => space(!words.is_empty()).to_string(),
        false => format!("{}{inside}{}", space(words.starts_with(char::is_whitespace)), space(words.ends_with(char::is_whitespace))),
    }
}

/// The longest stretches of a text of which every letter is wanted, each beginning with a letter or a digit.
fn runs(text: &str, is_wanted: impl Fn(char) -> bool) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices() {
        match start {
            None if letter.is_alphanumeric() => start = Some(at),
            Some(begun) if !is_wanted(letter) => {
                runs.push(begun..at);
                start = None;
            }
            _ => {}
        }
    }
    runs.extend(start.map(|begun| begun..text.len()));
    runs
}

fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || is_mark(letter) || is_silent(letter)
}

/// What joins the parts of a symbol.
fn is_joint(letter: char) -> bool {
    matches!(letter, '/' | '.' | '-' | '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a query finds a text of a language: all groups, each by one of its phrases or a beginning.
    fn finds(query: &str, lang: &str, text: &str) -> bool {
        let terms: Vec<String> = words(text, lang).into_iter().map(|token| token.term).collect();
        let names = names(text);
        let query = Query::read(query);
        !query.is_empty()
            && query.groups.iter().all(|group| {
                let phrase = |phrase: &Vec<String>| terms.windows(phrase.len()).any(|window| window == &phrase[..]);
                let begins = |begins: &String| names.iter().any(|name| name.term.starts_with(begins.as_str()));
                group.phrases.iter().any(phrase) || group.beginning.as_ref().is_some_and(begins)
            })
    }

    #[test]
    fn a_word_is_found_however_its_language_writes_it() {
        let rows = [
            // Arabic: article and prepositions, variants of letters, vowel signs, the stretched line, plurals.
            ("ar", "اتفاق", "الاتّفاقات المبرمة بين الأطراف"),
            ("ar", "الأمن", "مسائل الامن"),
            ("ar", "امن", "بالأمن والسلام"),
            ("ar", "منطقه", "المنطقة العازلة"),
            ("ar", "منطقة", "ومناطق خفض التصعيد"),
            ("ar", "المناطق", "في منطقة واحدة"),
            ("ar", "نهر", "الأنهار الثلاثة"),
            ("ar", "أنهار", "على ضفاف النهر"),
            ("ar", "قرار", "القرارات المعتمدة"),
            ("ar", "قرارات", "اعتُمِدَ القَرارُ"),
            ("ar", "مستشفى", "قصف مستشفي"),
            ("ar", "الســــلام", "عملية السلام"),
            ("ar", "مسؤول", "المسئول عن الملف"),
            ("ar", "ﺍﻟﺴﻼﻡ", "السلام"),
            ("ar", "وفد", "رؤساء الوفود"),
            ("ar", "هيئة", "الهيئات المشتركة"),
            // Persian: both keyboards, the joiner, plurals, ezafe.
            ("fa", "منطقه", "منطقه‌های کاهش تنش"),
            ("fa", "منطقه", "منطقۀ امن"),
            ("fa", "مناطق", "منطقه‌ی امن"),
            ("fa", "كميته", "کمیته‌ها"),
            ("fa", "کمیتۀ", "كميته هاي مشترك"),
            ("fa", "تصمیم", "تصمیم‌های اتخاذشده"),
            ("fa", "رودخانه", "رودخانه‌ها"),
            ("fa", "هیئت", "هيئت نمايندگي"),
            ("fa", "می‌شود", "میشود"),
            ("fa", "طرف", "اطراف مذاکره"),
            // Russian: cases, numbers, ё.
            ("ru", "решение", "в этих решениях"),
            ("ru", "решений", "решением сторон"),
            ("ru", "еще", "ещё раз"),
            ("ru", "зачёт", "по итогам зачета"),
            ("ru", "де-эскалация", "зоны де-эскалации"),
            ("ru", "стороны", "каждой стороной"),
            ("ru", "РЕКА", "рекой"),
            ("ru", "район", "районы"),
            // English: inflection, case, the apostrophe.
            ("en", "river", "The Rivers' Commission"),
            ("en", "delegation", "each delegation’s papers"),
            ("en", "commitments", "the commitment due"),
            ("en", "monitoring", "to monitor the locks"),
            ("en", "PORT DORNA", "at Port Dorna"),
            ("en", "naive", "a naïve reading"),
            // French: inflection, elision, accents.
            ("fr", "accord", "l’accord conclu"),
            ("fr", "decisions", "la décision adoptée"),
            ("fr", "délégation", "les délégations"),
            // Digits of three scripts; phrases.
            ("ar", "12", "المادة ١٢"),
            ("fa", "١٢", "مادۀ ۱۲"),
            ("en", "۱۲", "article 12"),
            ("en", "\"lock charges\"", "the lock charge on the Ister"),
            ("en", "charges lock", "the lock charge on the Ister"),
            ("ar", "«خفض التصعيد»", "مناطق خفض التصعيد"),
        ];
        let not_found = rows.iter().filter(|(lang, query, text)| !finds(query, lang, text));
        let told =
            not_found.map(|(lang, query, text)| format!("{query} finds {text}: {:?} in {:?}", Query::read(query), words(text, lang)));
        let told: Vec<String> = told.collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn what_is_another_word_is_not_found() {
        let rows = [
            ("ar", "منطقة", "المنطلق في نهر"),
            ("ar", "نهر", "النهار طويل"),
            ("ar", "سلام", "سلاح"),
            ("ar", "قرار", "استقرار المنطقة"),
            ("ar", "وفد", "وقود"),
            ("fa", "منطقه", "تصمیم‌ها"),
            ("fa", "رود", "درود بر شما"),
            ("ru", "решение", "решётка"),
            ("ru", "река", "рекорд"),
            ("ru", "сторона", "сторож"),
            ("en", "river", "the driver"),
            ("en", "sea", "the seal"),
            ("en", "\"charge lock\"", "the lock charge on the Ister"),
            ("fr", "accord", "un accordéon"),
            ("en", "12", "article 120"),
            ("en", "", "anything"),
            ("en", "\" \" ... –", "anything ..."),
        ];
        let found = rows.iter().filter(|(lang, query, text)| finds(query, lang, text));
        let told = found.map(|(lang, query, text)| format!("{query} finds {text}: {:?} in {:?}", Query::read(query), words(text, lang)));
        let told: Vec<String> = told.collect();
        assert!(told.is_empty(), "{}", told.join("\n"));
    }

    #[test]
    fn a_symbol_is_found_by_how_it_begins() {
        let rows = [
            ("CFR.DEC/1", "as CFR.DEC/1 says", true),
            ("cfr.dec/1", "as CFR.DEC/12 says", true),
            ("CFR.DEC/12", "as CFR.DEC/1 says", false),
            ("CFR.", "as CFR.DEC/1 says.", true),
            ("CFR.DEC/١", "وفقا للمقرر CFR.DEC/1.", true),
            ("2031-05", "due on 2031-05-12", true),
            ("DEC/1", "as CFR.DEC/1 says", true),
            ("R-12", "see R-12/A", true),
            ("R-12", "see R-2/A", false),
        ];
        for (query, text, expected) in rows {
            assert_eq!(finds(query, "en", text), expected, "{query} in {text}: {:?} {:?}", Query::read(query), names(text));
        }
        assert_eq!(Query::read("9F3a").groups[0].beginning.as_deref(), Some("9f3a"));
        assert_eq!(Query::read("dead").groups[0].beginning.as_deref(), Some("dead"));
        assert_eq!(Query::read("river").groups[0].beginning, None);
    }

    #[test]
    fn what_was_found_is_shown_in_its_place() {
        let shown = |query: &str, lang: &str, text: &str| {
            let pieces = Query::read(query).shown_in(text, lang);
            pieces.iter().map(|piece| if piece.is_found { format!("[{}]", piece.words) } else { piece.words.clone() }).collect::<String>()
        };
        let rows = [
            ("river", "en", "Of rivers, and the River.", "Of [rivers], and the [River]."),
            ("منطقة", "ar", "في المَناطِق الآمنة", "في [المَناطِق] الآمنة"),
            ("cfr.dec", "en", "see CFR.DEC/1.", "see [CFR.DEC/1]."),
            ("nothing", "en", "Of rivers.", "Of rivers."),
            ("x", "en", "\u{202E}x\u{202C} y", "[x] y"),
        ];
        for (query, lang, text, expected) in rows {
            assert_eq!(shown(query, lang, text), expected, "{query}");
        }
        let long = format!("{} needle {}", "hay ".repeat(400), "straw ".repeat(400));
        let cut = shown("needle", "en", &long);
        assert!(cut.starts_with("… hay") && cut.contains(" [needle] straw") && cut.ends_with("straw …"), "{cut}");
        assert!(cut.chars().count() <= FIRST_WORDS_CHARS_MAX + 8, "{cut}");
    }

    #[test]
    fn a_query_is_bounded() {
        assert_eq!(Query::read(&"word ".repeat(1000)).groups.len(), QUERY_GROUPS_MAX);
        let long = words(&"a".repeat(10_000), "en");
        assert!(long.len() == 1 && long[0].term.chars().count() <= crate::limit::TERM_CHARS_MAX);
    }
}
