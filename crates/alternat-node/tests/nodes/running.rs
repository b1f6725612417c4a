//! What changes while nodes run: circles, addresses, and who asks whether all is there.

use alternat::id::Id;
use alternat_node::founding::{self, Invitation};
use alternat_node::request::Ask;

use crate::kit::{Party, Running, charter, cite, found, place};

/// Founds a circle of two beside their nodes, which run; gives its id.
fn found_beside(founder: &Party, running: &Running, other: &Party, joining: &Running) -> Id {
    let parties = [founder, other];
    let invitation = {
        let circle = founding::found(&founder.home(), &founder.hand(), &charter(&parties)).unwrap();
        Invitation::of(&circle, founder.root.party(), Some(running.address)).unwrap()
    };
    let mechanism = invitation.mechanism;
    running.done(mechanism, Ask::Adopt);
    let answer = {
        let circle = founding::join(&other.home(), &other.hand(), &invitation).unwrap();
        Invitation::of(&circle, other.root.party(), Some(joining.address)).unwrap()
    };
    joining.done(mechanism, Ask::Adopt);
    running.done(mechanism, Ask::Welcome { answer });
    mechanism
}

#[test]
fn a_circle_founded_and_joined_beside_running_nodes_is_exchanged_at_once() {
    let place = place("running-first");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let (node, other) = (ald.run(), bor.run());
    let mechanism = found_beside(&ald, &node, &bor, &other);
    // The founder knows the address from the answer; the other waits for it.
    node.await_equal(mechanism);
    let all = |running: &Running| running.shared(mechanism).with(|circle| circle.record().ground().graph.len());
    assert_eq!(all(&node), all(&other));
}

/// The link that the first circle needs is there already when the second comes to be in common, whoever dialled it.
#[test]
fn a_second_circle_goes_over_the_link_that_is_there() {
    for (name, dialler) in [("running-second", 0), ("running-second-dialled", 1)] {
        let place = place(name);
        let parties = [Party::new(&place, "ALD"), Party::new(&place, "BOR")];
        let cre = Party::new(&place, "CRE");
        let first = found(&[&parties[0], &parties[1], &cre]);
        let nodes = parties.each_ref().map(|party| party.run());
        nodes[dialler].meet(first, parties[1 - dialler].code, nodes[1 - dialler].address);
        nodes.iter().for_each(|node| node.await_link(first, if node.address == nodes[0].address { "BOR" } else { "ALD" }, true));
        let second = found_beside(&parties[0], &nodes[0], &parties[1], &nodes[1]);
        assert_ne!(first, second);
        nodes.iter().zip(["BOR", "ALD"]).for_each(|(node, other)| node.await_link(second, other, true));
        let ask = Ask::Sync { code: None, seconds: crate::kit::GUARD };
        nodes[0].done(second, ask);
        let all = |running: &Running| running.shared(second).with(|circle| circle.record().ground().graph.len());
        assert_eq!(all(&nodes[0]), all(&nodes[1]), "{name}");
    }
}

#[test]
fn an_address_that_changes_is_dialled_while_the_node_runs() {
    let place = place("running-moved");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    let (node, other) = (ald.run(), bor.run());
    node.meet(mechanism, "BOR", other.address);
    node.await_equal(mechanism);
    drop(other);
    let moved = bor.run();
    node.meet(mechanism, "BOR", moved.address);
    let id = cite(&node, mechanism, "after the move", &[]);
    moved.await_act(mechanism, id);
}

/// Whoever is told that two hold the same can rely on it: what was signed on either before he asked is on both.
#[test]
fn equal_is_said_of_all_that_was_held_when_it_was_asked() {
    let place = place("running-equal");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    let (node, other) = (ald.run(), bor.run());
    node.meet(mechanism, "BOR", other.address);
    other.meet(mechanism, "ALD", node.address);
    node.await_equal(mechanism);
    for turn in 0..30 {
        let (own, theirs) = (cite(&node, mechanism, &format!("own {turn}"), &[]), cite(&other, mechanism, &format!("theirs {turn}"), &[]));
        node.await_equal(mechanism);
        let both = [&node, &other].map(|running| [own, theirs].map(|id| running.holds(mechanism, id)));
        assert_eq!(both, [[true; 2]; 2], "in turn {turn}");
    }
}
