//! What of a word is looked up: its letters folded to one spelling, and its endings taken off, by script and language.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::limit::TERM_CHARS_MAX;

/// The languages whose words have an analysis of their own. A word of another language is taken as its script's first.
pub const LANGUAGES: [&str; 5] = ["ar", "en", "fa", "fr", "ru"];

/// The term of one word of a text in a language.
pub fn term(word: &str, lang: &str) -> String {
    let plain: String = word.nfkc().flat_map(char::to_lowercase).map(digit).filter(|letter| !is_dropped(*letter)).collect();
    // مسئول and مسؤول are one word.
    let plain = plain.replace("ئو", "ؤو");
    let term = match script(&plain) {
        _ if plain.chars().any(|letter| letter.is_ascii_digit()) => fold(&plain),
        Script::Cyrillic => stem(Algorithm::Russian, &fold(&plain)),
        Script::Arabic if lang.split('-').next() == Some("fa") => persian(&plain),
        Script::Arabic => arabic(&plain),
        Script::Other if lang.split('-').next() == Some("fr") => fold(&stem(Algorithm::French, &plain)),
        Script::Other => fold(&stem(Algorithm::English, &plain)),
    };
    term.chars().take(TERM_CHARS_MAX).collect()
}

/// A symbol or an id as a whole: one spelling, and nothing taken off.
pub fn name(symbol: &str) -> String {
    let plain = symbol.nfkc().flat_map(char::to_lowercase).map(digit).filter(|letter| !is_dropped(*letter) && *letter != ZWNJ);
    let plain: String = plain.collect();
    fold(&plain).chars().take(TERM_CHARS_MAX).collect()
}

/// A digit of any of the three scripts as ASCII has it; every other letter as it is.
pub fn digit(letter: char) -> char {
    let value = match letter {
        '\u{0660}'..='\u{0669}' => u32::from(letter) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(letter) - 0x06F0,
        _ => return letter,
    };
    char::from_digit(value, 10).unwrap_or(letter)
}

/// What stands inside a word and is no letter of it: joiners, and what directs a line.
pub fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{00AD}' | '\u{061C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// Accents and vowel signs that stand on a letter.
pub fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0487}' | '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}'
        | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}' | '\u{06E7}' | '\u{06E8}' | '\u{06EA}'..='\u{06ED}')
}

/// The joiner that a Persian word may hold: it parts an ending from its word.
const ZWNJ: char = '\u{200C}';

/// Vowel signs and the stretch of a line say nothing of a word; the Persian joiner is looked at before it goes.
fn is_dropped(letter: char) -> bool {
    let is_vowel = is_mark(letter) && letter >= '\u{0610}';
    is_vowel || letter == '\u{0640}' || (is_silent(letter) && letter != ZWNJ)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Arabic,
    Cyrillic,
    Other,
}

fn script(word: &str) -> Script {
    let of = |letter: char| match letter {
        '\u{0400}'..='\u{052F}' => Some(Script::Cyrillic),
        '\u{0600}'..='\u{08FF}' => Some(Script::Arabic),
        letter if letter.is_alphabetic() => Some(Script::Other),
        _ => None,
    };
    word.chars().find_map(of).unwrap_or(Script::Other)
}

fn stem(algorithm: Algorithm, word: &str) -> String {
    Stemmer::new(algorithm).stem(word).into_owned()
}

/// Article and conjunction or preposition together: nothing else begins so, and the stemmer takes off the article alone.
const ARTICLES: [&str; 6] = ["وبال", "وال", "بال", "فال", "كال", "لل"];

/// An Arabic word: a broken plural as its singular, everything else without its endings.
fn arabic(word: &str) -> String {
    let bare: String = word.chars().filter(|letter| *letter != ZWNJ).collect();
    match singular(&fold(&bare)) {
        Some(singular) => arabic_stem(singular),
        None => {
            let without = ARTICLES.iter().find_map(|article| bare.strip_prefix(article)).filter(|rest| rest.chars().count() >= 3);
            arabic_stem(without.unwrap_or(&bare))
        }
    }
}

/// Without its endings. An `ه` at the end is often written for `ة`, and a stem is the same with either.
fn arabic_stem(word: &str) -> String {
    let stemmed = fold(&stem(Algorithm::Arabic, &word.replace('ى', "ي")));
    let length = stemmed.chars().count();
    match stemmed.strip_suffix('ه') {
        Some(shorter) if length > 3 => shorter.to_string(),
        _ => stemmed,
    }
}

