//! Small things that many bodies hold: words in several languages, codes of parties, expressions of a text, dates.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::id::Id;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::text::{self, Class};

/// A language tag (BCP 47), such as `ar`, `fa`, `ru`, `en`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Lang(#[n(0)] pub String);

impl Lang {
    /// Two or three lower-case letters, then subtags of two to eight letters or digits.
    pub fn is_well_formed(&self) -> bool {
        let mut subtags = self.0.split('-');
        let primary = subtags.next().unwrap_or("");
        (2..=3).contains(&primary.len())
            && primary.bytes().all(|b| b.is_ascii_lowercase())
            && subtags.all(|s| (2..=8).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_alphanumeric()))
    }
}

/// A party's code in this mechanism: two to eight capital letters or digits, such as `ALD`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Code(#[n(0)] pub String);

impl Code {
    /// Whether the code has two to eight capital letters or digits.
    pub fn is_well_formed(&self) -> bool {
        (2..=8).contains(&self.0.len()) && self.0.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One short text in one or more languages, sorted by language, each language once. In JSON: `{"en": "…", "ru": "…"}`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Words(pub Vec<(Lang, String)>);

impl Words {
    /// One language only.
    pub fn one(lang: &str, words: &str) -> Words {
        Words(vec![(Lang(lang.into()), words.into())])
    }

    /// The words in `lang`, otherwise in English, otherwise in the first language there is.
    pub fn best(&self, lang: &str) -> &str {
        let find = |lang: &str| self.0.iter().find(|(l, _)| l.0 == lang).map(|(_, words)| words.as_str());
        find(lang).or_else(|| find("en")).or_else(|| self.0.first().map(|(_, words)| words.as_str())).unwrap_or("")
    }

    /// Whether each text passes the profile of `class`, the languages are well formed, sorted and not repeated, and there is
    /// at least one.
    pub fn check(&self, class: Class) -> Result<(), Refused> {
        let sorted = self.0.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if self.0.is_empty() || !sorted || !self.0.iter().all(|(lang, _)| lang.is_well_formed()) {
            return Err(Refusal::BodyMalformed.into());
        }
        self.0.iter().try_for_each(|(lang, words)| check(class, words).at(&lang.0))
    }
}

/// Whether one text passes the profile of its class.
pub fn check(class: Class, words: &str) -> Result<(), Refused> {
    text::check(class, words).map_err(|fault| Refusal::TextRefused.in_text(fault))
}

impl<C> Encode<C> for Words {
    fn encode<W: minicbor::encode::Write>(&self, e: &mut minicbor::Encoder<W>, _: &mut C) -> Result<(), minicbor::encode::Error<W::Error>> {
        e.array(2 * self.0.len() as u64)?;
        for (lang, words) in &self.0 {
            e.str(&lang.0)?.str(words)?;
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Words {
    fn decode(d: &mut minicbor::Decoder<'b>, _: &mut C) -> Result<Self, minicbor::decode::Error> {
        let count = d.array()?.filter(|count| count % 2 == 0).ok_or_else(|| minicbor::decode::Error::message("words come in pairs"))?;
        let mut words = Vec::new();
        for _ in 0..count / 2 {
            words.push((Lang(d.str()?.into()), d.str()?.into()));
        }
        Ok(Words(words))
    }
}

impl Serialize for Words {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_map(self.0.iter().map(|(lang, words)| (&lang.0, words)))
    }
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let map = std::collections::BTreeMap::<String, String>::deserialize(d)?;
        Ok(Words(map.into_iter().map(|(lang, words)| (Lang(lang), words)).collect()))
    }
}

impl JsonSchema for Words {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Words".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "The same words in one or more languages, by BCP 47 tag",
            "additionalProperties": { "type": "string" },
            "minProperties": 1
        })
    }
}

/// What a language version of a text is worth (practice R4.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(index_only)]
#[serde(rename_all = "snake_case")]
pub enum LanguageStatus {
    /// Counts equally with the other authentic ones.
    #[n(1)]
    Authentic,
    /// A translation that its author answers for.
    #[n(2)]
    OfficialTranslation,
    /// A translation for convenience.
    #[n(3)]
    Courtesy,
    /// Made by a machine.
    #[n(4)]
    Machine,
}

