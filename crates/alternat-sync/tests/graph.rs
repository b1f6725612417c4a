//! What the graph of a record answers, against a plain search.

mod kit;

use std::collections::BTreeSet;

use alternat::graph::{Graph, Ix};
use alternat::id::Id;
use alternat_sync::graph;
use kit::Chance;

/// A record of some feeds, forks among them: each feed is opened by an act of the feed before, the first by itself.
fn record(acts: usize, forks: u64, chance: &mut Chance) -> Graph {
    let mut graph = Graph::default();
    let mut openings: Vec<Ix> = vec![];
    for at in 0..acts {
        let id = Id::of_bytes(&(at as u64).to_be_bytes());
        let any = |chance: &mut Chance| Ix(chance.below(at) as u32);
        let seen: Box<[Ix]> = (0..chance.below(3)).filter(|_| at > 0).map(|_| any(chance)).collect();
        if at == 0 || chance.is(10) {
            let feed = (at > 0).then(|| any(chance));
            openings.push(graph.push(id, feed.map(|ix| graph.node(ix).feed), 0, None, &seen));
            continue;
        }
        let feed = graph.node(openings[chance.below(openings.len())]).feed;
        let own: Vec<Ix> = graph.places().filter(|ix| graph.node(*ix).feed == feed).collect();
        let prev = if chance.is(forks) { own[chance.below(own.len())] } else { own[own.len() - 1] };
        graph.push(id, Some(feed), graph.node(prev).seq + 1, Some(prev), &seen);
    }
    graph
}

/// These acts and what lies in the past of them, by walking.
fn past(graph: &Graph, of: &BTreeSet<Id>) -> BTreeSet<Ix> {
    let (mut within, mut open) = (BTreeSet::new(), of.iter().filter_map(|id| graph.find(id)).collect::<Vec<_>>());
    while let Some(ix) = open.pop() {
        if within.insert(ix) {
            open.extend(graph.parents(ix));
        }
    }
    within
}

#[test]
fn what_is_lacking_is_what_no_known_act_has_in_its_past() {
    let mut lacked = 0;
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let forks = [0, 20][chance.below(2)];
        let acts = chance.below(120);
        let graph = record(acts, forks, &mut chance);
        let mut known: BTreeSet<Id> = (0..chance.below(6)).map(|_| Id::of_bytes(&(chance.below(150) as u64).to_be_bytes())).collect();
        let within = past(&graph, &known);
        let expected: Vec<Id> = graph.places().filter(|ix| !within.contains(ix)).map(|ix| graph.node(ix).id).collect();
        assert_eq!(graph::lacking(&graph, &known, usize::MAX), expected, "seed {seed}");
        let some = chance.below(10);
        assert_eq!(graph::lacking(&graph, &known, some), expected[..some.min(expected.len())], "seed {seed}");
        lacked += expected.len();
        known.extend(graph.heads().iter().map(|ix| graph.node(*ix).id));
        assert_eq!(graph::lacking(&graph, &known, 1), [], "seed {seed}");
    }
    assert!(lacked > 1000);
}

#[test]
fn every_tip_of_a_feed_is_a_head() {
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let acts = chance.below(120);
        let graph = record(acts, 20, &mut chance);
        let followed: BTreeSet<Ix> = graph.places().filter_map(|ix| graph.node(ix).prev).collect();
        let expected: BTreeSet<Id> = graph.places().filter(|ix| !followed.contains(ix)).map(|ix| graph.node(ix).id).collect();
        let heads = graph::heads(&graph);
        assert_eq!(heads.iter().map(|head| head.id).collect::<BTreeSet<_>>(), expected, "seed {seed}");
        assert_eq!(heads.len(), expected.len());
        for head in heads {
            let node = graph.node(graph.find(&head.id).expect("a head is an act"));
            assert_eq!((head.seq, head.feed), (node.seq, graph.node(node.feed).id));
        }
    }
}
