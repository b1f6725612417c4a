//! The scene: what every view reads from, and the few questions that all of them ask.

use std::collections::BTreeMap;

use alternat::act::Act;
use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Accreditation, Charter, Demonstration};
use alternat::window::Window;
use alternat::words::{Code, Expression, LanguageStatus};
use serde::Serialize;

use crate::basis::Mark;
use crate::bidi::quoted;
use crate::limit::{BEGINNING_BYTES_MAX, FIRST_WORDS_CHARS_MAX};
use crate::moment::Moment;
use crate::reader::{Reader, order_for};
use crate::words::Locale;

/// What lies beside a state: acts as they were signed, and their detached parts.
pub trait Shelf {
    /// The act with this id, if it is at hand.
    fn act(&self, id: &Id) -> Option<Act>;

    /// The first `bytes_max` bytes of the detached part with this SHA-256, if it is at hand; all of a shorter one.
    fn beginning(&self, sha256: &Id, bytes_max: usize) -> Option<Vec<u8>>;
}

/// A window, a reader, and the shelf.
pub struct Scene<'a> {
    /// The past that is read.
    pub window: &'a Window<'a>,
    /// Who reads.
    pub reader: &'a Reader,
    /// What lies beside the state.
    pub shelf: &'a dyn Shelf,
    /// The charter.
    pub charter: &'a Charter,
    rank: BTreeMap<Ix, usize>,
}

/// A party, as one reader knows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    /// Its code.
    pub code: Code,
    /// Its name, in the reader's language where there is one.
    pub name: String,
}

/// One language version of some words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Version {
    /// The language.
    pub lang: String,
    /// What the version is worth.
    pub status: LanguageStatus,
    /// How it begins: only of the version to read first, and only where its bytes are at hand and are a text.
    pub begins: Option<Beginning>,
}

/// How a text begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Beginning {
    /// The first words, in one line.
    pub words: String,
    /// Whether the text goes on.
    pub goes_on: bool,
}

impl<'a> Scene<'a> {
    /// The scene of a window; `None` where it shows no charter.
    pub fn of(window: &'a Window<'a>, reader: &'a Reader, shelf: &'a dyn Shelf) -> Option<Scene<'a>> {
        let charter = window.charter().ok()?.body;
        let order = window.ground.graph.in_order(&[], &window.clock);
        let rank = order.into_iter().enumerate().map(|(rank, ix)| (ix, rank)).collect();
        Some(Scene { window, reader, shelf, charter, rank })
    }

    /// The mechanism's id, which is its charter's.
    pub fn mechanism(&self) -> Id {
        self.window.charter().map(|charter| self.window.ground.id(charter.ix)).unwrap_or_default()
    }

    /// The messages of the reader's language.
    pub fn locale(&self) -> Locale {
        Locale::of(&self.reader.lang).beside(self.reader.calendar)
    }

    /// Acts in the order in which they followed upon each other, ties by the smaller id: never in order of arrival.
    pub fn in_order(&self, mut acts: Vec<Ix>) -> Vec<Ix> {
        acts.sort_by_key(|ix| self.rank.get(ix).copied().unwrap_or(usize::MAX));
        acts
    }

    /// How an act lies in that order, from 0.
    pub fn rank(&self, ix: Ix) -> usize {
        self.rank.get(&ix).copied().unwrap_or(usize::MAX)
    }

    /// A party by its code.
    pub fn named(&self, code: &Code) -> Named {
        let party = self.charter.parties.iter().find(|party| party.code == *code);
        let name = party.map_or(code.to_string(), |party| party.name.best(&self.reader.lang).to_string());
        Named { code: code.clone(), name }
    }

    /// An organ's name, by its code.
    pub fn organ(&self, code: &Code) -> String {
        let organ = self.charter.organs.iter().find(|organ| organ.code == *code);
        organ.map_or(code.to_string(), |organ| organ.name.best(&self.reader.lang).to_string())
    }

    /// Some parties, the reader's first, the rest in the order of the charter; each once.
    pub fn parties<'c>(&self, codes: impl IntoIterator<Item = &'c Code>) -> Vec<Named> {
        let wanted: Vec<&Code> = codes.into_iter().collect();
        let agreed: Vec<Code> = self.charter.parties.iter().map(|party| party.code.clone()).filter(|code| wanted.contains(&code)).collect();
        order_for(self.reader, &agreed).iter().map(|code| self.named(code)).collect()
    }

    /// The party whose act it is.
    pub fn party_of(&self, ix: Ix) -> Option<Named> {
        self.window.author(ix).map(|code| self.named(&code))
    }

    /// Who signed it: the holder of the feed, as the party calls him.
    pub fn signer_of(&self, ix: Ix) -> Option<String> {
        let feed = self.window.ground.graph.node(ix).feed;
        self.window.ground.body::<Accreditation>(feed).map(|body| body.holder.name.best(&self.reader.lang).to_string())
    }

    /// What an act rests on, in a demonstration that says so.
    pub fn mark(&self, ix: Ix) -> Option<Mark> {
        self.shelf.act(&self.window.ground.id(ix))?.basis.as_ref().map(Mark::of)
    }

    /// When an act was signed, by its author's word.
    ///
    /// `None` in a reconstruction, whose acts say when somebody entered them and not when anything happened, and for an act that is not
    /// at hand.
    pub fn moment(&self, ix: Ix) -> Option<Moment> {
        let act = self.shelf.act(&self.window.ground.id(ix)).filter(|_| !self.is_reconstruction())?;
        Some(Moment::of(act.claimed_at))
    }

    /// Whether this is a reconstruction.
    pub fn is_reconstruction(&self) -> bool {
        self.charter.demonstration == Some(Demonstration::Reconstruction)
    }

    /// The language versions of an act's words, the one to read first: in the reader's language, otherwise an authentic one.
    pub fn versions(&self, ix: Ix, expressions: &[Expression]) -> Vec<Version> {
        let mut expressions: Vec<&Expression> = expressions.iter().collect();
        expressions.sort_by_key(|expression| (expression.lang.0 != self.reader.lang, expression.status));
        let version = |expression: &&Expression| Version { lang: expression.lang.0.clone(), status: expression.status, begins: None };
        let mut versions: Vec<Version> = expressions.iter().map(version).collect();
        if let (Some(first), Some(expression)) = (versions.first_mut(), expressions.first()) {
            first.begins = self.begins(ix, expression);
        }
        versions
    }

    fn begins(&self, ix: Ix, expression: &Expression) -> Option<Beginning> {
        let act = self.shelf.act(&self.window.ground.id(ix))?;
        let part = act.parts.get(usize::from(expression.part))?;
        let bytes = self.shelf.beginning(&part.sha256, BEGINNING_BYTES_MAX)?;
        let is_whole = bytes.len() as u64 >= part.size;
        Beginning::of(&bytes, is_whole)
    }
}

