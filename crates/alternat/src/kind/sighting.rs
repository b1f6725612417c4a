//! Sighting: names heads that an act to come could not name, because there are more than 32. It says nothing else.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::place::Refused;
use crate::window::Window;

/// The body of a sighting: empty.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Sighting {}

impl Matter for Sighting {
    const KIND: Kind = Kind::Sighting;

    fn judge(&self, _: &Act, _: &Window) -> Result<Change, Refused> {
        Ok(Change::default())
    }
}
