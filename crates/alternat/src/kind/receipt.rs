//! Receipt: a person of a party has taken note of some acts.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::delivery::held;
use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::Refused;
use crate::window::Window;

/// The body of a receipt.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The acts taken note of.
    #[n(0)]
    pub of: Vec<Id>,
}

impl Matter for Receipt {
    const KIND: Kind = Kind::Receipt;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        held(window, &self.of)
    }
}