impl Beginning {
    /// The beginning of a text in one line and in whole words; `None` for bytes that are no text.
    fn of(bytes: &[u8], is_whole: bool) -> Option<Beginning> {
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            // A character that the last byte cuts in two is no fault of the text.
            Err(error) if error.error_len().is_none() && !is_whole => std::str::from_utf8(&bytes[..error.valid_up_to()]).ok()?,
            Err(_) => return None,
        };
        if text.contains('\0') {
            return None;
        }
        let clean = quoted(text);
        if clean.chars().count() <= FIRST_WORDS_CHARS_MAX {
            return Some(Beginning { words: clean, goes_on: !is_whole });
        }
        let cut: String = clean.chars().take(FIRST_WORDS_CHARS_MAX).collect();
        let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
        Some(Beginning { words: whole.trim_end_matches([',', ';', ':', '،', '؛']).to_string(), goes_on: true })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_after_a_whole_word() {
        let of = |text: &str, is_whole| Beginning::of(text.as_bytes(), is_whole).map(|begins| (begins.words, begins.goes_on));
        assert_eq!(of("Short.\nAnd plain.", true), Some(("Short. And plain.".into(), false)));
        assert_eq!(of("Short.", false), Some(("Short.".into(), true)));
        let (first, goes_on) = of(&"word, ".repeat(100), true).expect("a text");
        assert!(goes_on && first.ends_with("word") && first.chars().count() <= FIRST_WORDS_CHARS_MAX, "{first}");
        assert!(of(&"w".repeat(1 << 12), true).expect("a text").0.chars().count() <= FIRST_WORDS_CHARS_MAX);
    }

    #[test]
    fn bytes_that_are_no_text_are_not_quoted() {
        let words = "слово".as_bytes();
        assert_eq!(Beginning::of(&words[..9], false).map(|begins| begins.words), Some("слов".into()));
        for (bytes, is_whole) in [(&words[..9], true), (&[0xFF, 0x41][..], false), (b"\0\0".as_slice(), true)] {
            assert_eq!(Beginning::of(bytes, is_whole), None, "{bytes:?}");
        }
    }
}
