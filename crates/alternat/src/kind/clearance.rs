//! Clearance: the second signer of a party agrees to what another signer of it is about to sign.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::Refused;
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a clearance.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Clearance {
    /// The tag of the kind that is cleared.
    #[n(0)]
    pub kind: u16,
    /// SHA-256 of the body that is cleared.
    #[n(1)]
    pub body: Id,
}

impl Matter for Clearance {
    const KIND: Kind = Kind::Clearance;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let own = window.party.ok_or(Refusal::NotAParty)?;
        Ok(Change::about([own]))
    }
}
