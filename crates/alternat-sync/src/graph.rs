//! Two answers of [`Holdings`](crate::Holdings), as the graph of a record gives them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use alternat::graph::{Graph, Ix};
use alternat::id::Id;

use crate::holdings::Head;

/// The heads of a record.
pub fn heads(graph: &Graph) -> Vec<Head> {
    let head = |ix| {
        let node = graph.node(ix);
        Head { feed: graph.node(node.feed).id, seq: node.seq, id: node.id }
    };
    graph.heads().into_iter().map(head).collect()
}

/// The first `count_max` acts that are neither in `known` nor in the past of an act in `known`, in order of arrival.
///
/// Costs a clock for each act in `known` that no later one has in its past, and then a step for each act it gives.
pub fn lacking(graph: &Graph, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
    let mut known: Vec<Ix> = known.iter().filter_map(|id| graph.find(id)).collect();
    known.sort_unstable_by_key(|ix| Reverse(*ix));
    let mut reached = vec![0; graph.branches().len()];
    for ix in known {
        // A past is whole, so an act within it brings nothing more.
        if !graph.within(&reached, ix) {
            for (slot, here) in reached.iter_mut().zip(graph.clock(ix).iter()) {
                *slot = (*here).max(*slot);
            }
        }
    }
    // The branches are each in order of arrival; what is left of them is merged.
    let left = graph.branches().iter().zip(&reached).map(|(branch, reached)| {
        let within = reached.saturating_sub(branch.first) as usize;
        branch.acts.get(within..).unwrap_or_default()
    });
    let mut next: BinaryHeap<Reverse<&[Ix]>> = left.filter(|acts| !acts.is_empty()).map(Reverse).collect();
    let mut lacking = Vec::new();
    while lacking.len() < count_max
        && let Some(Reverse([first, rest @ ..])) = next.pop()
    {
        lacking.push(graph.node(*first).id);
        if !rest.is_empty() {
            next.push(Reverse(rest));
        }
    }
    lacking
}
