//! Finality: which seal proposals a record's agreements have made final, read from a window.

use crate::graph::Ix;
use crate::kind::{Kind, SealAgreement, SealProposal};
use crate::window::Window;
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
        let mut seals = vec![];
        let mut before = charter;
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
