//! Words: every sentence that a person reads, by its name and by language. No other file of this crate holds one.
//!
//! A language is a folder of messages (Project Fluent) under `locales/` and no Rust: its sentences, the names of its months,
//! its digits and the direction of its lines. A message that a language lacks is said in English.

mod calendar;
mod figures;

use std::cmp::Ordering;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use icu_collator::CollatorBorrowed;
use icu_collator::options::CollatorOptions;
use unic_langid::LanguageIdentifier;

use crate::bidi::{Direction, isolate};
pub use calendar::Calendar;
use figures::Figures;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

/// The language in which a message is said that another lacks.
const FALLBACK: &str = "en";

/// The messages of one interface language, and the calendar in which days are said beside the Gregorian one.
#[derive(Clone, Copy)]
pub struct Locale(&'static Language, Option<Calendar>);

/// What the program knows of a language: all of it from the language's folder.
struct Language {
    tag: &'static str,
    direction: Direction,
    messages: FluentBundle<FluentResource>,
    figures: Figures,
    order: Option<CollatorBorrowed<'static>>,
}

/// A value that is put into a message.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// Words, names and symbols: shown as they are, and isolated where they run the other way.
    Words(&'a str),
    /// What a message of the same language said: shown as it is.
    Said(&'a str),
    /// A number: in the language's digits, and with the form of the words that goes with it.
    Number(u64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(words: &'a str) -> Value<'a> {
        Value::Words(words)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(words: &'a String) -> Value<'a> {
        Value::Words(words)
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Number(number.into())
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number as u64)
    }
}

impl Locale {
    /// The locale of a language, by its tag or a longer one (`ar-SY`); English where there is none.
    pub fn of(lang: &str) -> Locale {
        let primary = lang.split('-').next().unwrap_or_default();
        let named = |tag: &str| LANGUAGES.iter().find(|language| language.tag == tag);
        Locale(named(lang).or_else(|| named(primary)).or_else(|| named(FALLBACK)).unwrap_or(&LANGUAGES[0]), None)
    }

    /// Every language there is a folder for, by its tag.
    pub fn all() -> impl Iterator<Item = Locale> {
        LANGUAGES.iter().map(|language| Locale(language, None))
    }

    /// The language's tag.
    pub fn lang(self) -> &'static str {
        self.0.tag
    }

    /// The same language, with every day said in another calendar, too; the Gregorian one is said in any case.
    pub fn beside(self, calendar: Option<Calendar>) -> Locale {
        Locale(self.0, calendar.filter(|calendar| *calendar != Calendar::Gregorian))
    }

    /// The calendar in which days are said besides.
    pub fn calendar(self) -> Option<Calendar> {
        self.1
    }

    /// Which way its lines run.
    pub fn direction(self) -> Direction {
        self.0.direction
    }

    /// A message without values. A name that no language has is said as it is.
    pub fn word(self, name: &str) -> String {
        self.say::<&str>(name, &[])
    }

    /// A message with its values put in. Words are isolated where they run the other way; numbers have the language's digits.
    pub fn say<'a, V: Into<Value<'a>> + Copy>(self, name: &str, values: &[(&str, V)]) -> String {
        let Some(Language { messages, .. }) = self.saying(name) else { return name.into() };
        let Some(pattern) = messages.get_message(name).and_then(|message| message.value()) else { return name.into() };
        let mut args = FluentArgs::with_capacity(values.len());
        for (place, value) in values {
            match (*value).into() {
                // Agreed prose may have paragraphs; a message is one line.
                Value::Words(words) => args.set(*place, isolate(&words.replace('\n', " "), self.0.direction).into_owned()),
                Value::Said(words) => args.set(*place, words.to_string()),
                Value::Number(number) => args.set(*place, number),
            }
        }
        // A value that the message asks for and that is not given shows its name in braces; tests look for that.
        messages.format_pattern(pattern, Some(&args), &mut vec![]).into_owned()
    }

    /// Whether there is a message of this name, in the language or in English.
    pub fn is_said(self, name: &str) -> bool {
        self.saying(name).is_some()
    }

    /// Whether the language itself has a message of this name.
    pub fn has(self, name: &str) -> bool {
        self.0.messages.has_message(name)
    }

    /// The language that has a message of this name: this one, or English.
    fn saying(self, name: &str) -> Option<&'static Language> {
        [self.0, Locale::of(FALLBACK).0].into_iter().find(|language| language.messages.has_message(name))
    }

    /// Several things in one line: `a`, `a and b`, `a, b and c`. Empty for none.
    pub fn list(self, items: &[String]) -> String {
        let isolated: Vec<String> = items.iter().map(|item| isolate(item, self.0.direction).into_owned()).collect();
        match &isolated[..] {
            [] => String::new(),
            [one] => one.clone(),
            [most @ .., last] => [most.join(&self.word("list-comma")), last.clone()].join(&self.word("list-and")),
        }
    }

    /// A number in the language's digits, in groups of three where the language groups them.
    pub fn number(self, number: u64) -> String {
        self.0.figures.grouped(number)
    }

    /// The digits of an hour or of a year in those of the language, and everything else as it stands.
    pub fn digits(self, written: &str) -> String {
        let figures = &self.0.figures;
        written.chars().map(|sign| sign.to_digit(10).map_or_else(|| sign.to_string(), |digit| figures.bare(digit.into()))).collect()
    }

    /// A language's name; its tag, where no message has it.
    pub fn language(self, lang: &str) -> String {
        let name = format!("lang-{lang}");
        match self.saying(&name) {
            Some(_) => self.word(&name),
            None => lang.into(),
        }
    }

    /// The order of names in the language.
    pub fn compare(self, left: &str, right: &str) -> Ordering {
        match &self.0.order {
            Some(order) => order.compare(left, right).then_with(|| left.cmp(right)),
            None => left.cmp(right),
        }
    }
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Locale").field(&self.0.tag).finish()
    }
}

/// Every language, in the order of their tags. What cannot be read of a folder is left out; tests see that nothing is.
static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| FOLDERS.iter().map(|(tag, files)| Language::read(tag, files)).collect());

impl Language {
    fn read(tag: &'static str, files: &[&'static str]) -> Language {
        let id: LanguageIdentifier = tag.parse().unwrap_or_default();
        let mut messages = FluentBundle::new_concurrent(vec![id]);
        // Values are isolated one by one, and only where they must be.
        messages.set_use_isolating(false);
        messages.set_formatter(Some(figures::say));
        for file in files {
            let resource = FluentResource::try_new(file.to_string()).unwrap_or_else(|(read, _)| read);
            messages.add_resource_overriding(resource);
        }
        let word = |name: &str| {
            let message = messages.get_message(name).and_then(|message| message.value());
            message.map(|pattern| messages.format_pattern(pattern, None, &mut vec![]).into_owned()).unwrap_or_default()
        };
        let direction = if word("language-direction") == "rtl" { Direction::RightToLeft } else { Direction::LeftToRight };
        let figures = Figures::of(&word("language-figures"));
        let order = tag.parse::<icu_locale::Locale>().ok();
        let order = order.and_then(|locale| CollatorBorrowed::try_new((&locale).into(), CollatorOptions::default()).ok());
        Language { tag, direction, messages, figures, order }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Each message of a language, and the values that it asks for.
    fn asked(files: &[&str]) -> BTreeMap<String, BTreeSet<String>> {
        let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in files.iter().flat_map(|file| file.lines()) {
            match line.split_once(" =") {
                Some((name, _)) if !line.starts_with([' ', '#']) => {
                    current = name.to_string();
                    assert!(messages.insert(current.clone(), BTreeSet::new()).is_none(), "{current} is written twice");
                }
                _ => {}
            }
            let values = line.split("{ $").skip(1).filter_map(|after| after.split([' ', '}']).next());
            for value in values {
                if let Some(asked) = messages.get_mut(&current) {
                    asked.insert(value.to_string());
                }
            }
        }
        messages
    }

    #[test]
    fn every_language_says_every_message_with_the_same_values() {
        let (_, english) = FOLDERS.iter().find(|(tag, _)| *tag == FALLBACK).expect("English is there");
        let english = asked(english);
        for (tag, files) in FOLDERS {
            let own = asked(files);
            let lacking: Vec<&String> = english.keys().filter(|name| !own.contains_key(*name)).collect();
            let beyond: Vec<&String> = own.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(lacking.is_empty() && beyond.is_empty(), "{tag} lacks {lacking:?}, and has beyond English {beyond:?}");
            for (name, values) in &own {
                assert_eq!(values, &english[name], "{tag}: {name}");
            }
        }
    }

    /// Files for the record's own pages and for the command, which may use the words of the machine.
    const OF_THE_RECORD: [&str; 2] = ["record.ftl", "refusal.ftl"];

    #[test]
    fn what_delegates_read_uses_no_word_of_the_machine() {
        let locales = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../locales"));
        for locale in Locale::all() {
            let folder = locales.join(locale.lang());
            let list = std::fs::read_to_string(folder.join("machine-words.txt")).expect("each language lists them");
            let lines = || list.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
            let allowed: Vec<&str> = lines().filter_map(|line| line.strip_prefix("- ")).collect();
            let banned: BTreeSet<&str> = lines().filter(|line| !line.starts_with("- ")).collect();
            for file in std::fs::read_dir(&folder).expect("a folder of messages").map(|entry| entry.expect("an entry").path()) {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                if !name.ends_with(".ftl") || OF_THE_RECORD.contains(&name.as_str()) {
                    continue;
                }
                let text = std::fs::read_to_string(&file).expect("a file of messages");
                // What is said stands behind the name, or on the lines below it.
                let said = text.lines().filter(|line| !line.starts_with('#')).map(|line| match line.split_once(" =") {
                    Some((name, said)) if !name.starts_with(' ') => said,
                    _ => line,
                });
                for line in said {
                    let line = allowed.iter().fold(line.to_lowercase(), |line, phrase| line.replace(phrase, ""));
                    let letters = |letter: char| !(letter.is_alphanumeric() || letter == '\u{200c}');
                    let found = line.split(letters).find(|word| banned.contains(word));
                    assert!(found.is_none(), "{}: '{}' in: {line}", file.display(), found.unwrap_or_default());
                }
            }
        }
    }

    #[test]
    fn every_file_is_read_to_its_end() {
        for (tag, files) in FOLDERS {
            for file in *files {
                let read = FluentResource::try_new(file.to_string());
                assert!(read.is_ok(), "{tag}: {:?}", read.err().map(|(_, errors)| errors));
            }
        }
    }

    #[test]
    fn a_list_is_said_with_and() {
        let rows: [(&[&str], &str); 4] = [(&[], ""), (&["A"], "A"), (&["A", "B"], "A and B"), (&["A", "B", "C"], "A, B and C")];
        for (items, expected) in rows {
            let items: Vec<String> = items.iter().map(|item| item.to_string()).collect();
            assert_eq!(Locale::of("en").list(&items), expected);
        }
    }

    #[test]
    fn a_value_never_counts_as_a_place() {
        let said = Locale::of("en").say("day-gregorian", &[("day", "{ $month }"), ("month", "May"), ("year", "2031")]);
        assert_eq!(said, "{ $month } May 2031");
    }

    #[test]
    fn a_number_takes_the_digits_and_the_form_of_the_language() {
        let rows = [
            ("en", 1, "One matter waits for Alda."),
            ("en", 12_345, "12,345 matters wait for Alda."),
            ("xx", 2, "2 matters wait for Alda."),
        ];
        for (lang, count, expected) in rows {
            let said = Locale::of(lang).say("waiting-count", &[("count", Value::Number(count)), ("party", Value::Words("Alda"))]);
            assert_eq!(said, expected);
        }
        for (lang, expected) in [("ar", "١٢"), ("ar-SY", "١٢"), ("fa", "۱۲"), ("ru", "12"), ("en", "12")] {
            assert_eq!(Locale::of(lang).number(12), expected, "{lang}");
        }
    }

    #[test]
    fn a_day_is_said_in_the_calendars_of_the_parties() {
        let rows = [
            ("en", Calendar::Gregorian, "2031-05-02", "2 May 2031"),
            ("en", Calendar::Gregorian, "soon", "soon"),
            ("en", Calendar::Gregorian, "2031-02-30", "2031-02-30"),
            // Checked against other programs: 4 May 2017, the day of the memorandum on de-escalation areas.
            ("en", Calendar::UmmAlQura, "2017-05-04", "8 Shaʻban 1438 (Umm al-Qura)"),
            ("en", Calendar::SolarHijri, "2017-05-04", "14 Ordibehesht 1396 (Solar Hijri)"),
            ("en", Calendar::SolarHijri, "2017-07-04", "13 Tir 1396 (Solar Hijri)"),
            ("en", Calendar::SolarHijri, "2026-03-21", "1 Farvardin 1405 (Solar Hijri)"),
            ("ar", Calendar::Gregorian, "2017-05-23", "٢٣ أيار/مايو ٢٠١٧"),
            ("ru", Calendar::Gregorian, "2017-05-23", "23 мая 2017 года"),
            ("fr", Calendar::Gregorian, "2017-05-01", "1er mai 2017"),
            ("fr", Calendar::Gregorian, "2017-05-23", "23 mai 2017"),
        ];
        for (lang, calendar, day, expected) in rows {
            assert_eq!(Locale::of(lang).day_in(calendar, day), expected, "{lang} {day}");
        }
    }

    #[test]
    fn a_day_is_said_in_a_second_calendar_where_the_reader_wants_one() {
        let rows = [
            ("en", None, "2017-05-04", "4 May 2017"),
            ("en", Some(Calendar::Gregorian), "2017-05-04", "4 May 2017"),
            ("en", Some(Calendar::SolarHijri), "2017-05-04", "4 May 2017, 14 Ordibehesht 1396 (Solar Hijri)"),
            ("en", Some(Calendar::UmmAlQura), "2017-05-04", "4 May 2017, 8 Shaʻban 1438 (Umm al-Qura)"),
            ("fa", Some(Calendar::SolarHijri), "2017-05-04", "۴ مه ۲۰۱۷، ۱۴ اردیبهشت ۱۳۹۶ (هجری شمسی)"),
            ("en", Some(Calendar::SolarHijri), "soon", "soon"),
        ];
        for (lang, calendar, day, expected) in rows {
            assert_eq!(Locale::of(lang).beside(calendar).day(day), expected, "{lang} {day}");
        }
    }

    #[test]
    fn names_are_in_the_order_of_the_language() {
        let mut names = ["Ёлкин", "Жуков", "Егоров"];
        names.sort_by(|left, right| Locale::of("ru").compare(left, right));
        assert_eq!(names, ["Егоров", "Ёлкин", "Жуков"]);
    }

    #[test]
    fn every_message_that_is_asked_for_is_there() {
        let sources = [
            include_str!("account.rs"),
            include_str!("delegation.rs"),
            include_str!("statement.rs"),
            include_str!("decision.rs"),
            include_str!("commitment.rs"),
            include_str!("chair.rs"),
            include_str!("seal.rs"),
            include_str!("basis.rs"),
            include_str!("moment.rs"),
            include_str!("refusal.rs"),
            include_str!("words.rs"),
        ];
        let all = sources.concat();
        let asked = all.split(".say(\"").skip(1).chain(all.split(".word(\"").skip(1)).filter_map(|after| after.split('"').next());
        for name in asked.filter(|name| !name.contains("\\")) {
            assert!(Locale::of(FALLBACK).has(name), "nobody has written {name}");
        }
        for refusal in alternat::refusal::Refusal::ALL {
            assert!(Locale::of(FALLBACK).has(&format!("refusal-{}", refusal.code())), "nobody has written {}", refusal.code());
        }
        for kind in alternat::kind::Kind::ALL {
            assert!(Locale::of(FALLBACK).has(&format!("kind-{}", kind.name())), "nobody has written {}", kind.name());
        }
    }
}
