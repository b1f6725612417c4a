//! Resolution of a fork: the party's root says which branch counts from here on.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, ForkProof, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a resolution. It counts for acts that have it in their past, and never speaks for the days before it.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct ForkResolution {
    /// The proof of the fork.
    #[n(0)]
    pub proof: Id,
    /// The first act of the branch that counts: one of the two that the proof names. Without one, neither does.
    #[n(1)]
    pub counts: Option<Id>,
}

impl Matter for ForkResolution {
    const KIND: Kind = Kind::ForkResolution;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let proof = window.cite::<ForkProof>(&self.proof).at("proof")?;
        let side = window.in_past(&proof.body.one).at("proof")?;
        // A root's own fork is not for a root to resolve: the mechanism recognises a new inception.
        let feed = window.ground.graph.node(side).feed;
        if !window.is_own(side) || window.ground.is_chain(&window.ground.id(feed)) {
            return Err(Refusal::NotYours.at("proof").naming(&self.proof));
        }
        match self.counts.filter(|id| *id != proof.body.one && *id != proof.body.other) {
            None => Ok(Change::about([proof.ix])),
            Some(id) => Err(Refusal::NoFork.at("counts").naming(&id)),
        }
    }
}
