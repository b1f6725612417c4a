//! What is signed on one node arrives on the others, at once or as soon as they can be reached.

use std::collections::BTreeSet;

use alternat::id::Id;
use alternat_node::request::{Answer, Ask, Blob};
use serde_json::json;

use crate::kit::{Party, Running, cite, found, place};

/// Three parties in one circle.
fn three(name: &str) -> ([Party; 3], Id) {
    let place = place(name);
    let parties = ["ALD", "BOR", "CRE"].map(|code| Party::new(&place, code));
    let mechanism = found(&parties.each_ref());
    (parties, mechanism)
}

/// Starts every node, tells each where the others are, and waits until all hold the same.
fn start(parties: &[Party], mechanism: Id) -> Vec<Running> {
    let nodes: Vec<Running> = parties.iter().map(Party::run).collect();
    for (node, _) in nodes.iter().zip(parties) {
        for (other, party) in nodes.iter().zip(parties).filter(|(other, _)| other.address != node.address) {
            node.meet(mechanism, party.code, other.address);
        }
    }
    nodes.iter().for_each(|node| node.await_equal(mechanism));
    nodes
}

fn acts(node: &Running, mechanism: Id) -> BTreeSet<Id> {
    node.shared(mechanism).with(|circle| {
        let graph = &circle.record().ground().graph;
        graph.places().map(|ix| graph.node(ix).id).collect()
    })
}

#[test]
fn an_act_that_one_node_signs_is_pushed_to_all_others() {
    let (parties, mechanism) = three("push");
    let nodes = start(&parties, mechanism);
    for turn in 0..4 {
        for (from, node) in nodes.iter().enumerate() {
            let id = cite(node, mechanism, &format!("paper {turn} of {from}"), &[]);
            nodes.iter().for_each(|other| other.await_act(mechanism, id));
        }
    }
    assert!(nodes.iter().all(|node| acts(node, mechanism) == acts(&nodes[0], mechanism)));
}

#[test]
fn an_act_goes_through_a_third_node_where_two_cannot_reach_each_other() {
    let (parties, mechanism) = three("push-through");
    let nodes: Vec<Running> = parties.iter().map(Party::run).collect();
    nodes[0].meet(mechanism, "BOR", nodes[1].address);
    nodes[2].meet(mechanism, "BOR", nodes[1].address);
    let id = cite(&nodes[0], mechanism, "a paper", &[]);
    nodes[2].await_act(mechanism, id);
    let linked = nodes[2].shared(mechanism).links().borrow().parties().iter().map(|code| code.0.clone()).collect::<Vec<_>>();
    assert_eq!(linked, ["BOR"]);
}

#[test]
fn after_a_cut_nodes_catch_up_by_themselves() {
    let (parties, mechanism) = three("push-cut");
    let mut nodes = start(&parties, mechanism);
    let gone = nodes.pop().unwrap();
    let last = cite(&gone, mechanism, "before the cut", &[]);
    nodes.iter().for_each(|node| node.await_act(mechanism, last));
    // The others are not told that it is gone: its old links are still open to them when it comes back.
    drop(gone);
    let missed: Vec<Id> = (0..40).map(|turn| cite(&nodes[turn % 2], mechanism, &format!("paper {turn}"), &[])).collect();
    nodes.iter().for_each(|node| missed.iter().for_each(|id| node.await_act(mechanism, *id)));

    // It knows where the others are from its configuration, so nobody has to tell it anything.
    let back = parties[2].run();
    missed.iter().for_each(|id| assert!(!back.holds(mechanism, *id)));
    missed.iter().for_each(|id| back.await_act(mechanism, *id));
    let after = cite(&back, mechanism, "after the cut", &[]);
    nodes.iter().for_each(|node| node.await_act(mechanism, after));
    assert_eq!(acts(&back, mechanism), acts(&nodes[0], mechanism));
}

