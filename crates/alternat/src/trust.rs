//! Trust: which parties a verifier knows, from outside the file.
//!
//! A trust file is lines of text. Each pins one party: its id (the id of its inception) in 64 hexadecimal digits, or as it
//! is read out on the telephone, in eight groups of five digits; then the name by which the verifier knows it. Empty lines
//! and lines that begin with `#` say nothing.

use std::collections::BTreeMap;

use crate::id::Id;
use crate::limit;
use crate::text::{self, Class, TextFault};

/// The parties that a verifier knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trust {
    /// By fingerprint.
    pins: BTreeMap<String, Pin>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pin {
    /// The whole id; absent where the line gave the fingerprint alone.
    id: Option<Id>,
    name: String,
}

/// Why a trust file is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTrust {
    /// More bytes than [`limit::TRUST_BYTES_MAX`].
    #[error("a trust file has at most {max} bytes", max = limit::TRUST_BYTES_MAX)]
    TooLarge,
    /// A line begins with neither an id nor a fingerprint.
    #[error("line {line} begins neither with 64 lower-case hexadecimal digits nor with eight groups of five digits")]
    Pin {
        /// The line, from 1.
        line: usize,
    },
    /// A line has no name, or one that a name may not be.
    #[error("line {line} does not end with a name")]
    Name {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        source: TextFault,
    },
    /// A party is pinned twice.
    #[error("line {line} pins what an earlier line has pinned")]
    Twice {
        /// The line, from 1.
        line: usize,
    },
}

impl Trust {
    /// Trust in nobody.
    pub fn none() -> Trust {
        Trust::default()
    }

    /// Reads a trust file.
    ///
    /// # Errors
    /// [`NotTrust`], naming the line.
    ///
    /// # Source
    /// spec/original.md, O30.
    pub fn parse(text: &str) -> Result<Trust, NotTrust> {
        if text.len() > limit::TRUST_BYTES_MAX {
            return Err(NotTrust::TooLarge);
        }
        let mut pins = BTreeMap::new();
        for (at, written) in text.lines().enumerate() {
            let (line, words) = (at + 1, written.split_whitespace().collect::<Vec<_>>());
            if words.first().is_none_or(|first| first.starts_with('#')) {
                continue;
            }
            let (fingerprint, id, rest) = pin(&words).ok_or(NotTrust::Pin { line })?;
            let name = rest.join(" ");
            text::check(Class::Name, &name).map_err(|source| NotTrust::Name { line, source })?;
            if pins.insert(fingerprint, Pin { id, name }).is_some() {
                return Err(NotTrust::Twice { line });
            }
        }
        Ok(Trust { pins })
    }

    /// How many parties are pinned.
    pub fn count(&self) -> usize {
        self.pins.len()
    }

    /// The name by which the verifier knows the party of this inception; `None` for a stranger.
    pub fn name_of(&self, inception: &Id) -> Option<&str> {
        let pin = self.pins.get(&inception.fingerprint())?;
        (pin.id.is_none() || pin.id == Some(*inception)).then_some(pin.name.as_str())
    }
}

/// The pin at the beginning of a line, its id if it is whole, and the words behind it.
fn pin<'a>(words: &'a [&'a str]) -> Option<(String, Option<Id>, &'a [&'a str])> {
    if let Ok(id) = words[0].parse::<Id>() {
        return Some((id.fingerprint(), Some(id), &words[1..]));
    }
    let (groups, rest) = words.split_at_checked(8)?;
    let digits = |group: &&str| group.len() == 5 && group.bytes().all(|byte| byte.is_ascii_digit());
    groups.iter().all(digits).then(|| (groups.join(" "), None, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_an_id_or_eight_groups_of_five_digits_and_a_name() {
        let (one, other) = (Id::of_bytes(b"one"), Id::of_bytes(b"other"));
        let text = format!("# by telephone, 3 May\n\n{one} Republic of Dorna\n  {}   Alda \n", other.fingerprint());
        let trust = Trust::parse(&text).expect("two pins");
        assert_eq!(trust.name_of(&one), Some("Republic of Dorna"));
        assert_eq!(trust.name_of(&other), Some("Alda"));
        assert_eq!(trust.name_of(&Id::ZERO), None);
        assert_eq!(Trust::none().name_of(&one), None);
    }

    #[test]
    fn a_line_that_pins_nothing_is_named() {
        let id = Id::of_bytes(b"one");
        let groups = id.fingerprint();
        let check = |text: &str, expected: NotTrust| match Trust::parse(text).unwrap_err() {
            NotTrust::Name { line, .. } => assert_eq!(
                Err(line),
                match expected {
                    NotTrust::Name { line, .. } => Err(line),
                    other => Ok(other),
                }
            ),
            found => assert_eq!(found, expected, "{text}"),
        };
        let empty = text::check(Class::Name, "").unwrap_err();
        check("Dorna", NotTrust::Pin { line: 1 });
        check(&format!("#\n{}0 Dorna", &id.to_string()[..63].to_uppercase()), NotTrust::Pin { line: 2 });
        check(&format!("{} Dorna", &groups[..41]), NotTrust::Pin { line: 1 });
        check(&format!("{}x Dorna", &groups[..46]), NotTrust::Pin { line: 1 });
        check(&id.to_string(), NotTrust::Name { line: 1, source: empty });
        check(&groups, NotTrust::Name { line: 1, source: empty });
        check(&format!("{id} Dor\u{202e}na"), NotTrust::Name { line: 1, source: empty });
        check(&format!("{id} Dorna\n{groups} Alda"), NotTrust::Twice { line: 2 });
        check(&"#".repeat(limit::TRUST_BYTES_MAX + 1), NotTrust::TooLarge);
    }
}
