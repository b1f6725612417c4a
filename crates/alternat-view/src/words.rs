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

/// The messages of one interface language.
#[derive(Clone, Copy)]
pub struct Locale(&'static Language);

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
        Locale(named(lang).or_else(|| named(primary)).or_else(|| named(FALLBACK)).unwrap_or(&LANGUAGES[0]))
    }

    /// Every language there is a folder for, by its tag.
    pub fn all() -> impl Iterator<Item = Locale> {
        LANGUAGES.iter().map(Locale)
    }

    /// The language's tag.
    pub fn lang(self) -> &'static str {
        self.0.tag
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
