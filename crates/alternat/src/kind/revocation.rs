//! Revocation: a root ends a feed, and names the last act that counts.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Accreditation, Change, Inception, Kind, Matter};
use crate::act::Act;
use crate::id::Id;
use crate::place::{At, Refused};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a revocation. A mark: acts of the feed after `last` count no more in pasts that hold it.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Revocation {
    /// The feed, by the accreditation that opened it; or the chain of a root that was replaced, by its inception.
    #[n(0)]
    pub feed: Id,
    /// The last act that counts; without one, none does.
    #[n(1)]
    pub last: Option<Id>,
}

impl Matter for Revocation {
    const KIND: Kind = Kind::Revocation;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let cited = window.cite::<Accreditation>(&self.feed).map(|cited| (cited.ix, window.is_own(cited.ix)));
        // A root that was recognised ends what the root before it signed; else keys that were lost would live for ever.
        let (feed, is_own) = match cited {
            Err(refused) if refused.refusal == Refusal::WrongKind => {
                window.cite::<Inception>(&self.feed).map(|cited| (cited.ix, window.was_own(cited.ix)))
            }
            cited => cited,
        }
        .at("feed")?;
        let last = self.last.map(|id| window.in_past(&id)).transpose().at("last")?;
        if !is_own {
            return Err(Refusal::NotYours.at("feed").naming(&self.feed));
        }
        if let Some(last) = last.filter(|ix| window.ground.graph.node(*ix).feed != feed) {
            return Err(Refusal::NotYours.at("last").naming(&window.ground.id(last)));
        }
        Ok(Change::about([feed]))
    }
}
