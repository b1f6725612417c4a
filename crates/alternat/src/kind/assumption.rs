//! Assumption of the chair: a term begins. It names the term before it, and the hand-over.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Handover, Kind, Matter};
use crate::act::Act;
use crate::chair;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;
use crate::words::Code;

/// The body of an assumption.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Assumption {
    /// The term before: its assumption, or the charter for the first term.
    #[n(0)]
    pub previous: Id,
    /// The hand-over; absent for the first term.
    #[n(1)]
    pub handover: Option<Id>,
    /// The party that takes the chair.
    #[n(2)]
    pub party: Code,
    /// The one feed that acts for the chair in this term.
    #[n(3)]
    pub feed: Id,
}

impl Matter for Assumption {
    const KIND: Kind = Kind::Assumption;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let previous = window.cite_any(&self.previous).at("previous")?;
        let handover = self.handover.map(|id| window.cite::<Handover>(&id)).transpose().at("handover")?;
        let feed = window.accreditation(&self.feed).at("feed")?;
        let charter = window.charter()?;
        if previous != charter.ix && window.ground.body::<Assumption>(previous).is_none() {
            return Err(Refusal::WrongKind.at("previous").naming(&self.previous));
        }
        if window.own_code()? != self.party {
            return Err(Refusal::NotYours.at("party"));
        }
        if !window.speaks_for_own(feed.ix) || feed.body.node.is_some() {
            return Err(Refusal::NotYours.at("feed").naming(&self.feed));
        }
        let handed_to = handover.map(|handover| (handover.body.term, &handover.body.to));
        let in_turn = match handed_to {
            None => previous == charter.ix && charter.body.rotation.first() == Some(&self.party),
            Some((term, to)) => term == self.previous && *to == self.party,
        };
        if !chair::current_terms(window).contains(&previous) {
            return Err(Refusal::AlreadyDone.at("previous").naming(&self.previous));
        }
        match in_turn {
            true => Ok(Change::about([previous])),
            false => Err(Refusal::NotNext.at("party")),
        }
    }
}
