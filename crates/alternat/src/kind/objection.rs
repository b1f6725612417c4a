//! Objection: a party on the roster keeps a decision from being adopted by consensus.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, Put, put};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of an objection.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// The decision that was put.
    #[n(0)]
    pub put: Id,
    /// The reason, if one is given.
    #[n(1)]
    pub reason: Option<Words>,
}

impl Matter for Objection {
    const KIND: Kind = Kind::Objection;

    fn shape(&self) -> Result<(), Refused> {
        self.reason.iter().try_for_each(|reason| reason.check(Class::Prose)).at("reason")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let put = window.cite::<Put>(&self.put).at("put")?;
        put::judge_on_roster(window, put.ix).at("put")?;
        Ok(Change::about([put.ix]))
    }
}
