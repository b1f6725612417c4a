//! Seal proposal: whoever presides proposes to seal everything in the proposal's past.

use minicbor::{Decode, Encode};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Change, Close, Kind, Matter, RULES};
use crate::act::Act;
use crate::chair;
use crate::id::Id;
use crate::place::{At, Refused, each};
use crate::refusal::Refusal;
use crate::window::Window;

/// The body of a seal proposal. The tree's leaves are those of the seal before, then the rest of this act's past.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct SealProposal {
    /// The seal before, by its proposal; absent for the first.
    #[n(0)]
    pub previous: Option<Id>,
    /// How many leaves the tree has: every act in this one's past.
    #[n(1)]
    pub size: u64,
    /// The root of the tree (RFC 9162).
    #[n(2)]
    pub root: Id,
    /// SHA-256 of the state bytes of this act's past.
    #[n(3)]
    pub state_hash: Id,
    /// The version of the rules by which it was folded.
    #[n(4)]
    pub rules: u16,
    /// For everything closed twice or disputed in the past: the act that counts, or none.
    #[n(5)]
    pub rulings: Vec<Ruling>,
    /// The term; absent where the charter has no rotation.
    #[n(6)]
    pub term: Option<Id>,
}

/// What a seal settles.
#[derive(Clone, Debug, PartialEq, Encode, Decode, Serialize, Deserialize, JsonSchema)]
#[cbor(map)]
#[serde(deny_unknown_fields)]
pub struct Ruling {
    /// The decision that was closed more than once, by its put.
    #[n(0)]
    pub on: Id,
    /// The close of that decision that counts; absent where none does.
    #[n(1)]
    pub counts: Option<Id>,
}

impl Matter for SealProposal {
    const KIND: Kind = Kind::SealProposal;

    fn judge(&self, _: &Act, window: &Window) -> Result<Change, Refused> {
        let previous = self.previous.map(|id| window.cite::<SealProposal>(&id)).transpose().at("previous")?;
        each(&self.rulings, |ruling| {
            window.cite::<super::Put>(&ruling.on).at("on")?;
            ruling.counts.map_or(Ok(()), |id| window.in_past(&id).map(drop)).at("counts")
        })
        .at("rulings")?;
        chair::judge_authority(window, &self.term).at("term")?;
        let latest = window.final_seals().last().copied();
        if latest != previous.as_ref().map(|cited| cited.ix) {
            let refused = Refusal::NotReplaced.at("previous");
            return Err(latest.map_or(refused.clone(), |latest| refused.naming(&window.ground.id(latest))));
        }
        let mut disputed = crate::seal::disputed(window);
        let mut ruled: Vec<Id> = self.rulings.iter().map(|ruling| ruling.on).collect();
        disputed.sort();
        ruled.sort();
        let size = window.ground.graph.count(&window.clock);
        let closes = self.rulings.iter().all(|ruling| {
            let close = ruling.counts.and_then(|id| window.ground.graph.find(&id)).map(|ix| window.ground.body::<Close>(ix));
            close.is_none_or(|close| close.is_some_and(|close| close.put == ruling.on))
        });
        let fields = [("size", self.size == size), ("rules", self.rules == RULES), ("rulings", ruled == disputed && closes)];
        match fields.into_iter().find(|(_, is_same)| !is_same) {
            None => Ok(Change::about([match previous {
                Some(previous) => previous.ix,
                None => window.charter()?.ix,
            }])),
            Some((field, _)) => Err(Refusal::SealDiffers.at(field)),
        }
    }
}
