//! Withdrawal of an objection, by the party that made it. At a meeting it lifts the objection; it never mends silence.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Objection, Put, put};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a withdrawal.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The objection.
    #[n(0)]
    pub objection: Id,
}

impl Matter for Withdrawal {
    const KIND: Kind = Kind::Withdrawal;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let objection = window.cite::<Objection>(&self.objection).at("objection")?;
        let put = window.cite::<Put>(&objection.body.put).at("objection")?;
        if !window.is_own(objection.ix) {
            return Err(Refusal::NotYours.at("objection").naming(&self.objection));
        }
        put::judge_on_roster(window, put.ix).at("objection")?;
        window.none_filed(objection.ix, Kind::Withdrawal, Refusal::AlreadyDone).at("objection")?;
        Ok(Change::about([objection.ix]))
    }
}
