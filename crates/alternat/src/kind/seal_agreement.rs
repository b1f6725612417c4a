//! Seal agreement: a party's node has recomputed a proposed seal from its own disk and found the same.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Kind, Matter, SealProposal};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a seal agreement.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct SealAgreement {
    /// The proposal.
    #[n(0)]
    pub proposal: Id,
    /// The root that this node computed.
    #[n(1)]
    pub root: Id,
    /// The hash of the state that this node folded.
    #[n(2)]
    pub state_hash: Id,
}

impl Matter for SealAgreement {
    const KIND: Kind = Kind::SealAgreement;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let proposal = window.cite::<SealProposal>(&self.proposal).at("proposal")?;
        window.own_code()?;
        // One successor of a seal per party: an agreement is filed under the proposal and under what the proposal follows.
        let follows = match proposal.body.previous {
            Some(previous) => window.in_past(&previous).at("proposal")?,
            None => window.charter()?.ix,
        };
        let earlier = window.filed_standing(follows, Kind::SealAgreement).into_iter().find(|ix| {
            window.is_own(*ix) && window.ground.body::<SealAgreement>(*ix).is_some_and(|own| own.follows_from(window) == Some(follows))
        });
        if let Some(earlier) = earlier {
            return Err(Refusal::AlreadyDone.at("proposal").naming(&window.ground.id(earlier)));
        }
        if self.root != proposal.body.root {
            return Err(Refusal::SealDiffers.at("root"));
        }
        if self.state_hash != proposal.body.state_hash {
            return Err(Refusal::SealDiffers.at("state_hash"));
        }
        let tree = window.ground.graph.past(proposal.ix);
        match crate::seal::lacked(window, &tree) {
            None => Ok(Change::about([proposal.ix, follows])),
            Some(lacked) => Err(Refusal::TreeLacks.at("proposal").naming(&window.ground.id(lacked))),
        }
    }
}

impl SealAgreement {
    /// What the proposal that this agrees to follows: the seal before it, or the charter.
    fn follows_from(&self, window: &Window) -> Option<crate::graph::Ix> {
        let proposal = window.ground.graph.find(&self.proposal)?;
        match window.ground.body::<SealProposal>(proposal)?.previous {
            Some(previous) => window.ground.graph.find(&previous),
            None => window.ground.charter,
        }
    }
}