/// A Persian word: endings are taken off before letters are folded, since some are told by Persian letters alone.
fn persian(word: &str) -> String {
    let spelled: String = word
        .chars()
        .map(|letter| match letter {
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            'ۀ' | 'ة' => 'ه',
            other => other,
        })
        .collect();
    // What stands behind the last joiner is an ending where it is one of these, and a part of the word otherwise.
    let parted =
        spelled.rsplit_once(ZWNJ).filter(|(_, ending)| PERSIAN_ENDINGS.contains(ending)).map_or(spelled.as_str(), |(word, _)| word);
    let bare: String = parted.chars().filter(|letter| *letter != ZWNJ).collect();
    match singular(&fold(&bare)) {
        Some(singular) => fold(&stem(Algorithm::Persian, &singular.replace('ة', "ه").replace('ي', "ی").replace('ك', "ک"))),
        None => fold(&stem(Algorithm::Persian, &bare)),
    }
}

const PERSIAN_ENDINGS: [&str; 21] = [
    "ها",
    "های",
    "هایی",
    "هایم",
    "هایش",
    "هایشان",
    "هایمان",
    "ی",
    "ای",
    "اند",
    "ام",
    "ات",
    "اش",
    "ایم",
    "اید",
    "مان",
    "تان",
    "شان",
    "تر",
    "ترین",
    "هایتان",
];

/// The singular of a folded broken plural, with whatever is written together with it.
fn singular(folded: &str) -> Option<&'static str> {
    let before = BEFORE.iter().filter_map(|before| folded.strip_prefix(before));
    let mut bare = before.flat_map(|rest| AFTER.iter().filter_map(|after| rest.strip_suffix(after)));
    bare.find_map(|bare| SINGULARS.get(bare).copied())
}

/// Article, conjunctions and prepositions that Arabic writes together with a word, folded.
const BEFORE: [&str; 15] = ["", "وبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل"];
/// Possessives that Arabic and Persian write together with it, folded.
const AFTER: [&str; 8] = ["", "ها", "هما", "هم", "نا", "كم", "ه", "ي"];

/// Broken plurals of words of this trade, folded, and the singular of each as a dictionary has it.
static SINGULARS: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
    let lines = BROKEN_PLURALS.lines().filter_map(|line| line.split_once(' '));
    lines.flat_map(|(singular, plurals)| plurals.split(' ').map(move |plural| (fold(plural), singular))).collect()
});

/// Each line: the singular, then its plurals. Those that only add an ending need no line.
const BROKEN_PLURALS: &str = "\
منطقة مناطق
نهر أنهار أنهر
طرف أطراف
سد سدود
حوض أحواض
ماء مياه
وفد وفود
رئيس رؤساء
بند بنود
نص نصوص
مشروع مشاريع
دولة دول
حد حدود
وثيقة وثائق
سند أسناد
تقرير تقارير
خبير خبراء
لجنة لجان
فريق أفرقة فرق
موعد مواعيد
حق حقوق
عضو أعضاء
مركز مراكز
خط خطوط
نقطة نقاط نقط
خريطة خرائط
قاعدة قواعد
مبدأ مبادئ
مادة مواد
أصل أصول
تدبير تدابير
هدف أهداف
يوم أيام
شهر أشهر شهور
عام أعوام
أثر آثار
خطر أخطار مخاطر
جزء أجزاء
عمل أعمال
قناة قنوات
جسر جسور
قفل أقفال
محضر محاضر
سؤال أسئلة
رأي آراء
موقف مواقف
ضحية ضحايا
سجين سجناء
أسير أسرى
معبر معابر
طريق طرق
مدينة مدن
قرية قرى
بلد بلدان بلاد
شعب شعوب
مصدر مصادر
مورد موارد
ميناء موانئ
سفينة سفن
حادث حوادث
شرط شروط
سفير سفراء
وزير وزراء
ممثل ممثلون ممثلين
خلاف خلافات";

/// One spelling for the letters that are written now so, now so.
fn fold(word: &str) -> String {
    word.nfd()
        // Cyrillic й keeps its mark, and so does ё lose it.
        .collect::<String>()
        .replace("и\u{0306}", "й")
        .chars()
        .filter(|letter| !is_mark(*letter) && *letter != ZWNJ && *letter != 'ء')
        .map(|letter| match letter {
            'ٱ' => 'ا',
            'ى' | 'ی' | 'ې' => 'ي',
            'ک' => 'ك',
            'ة' | 'ہ' | 'ە' | 'ھ' => 'ه',
            other => other,
        })
        .collect()
}
