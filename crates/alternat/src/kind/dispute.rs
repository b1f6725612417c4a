//! Dispute: a party does not accept what another reports. The report stays, and so does its status: others only comment.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::acknowledgement::of_another;
use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::text::Class;
use crate::window::Window;
use crate::words::Words;

/// The body of a dispute.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Dispute {
    /// The report.
    #[n(0)]
    pub report: Id,
    /// The reason.
    #[n(1)]
    pub reason: Words,
}

impl Matter for Dispute {
    const KIND: Kind = Kind::Dispute;

    fn shape(&self) -> Result<(), Refused> {
        self.reason.check(Class::Prose).at("reason")
    }

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        Ok(Change::about([of_another(window, &self.report).at("report")?]))
    }
}
