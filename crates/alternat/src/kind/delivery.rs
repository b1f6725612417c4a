//! Delivery: a party's node holds the bytes of some acts. It never proves that a delegation took note of them.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a delivery.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// The acts that the node holds.
    #[n(0)]
    pub of: Vec<Id>,
}

impl Matter for Delivery {
    const KIND: Kind = Kind::Delivery;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        held(window, &self.of)
    }
}

/// Files an act under others that lie in its past, refused ones too: what is held is held.
pub(super) fn held(window: &Window, of: &[Id]) -> Result<Change, Refused> {
    if of.is_empty() {
        return Err(Refusal::BodyMalformed.at("of"));
    }
    each(of, |id| window.in_past(id).map(drop)).at("of")?;
    Ok(Change::about(of.iter().filter_map(|id| window.ground.graph.find(id))))
}
