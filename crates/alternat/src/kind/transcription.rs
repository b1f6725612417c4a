//! Transcription: what a party signed on paper, entered by another. It never counts as the signature of the party.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Convening, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::text::Class;
use crate::window::Window;
use crate::words::{Code, Day, Expression, Words, check_day, check_languages, check_parts};

/// The body of a transcribed act.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Transcription {
    /// The party that signed on paper.
    #[n(0)]
    pub party: Code,
    /// What the paper is: a statement, a position, a report.
    #[n(1)]
    pub title: Words,
    /// Who keeps the paper with the ink on it.
    #[n(2)]
    pub ink_holder: Code,
    /// The party asked to bear witness: neither the one that signed nor the one that transcribes.
    #[n(3)]
    pub witness: Code,
    /// The day on the paper.
    #[n(4)]
    pub signed_on: Option<Day>,
    /// The scan of the paper first, then its words in one or more languages.
    #[n(5)]
    pub expressions: Vec<Expression>,
    /// The session it belongs to.
    #[n(6)]
    pub session: Option<Id>,
}

impl Matter for Transcription {
    const KIND: Kind = Kind::Transcription;

    fn shape(&self) -> Result<(), Refused> {
        self.title.check(Class::Title).at("title")?;
        check_day(&self.signed_on).at("signed_on")?;
        check_languages(&self.expressions, 1).at("expressions")
    }

    fn judge(&self, act: &Act, window: &Window) -> Result<Change, Refused> {
        let session = self.session.map(|id| window.cite::<Convening>(&id)).transpose().at("session")?;
        let charter = window.charter()?;
        for (field, code) in [("party", &self.party), ("ink_holder", &self.ink_holder), ("witness", &self.witness)] {
            charter.body.judge_named(code).at(field)?;
        }
        let own = window.own_code()?;
        if own == self.party {
            return Err(Refusal::NotYours.at("party"));
        }
        if own == self.witness || self.witness == self.party {
            return Err(Refusal::NotYours.at("witness"));
        }
        check_parts(&self.expressions, act.parts.len()).at("expressions")?;
        Ok(Change::about([session.map_or(charter.ix, |session| session.ix)]))
    }
}
