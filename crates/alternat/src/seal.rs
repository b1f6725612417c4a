//! Seals: what a proposal must say, computed from the record itself.

use crate::decision;
use crate::graph::{Clock, Ix};
use crate::id::Id;
use crate::kind::{Kind, RULES, Ruling, SealProposal};
use crate::merkle;
use crate::picture;
use crate::window::{Ground, Window};

/// The decisions that a seal must rule on: those closed more than once that no final seal has settled, by id of the put.
pub fn disputed(window: &Window) -> Vec<Id> {
    let Ok(charter) = window.charter() else { return vec![] };
    let puts = window.filed(charter.ix, Kind::Convening).into_iter().flat_map(|session| window.filed(session, Kind::Put));
    let mut disputed: Vec<Id> =
        puts.filter(|put| matches!(decision::state(window, *put), decision::State::Disputed(_))).map(|put| window.ground.id(put)).collect();
    disputed.sort();
    disputed
}

/// What a tree lacks that a party that agrees to its seal may not leave out: a mark or an objection that stands in its window.
pub fn lacked(window: &Window, tree: &Clock) -> Option<Ix> {
    let reached = |branch: usize| tree.get(branch).copied().unwrap_or(0);
    // Only what the window has beyond the tree is looked for, and only among what binds, however much there is of either.
    let mut beyond =
        window.clock.iter().enumerate().map(|(branch, end)| (branch, reached(branch), *end)).filter(|(_, from, end)| from < end);
    beyond
        .find_map(|(branch, from, end)| window.ground.binding.range((branch as u32, from)..(branch as u32, end)).next().map(|(_, ix)| *ix))
}

/// The leaves of the tree of a proposal at `seal`, or of a proposal that has the past `window`: those of the seal before,
/// then the rest of the past, parents first, ties by the smaller id.
///
/// # Source
/// spec/seal.md, "The order of leaves".
pub fn leaves(ground: &Ground, previous: Option<Ix>, window: &Window) -> Vec<Ix> {
    let mut seals = vec![];
    let mut at = previous;
    while let Some(seal) = at {
        seals.push(seal);
        at = ground.body::<SealProposal>(seal).and_then(|body| body.previous).and_then(|id| ground.graph.find(&id));
    }
    let mut order = vec![];
    let mut base: Clock = [].into();
    for seal in seals.into_iter().rev() {
        let tree = ground.graph.past(seal);
        order.extend(ground.graph.in_order(&base, &tree));
        base = tree;
    }
    order.extend(ground.graph.in_order(&base, &window.clock));
    order
}

/// The leaves of a proposal that is in the record.
pub fn leaves_of(ground: &Ground, seal: Ix) -> Vec<Ix> {
    let previous = ground.body::<SealProposal>(seal).and_then(|body| body.previous).and_then(|id| ground.graph.find(&id));
    leaves(ground, previous, &ground.past_of(seal))
}

/// Every act of the record in canonical order: the leaves of the last final seal, then the rest, parents first.
pub fn canonical_order(ground: &Ground) -> Vec<Ix> {
    let everything = ground.everything();
    leaves(ground, everything.final_seals().last().copied(), &everything)
}

/// The root of the tree over these leaves.
pub fn root(ground: &Ground, leaves: &[Ix]) -> Id {
    let mut tree = merkle::Tree::default();
    for leaf in leaves {
        tree.push(ground.id(*leaf));
    }
    tree.root()
}

/// The proposal that may be made with `window` as its past, with the rulings of whoever presides.
pub fn propose(window: &Window, term: Option<Id>, rulings: Vec<Ruling>) -> SealProposal {
    let ground = window.ground;
    let previous = window.final_seals().last().copied();
    let leaves = leaves(ground, previous, window);
    SealProposal {
        previous: previous.map(|ix| ground.id(ix)),
        size: leaves.len() as u64,
        root: root(ground, &leaves),
        state_hash: picture::state_hash(window),
        rules: RULES,
        rulings,
        term,
    }
}

/// What a node finds when it recomputes a proposal: the root and the state hash of the proposal's past.
pub fn recompute(ground: &Ground, seal: Ix) -> (Id, Id) {
    (root(ground, &leaves_of(ground, seal)), picture::state_hash(&ground.past_of(seal)))
}