#[test]
fn detached_parts_follow_their_act() {
    let (parties, mechanism) = three("push-parts");
    let nodes = start(&parties, mechanism);
    let large: Vec<u8> = (0..700_000_u32).map(|at| (at % 251) as u8).collect();
    let rows: [&[&[u8]]; 3] = [&[b"one"], &[b"two", b""], &[&large]];
    for parts in rows {
        let mut tidings = nodes[2].shared(mechanism).parts().subscribe();
        let id = cite(&nodes[0], mechanism, "a paper with parts", parts);
        nodes[2].await_act(mechanism, id);
        for part in parts {
            let sha256 = Id::of_bytes(part);
            let here = || match nodes[2].ask(mechanism, Ask::Part { sha256 }) {
                Answer::Part { part } => part,
                other => panic!("{other:?}"),
            };
            while here().is_none() {
                // Whatever part has come: what was told before the subscription is here already.
                let _ = nodes[2].within(tidings.recv());
            }
            let Some(Blob(bytes)) = here() else { unreachable!() };
            assert!(bytes == *part);
        }
    }
}

/// A part that an act from elsewhere lists comes, too, where somebody here signs an act with it; whoever asked for it hears so.
#[test]
fn a_part_that_is_signed_here_is_wanted_no_more() {
    let place = place("push-own-part");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    let part = b"a part that two acts list";
    let id = cite(&ald.run(), mechanism, "a paper", &[part]);
    let envelope = ald.circle(mechanism).store().envelope(id).unwrap().unwrap();
    bor.circle(mechanism).take(&[envelope]).unwrap();
    let node = bor.run();
    let wanted = || node.shared(mechanism).with(|circle| circle.wants().all().count());
    assert_eq!(wanted(), 1);
    let mut tidings = node.shared(mechanism).parts().subscribe();
    cite(&node, mechanism, "the same paper", &[part]);
    assert_eq!(node.within(tidings.recv()).unwrap(), Id::of_bytes(part));
    assert_eq!(wanted(), 0);
}

#[test]
fn cosignatures_of_a_seal_reach_everybody() {
    let (parties, mechanism) = three("push-notes");
    let nodes = start(&parties, mechanism);
    let feed = nodes[0].shared(mechanism).with(|circle| circle.signers().get("head").unwrap().feed);
    let term = nodes[0].sign(mechanism, "assumption", json!({ "party": "ALD", "feed": feed }), &[]);
    nodes.iter().for_each(|node| node.await_act(mechanism, term));
    nodes[0].sign(mechanism, "seal-proposal", json!({}), &[]);
    let notes = |node: &Running| -> BTreeSet<Vec<u8>> {
        node.done(mechanism, Ask::Wait { holds: vec![], sealed: true, seconds: crate::kit::GUARD });
        match node.ask(mechanism, Ask::Notes) {
            Answer::Notes { notes } => notes.into_iter().map(|Blob(note)| note).collect(),
            other => panic!("{other:?}"),
        }
    };
    let expected = notes(&nodes[0]);
    // Of each party's node a note with both its cosignatures.
    assert!(expected.len() >= 3, "{}", expected.len());
    nodes.iter().for_each(|node| assert_eq!(notes(node), expected));
}

/// A node that was away gets the proposal together with everybody else's agreements, so the seal is final when it comes.
#[test]
fn a_node_that_comes_late_to_a_final_seal_agrees_and_cosigns() {
    let place = place("push-late");
    let parties = ["ALD", "BOR", "CRE", "DOR"].map(|code| Party::new(&place, code));
    let mechanism = found(&parties.each_ref());
    let mut nodes = start(&parties, mechanism);
    let away = nodes.pop().unwrap();
    let feed = nodes[0].shared(mechanism).with(|circle| circle.signers().get("head").unwrap().feed);
    nodes[0].sign(mechanism, "assumption", json!({ "party": "ALD", "feed": feed }), &[]);
    drop(away);
    for _ in 0..2 {
        let seals = |node: &Running| node.shared(mechanism).with(|circle| circle.record().everything().final_seals().len());
        let before = seals(&nodes[0]);
        nodes[0].sign(mechanism, "seal-proposal", json!({}), &[]);
        for node in &nodes {
            let mut changes = node.shared(mechanism).changed().subscribe();
            while seals(node) == before {
                node.within(changes.changed()).unwrap();
            }
        }
    }
    let back = parties[3].run();
    back.done(mechanism, Ask::Wait { holds: vec![], sealed: true, seconds: crate::kit::GUARD });
    nodes.iter().for_each(|node| node.done(mechanism, Ask::Wait { holds: vec![], sealed: true, seconds: crate::kit::GUARD }));
}
