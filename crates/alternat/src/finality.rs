//! Finality: which seal proposals a record's agreements have made final, read from a window.

use crate::graph::Ix;
use crate::kind::{Kind, SealAgreement, SealProposal};
use crate::window::{Ground, Window};
use crate::words::Code;

/// How many agreements of a roster make a seal final: more than two thirds; all of them where there are three or fewer.
pub fn quorum(roster: usize) -> usize {
    if roster <= 3 { roster } else { roster * 2 / 3 + 1 }
}

impl Window<'_> {
    /// The final seals of this past, each after the one before.
    ///
    /// Agreements are counted by standing alone: no later mark takes a seal out of finality again.
    pub fn final_seals(&self) -> Vec<Ix> {
        let Some(charter) = self.ground.charter else { return vec![] };
        let chain = &self.ground.chain.seals;
        // Whoever proposed a seal had the one before as final in his past, and a past only grows.
        let held = chain.partition_point(|seal| self.holds(*seal));
        let mut seals = chain[..held.saturating_sub(1)].to_vec();
        let mut before = seals.last().copied().unwrap_or(charter);
        while let Some(next) = self.filed_standing(before, Kind::SealProposal).into_iter().find(|seal| self.is_final(*seal)) {
            seals.push(next);
            before = next;
        }
        seals
    }

    /// Whether more than two thirds of the roster that the seal answers to have agreed to it here.
    pub fn is_final(&self, seal: Ix) -> bool {
        let roster = seal_roster(self, seal);
        let agreed = agreed(self, seal);
        !roster.is_empty() && roster.iter().filter(|code| agreed.contains(code)).count() >= quorum(roster.len())
    }
}

/// The seals that are final when every act is counted, each after the one before, up to the first that has a final rival.
///
/// None of these can be another in any past: what is final there is final here. So a window need not ask anew for each of
/// them whether it is final, and a record of many seals does not ask more with every seal.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chain {
    seals: Vec<Ix>,
    /// Whether rivals end it.
    is_torn: bool,
}

impl Ground {
    /// Takes a seal into the chain, if the agreement that was just filed under it has made it final.
    pub(crate) fn note_final(&mut self, seal: Ix) {
        let Some(body) = self.body::<SealProposal>(seal) else { return };
        let place = |seal: Ix| self.chain.seals.binary_search(&seal).ok();
        if self.chain.is_torn || place(seal).is_some() || !self.everything().is_final(seal) {
            return;
        }
        let before = match body.previous {
            Some(previous) => self.graph.find(&previous).and_then(place).map(|at| at + 1),
            None => Some(0),
        };
        match before {
            Some(end) if end == self.chain.seals.len() => self.chain.seals.push(seal),
            Some(rivals) => {
                self.chain.seals.truncate(rivals);
                self.chain.is_torn = true;
            }
            None => {}
        }
    }
}

/// The parties that agreed to a seal, by standing, each once, whichever of its inceptions' nodes agreed.
pub fn agreed(window: &Window, seal: Ix) -> Vec<Code> {
    let id = window.ground.id(seal);
    let filed = window.filed_standing(seal, Kind::SealAgreement).into_iter();
    // Agreements to a seal's successors are filed under the seal as well.
    let agreements = filed.filter(|ix| window.ground.body::<SealAgreement>(*ix).is_some_and(|body| body.proposal == id));
    let mut codes: Vec<Code> = agreements.filter_map(|ix| window.ground.fact(ix).code.clone()).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The roster that a standing seal proposal answers to: that of the seal before it; of the proposal's own past for the first.
pub fn seal_roster(window: &Window, seal: Ix) -> Vec<Code> {
    let previous = window.ground.body::<SealProposal>(seal).and_then(|body| body.previous);
    let from = previous.and_then(|id| window.ground.graph.find(&id)).unwrap_or(seal);
    window.ground.electorates.get(&from).cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::quorum;

    #[test]
    fn more_than_two_thirds_and_all_of_three_or_fewer() {
        let rows = [(1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (6, 5), (7, 5), (9, 7), (10, 7), (60, 41)];
        for (roster, needed) in rows {
            assert_eq!(quorum(roster), needed, "roster of {roster}");
        }
    }
}
