//! Proof of a fork: two acts of one feed with one number.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a proof of a fork. A mark: in pasts that hold it, neither branch counts until the root resolves it. The
/// two acts lie in the record itself, so the proof names them.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct ForkProof {
    /// One of the two acts: the one with the smaller id.
    #[n(0)]
    pub one: Id,
    /// The other.
    #[n(1)]
    pub other: Id,
}

impl Matter for ForkProof {
    const KIND: Kind = Kind::ForkProof;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let graph = &window.ground.graph;
        let (one, other) = (graph.node(window.in_past(&self.one).at("one")?), graph.node(window.in_past(&self.other).at("other")?));
        match self.one < self.other && one.feed == other.feed && one.seq == other.seq {
            true => Ok(Change::about([one.feed])),
            false => Err(Refusal::NoFork.at("other").naming(&self.other)),
        }
    }
}
