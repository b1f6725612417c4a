//! Rotation of root keys: signed by the keys that the set before promised.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::inception::Roots;
use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a rotation. A mark: root acts after the cut that do not follow the rotation count no more in pasts that
/// hold it.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Rotation {
    /// The new set of root keys.
    #[n(0)]
    pub roots: Roots,
    /// The last act of the root's own chain that counts.
    #[n(1)]
    pub cut: Id,
}

impl Matter for Rotation {
    const KIND: Kind = Kind::Rotation;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let cut = window.in_past(&self.cut).at("cut")?;
        let feed = window.ground.graph.node(cut).feed;
        if Some(feed) != window.feed {
            return Err(Refusal::NotYours.at("cut").naming(&self.cut));
        }
        match self.roots.are_sound() {
            true => Ok(Change::about([feed])),
            false => Err(Refusal::TermsContradict.at("roots")),
        }
    }
}