/// One language version of a text; its words are a detached part of the act.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Expression {
    /// The language.
    #[n(0)]
    pub lang: Lang,
    /// What the version is worth.
    #[n(1)]
    pub status: LanguageStatus,
    /// Which of the act's detached parts holds the words, from 0.
    #[n(2)]
    pub part: u8,
}

/// Whether every expression's language is well formed, and there are at least `least`.
pub fn check_languages(expressions: &[Expression], least: usize) -> Result<(), Refused> {
    if expressions.len() < least {
        return Err(Refusal::BodyMalformed.into());
    }
    each(expressions, |expression| check_lang(&expression.lang).at("lang"))
}

/// Whether a language tag is well formed.
pub fn check_lang(lang: &Lang) -> Result<(), Refusal> {
    if lang.is_well_formed() { Ok(()) } else { Err(Refusal::BodyMalformed) }
}

/// Whether every expression points at one of the act's `parts`.
pub fn check_parts(expressions: &[Expression], parts: usize) -> Result<(), Refused> {
    each(expressions, |expression| match usize::from(expression.part) < parts {
        true => Ok(()),
        false => Err(Refusal::NoSuchPart.at("part")),
    })
}

/// A day as people write it on paper: `2017-05-23`, Gregorian. Shown; no rule reads it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(transparent)]
#[serde(transparent)]
pub struct Day(#[n(0)] pub String);

impl Day {
    /// Four digits, two, two, with a month of 1–12 and a day of 1–31.
    pub fn is_well_formed(&self) -> bool {
        let b = self.0.as_bytes();
        let two = |at: usize| u32::from(b[at] - b'0') * 10 + u32::from(b[at + 1] - b'0');
        b.len() == 10
            && b.iter().enumerate().all(|(i, c)| if i == 4 || i == 7 { *c == b'-' } else { c.is_ascii_digit() })
            && (1..=12).contains(&two(5))
            && (1..=31).contains(&two(8))
    }
}

/// Checks a list of codes: well formed, no repeats.
pub fn check_codes(codes: &[Code]) -> Result<(), Refused> {
    each(codes, |code| if code.is_well_formed() { Ok(()) } else { Err(Refusal::BodyMalformed) })?;
    let mut sorted: Vec<_> = codes.iter().collect();
    sorted.sort();
    match sorted.windows(2).all(|pair| pair[0] != pair[1]) {
        true => Ok(()),
        false => Err(Refusal::BodyMalformed.into()),
    }
}

/// Checks a day, where one is there.
pub fn check_day<'a>(day: impl Into<Option<&'a Day>>) -> Result<(), Refusal> {
    match day.into().is_none_or(Day::is_well_formed) {
        true => Ok(()),
        false => Err(Refusal::BodyMalformed),
    }
}

/// What an act of a demonstration rests on.
///
/// In maps, where what is absent is left out: an array would say it with a null, which the gate refuses.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Basis {
    /// A public source says so.
    #[n(1)]
    Reported {
        /// The SHA-256 of the source, where a file of it is at hand.
        #[n(0)]
        source: Option<Id>,
        /// The words or the place in the source on which the act rests.
        #[n(1)]
        words: String,
    },
    /// The program needs it, and no source says it.
    #[n(2)]
    Presumed {
        /// What is presumed, and why.
        #[n(0)]
        why: String,
    },
    /// Invented for a rehearsal among made-up parties.
    #[n(3)]
    Invented,
}

impl Basis {
    /// Whether the words of the basis pass the profile.
    pub fn check(&self) -> Result<(), Refused> {
        match self {
            Basis::Reported { words, .. } => check(Class::Prose, words).at("words").at("reported"),
            Basis::Presumed { why } => check(Class::Prose, why).at("why").at("presumed"),
            Basis::Invented => Ok(()),
        }
    }
}
