//! Number: an adopted decision gets its number. A draft never has one (practice R3.5).

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, close, convening};
use crate::act::Act;
use crate::decision;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a number.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Number {
    /// The close by which the decision was adopted.
    #[n(0)]
    pub close: Id,
    /// The series: two to eight capital letters, such as `DEC`.
    #[n(1)]
    pub series: String,
    /// The number, one more than the last of the series.
    #[n(2)]
    pub number: u32,
}

impl Matter for Number {
    const KIND: Kind = Kind::Number;

    fn shape(&self) -> Result<(), Refused> {
        if !((2..=8).contains(&self.series.len()) && self.series.bytes().all(|b| b.is_ascii_uppercase())) {
            return Err(Refusal::BodyMalformed.at("series"));
        }
        Ok(())
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let (close, put, session) = close::cite(window, &self.close).at("close")?;
        close::judge_closes(window, &put).at("close")?;
        convening::not_handed_over(window, session).at("close")?;
        window.none_filed(close, Kind::Number, Refusal::AlreadyDone).at("close")?;
        if decision::last_number(window, &self.series).checked_add(1) != Some(self.number) {
            return Err(Refusal::NotNext.at("number"));
        }
        close::judge_adopted(window, close, put.ix).at("close")?;
        Ok(Change::about([close, window.charter()?.ix]))
    }
}
