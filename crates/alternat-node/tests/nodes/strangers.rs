//! What those hear who are not in a circle, or no longer.

use alternat::id::Id;
use alternat_node::circle::Circle;
use alternat_node::request::{Answer, Ask};
use alternat_node::transport::{FrameReceiver, FrameSender, Link, Pins, Traffic, Transport, TransportError};
use alternat_sync::{Exchange, unknown_circle};
use serde_json::json;

use crate::kit::{Held, Party, Running, cite, found, place};

/// The address that a party's node would dial from, by hand.
fn transport(party: &Party) -> Transport {
    Transport::bind(([127, 0, 0, 1], 0).into(), &party.home().transport_secret(), Pins::new([])).unwrap()
}

fn key(party: &Party) -> [u8; 32] {
    party.home().transport_key().0
}

/// A circle of `ALD` and `BOR`, another of `ALD` and `CRE`, and a `DOR` that is in neither.
fn two_circles(name: &str) -> ([Party; 4], Id, Id) {
    let place = place(name);
    let parties = ["ALD", "BOR", "CRE", "DOR"].map(|code| Party::new(&place, code));
    let (first, second) = (found(&[&parties[0], &parties[1]]), found(&[&parties[0], &parties[2]]));
    assert_ne!(first, second);
    (parties, first, second)
}

/// Says hello for a circle as if the given copy were one of it; gives the first frame that comes back, and the stream.
async fn greet(link: &Link, mechanism: Id, copy: &Circle) -> (Vec<u8>, FrameSender, FrameReceiver) {
    let hello = Exchange::open(mechanism).next_frame(&Held(copy)).unwrap();
    let (mut sender, mut receiver) = link.open().await.unwrap();
    sender.send(&hello).await.unwrap();
    let answer = receiver.receive().await.unwrap().unwrap();
    (answer, sender, receiver)
}

/// All that is said to a hello, where the peer ends the stream.
async fn answered(link: &Link, mechanism: Id, copy: &Circle) -> Vec<Vec<u8>> {
    let (first, _sender, mut receiver) = greet(link, mechanism, copy).await;
    let mut answers = vec![first];
    while let Some(frame) = receiver.receive().await.unwrap() {
        answers.push(frame);
    }
    answers
}

#[test]
fn whoever_is_in_no_circle_is_turned_away_before_a_byte_is_said() {
    let ([ald, bor, _, dor], first, _) = two_circles("stranger");
    let node = ald.run();
    let stranger = node.within(async {
        let transport = transport(&dor);
        transport.dial(node.address, key(&ald)).await.map(drop)
    });
    assert!(matches!(stranger, Err(TransportError::TurnedAway { .. } | TransportError::Handshake { .. })), "{stranger:?}");
    // A member's node is let in at the same door.
    let member = node.within(async {
        let transport = transport(&bor);
        let link = transport.dial(node.address, key(&ald)).await?;
        greet(&link, first, &bor.circle(first)).await;
        Ok::<Traffic, TransportError>(link.traffic())
    });
    assert!(member.unwrap().frame_bytes_received > 0);
}

#[test]
fn a_circle_that_one_is_not_in_is_answered_like_one_that_does_not_exist() {
    let ([ald, bor, cre, _], first, second) = two_circles("stranger-to-circle");
    let node = ald.run();
    let (theirs, ours) = (bor.circle(first), cre.circle(second));
    let nowhere = Id::of_bytes(b"no circle at all");
    node.within(async {
        let transport = transport(&cre);
        let link = transport.dial(node.address, key(&ald)).await.unwrap();
        let (existing, missing) = (answered(&link, first, &theirs).await, answered(&link, nowhere, &ours).await);
        assert_eq!(existing, [unknown_circle()]);
        assert_eq!(existing, missing);
        // In its own circle it is spoken to.
        assert_ne!(greet(&link, second, &ours).await.0, unknown_circle());
    });
}

#[test]
fn what_is_no_hello_ends_the_link_and_the_node_lives_on() {
    let ([ald, bor, ..], first, _) = two_circles("stranger-misspeaks");
    let node = ald.run();
    for nonsense in [&b""[..], b"\x00", &[0x9b; 9], &[0xff; 300], &[0x81; 9000]] {
        node.within(async {
            let transport = transport(&bor);
            let link = transport.dial(node.address, key(&ald)).await.unwrap();
            let (mut sender, _receiver) = link.open().await.unwrap();
            sender.send(nonsense).await.unwrap();
            link.closed().await;
            assert_eq!(link.traffic().frame_bytes_received, 0);
        });
    }
    let other = bor.run();
    other.meet(first, "ALD", node.address);
    other.await_equal(first);
}

/// Acts that came before a breach are kept, however many frames were heard together.
#[test]
fn what_came_before_a_breach_is_kept() {
    let ([ald, bor, ..], first, _) = two_circles("stranger-breach");
    let node = ald.run();
    let cited: Vec<Id> = {
        let other = bor.run();
        (0..3).map(|turn| cite(&other, first, &format!("paper {turn}"), &[])).collect()
    };
    let copy = bor.circle(first);
    // All that is not with ALD, one in a frame.
    let lacking = copy.store().acts(0).map(Result::unwrap).filter(|act| !node.holds(first, act.id));
    let frames: Vec<Vec<u8>> = lacking.map(|act| acts_frame(&act.envelope)).collect();
    assert!(frames.len() > cited.len());
    node.within(async {
        let transport = transport(&bor);
        let link = transport.dial(node.address, key(&ald)).await.unwrap();
        let mut exchange = Exchange::open(first);
        let (mut sender, mut receiver) = link.open().await.unwrap();
        // Until the talk is open: what the machine would send then is sent by hand.
        loop {
            match exchange.next_frame(&Held(&copy)) {
                Some(frame) if frame[1] == frames[0][1] => break,
                Some(frame) => sender.send(&frame).await.unwrap(),
                None => drop(exchange.hear(&receiver.receive().await.unwrap().unwrap(), &Held(&copy)).unwrap()),
            }
        }
        for frame in frames.iter().chain([&vec![0xff; 40], &frames[0]]) {
            sender.send(frame).await.unwrap();
        }
        link.closed().await;
    });
    cited.iter().for_each(|id| node.await_act(first, *id));
    let Answer::Status { warnings, .. } = node.ask(first, Ask::Status) else { panic!("no status") };
    assert_eq!(warnings.len(), 1, "{warnings:?}");
}

/// The frame that sends one act.
fn acts_frame(envelope: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x82, 0x05, 0x81];
    match u8::try_from(envelope.len()) {
        Ok(length) => frame.extend([0x58, length]),
        Err(_) => frame.extend([&[0x59], &(envelope.len() as u16).to_be_bytes()[..]].concat()),
    }
    frame.extend(envelope);
    frame
}

#[test]
fn equal_nodes_say_little_to_each_other() {
    let ([ald, bor, ..], first, _) = two_circles("stranger-equal");
    let (node, other) = (ald.run(), bor.run());
    other.meet(first, "ALD", node.address);
    let cited: Vec<Id> = (0..50).map(|turn| cite(&node, first, &format!("paper {turn}"), &[])).collect();
    cited.iter().for_each(|id| other.await_act(first, *id));
    other.await_equal(first);
    drop(other);
    let copy = bor.circle(first);
    assert!(copy.record().ground().graph.len() > 50);
    let traffic = node.within(async {
        let transport = transport(&bor);
        let link = transport.dial(node.address, key(&ald)).await.unwrap();
        let mut exchange = Exchange::open(first);
        let (mut sender, mut receiver) = link.open().await.unwrap();
        while !exchange.is_equal() {
            while let Some(frame) = exchange.next_frame(&Held(&copy)) {
                sender.send(&frame).await.unwrap();
            }
            let frame = receiver.receive().await.unwrap().unwrap();
            assert!(exchange.hear(&frame, &Held(&copy)).unwrap().is_none());
        }
        link.traffic()
    });
    let both_ways = traffic.frame_bytes_sent + traffic.frame_bytes_received;
    assert!((1..=1024).contains(&both_ways), "{traffic:?}");
}

#[test]
fn a_revoked_node_is_cut_off_and_hears_nothing_more() {
    let place = place("stranger-revoked");
    let parties = ["ALD", "BOR", "CRE"].map(|code| Party::new(&place, code));
    let mechanism = found(&parties.each_ref());
    let nodes: Vec<Running> = parties.iter().map(Party::run).collect();
    for other in [1, 2] {
        nodes[0].meet(mechanism, parties[other].code, nodes[other].address);
    }
    nodes[0].await_equal(mechanism);
    nodes[0].await_link(mechanism, "BOR", true);

    // The root of BOR takes its node's word back.
    let feed = nodes[1].shared(mechanism).with(|circle| circle.signers().get("node").unwrap().feed.unwrap());
    let body = json!({ "feed": feed });
    let writing =
        alternat_node::request::Writing { kind: "revocation".into(), body, parts: vec![], basis: None, claimed_at: Some(crate::kit::NOW) };
    let Answer::Payload { payload, signed_for } = nodes[1].ask(mechanism, Ask::Draw { writing }) else { panic!("no payload") };
    let envelope = parties[1].root.sign(&payload, &signed_for).unwrap();
    let Answer::Recorded { id } = nodes[1].ask(mechanism, Ask::Record { envelope, parts: vec![] }) else { panic!("not recorded") };
    nodes[0].await_act(mechanism, id);
    nodes[2].await_act(mechanism, id);
    nodes[0].await_link(mechanism, "BOR", false);

    let after = cite(&nodes[0], mechanism, "not for BOR", &[]);
    nodes[2].await_act(mechanism, after);
    let theirs = cite(&nodes[1], mechanism, "from BOR", &[]);
    // Whoever holds the revocation admits the node no more, however it dials.
    let refused = nodes[0].within(async {
        let transport = transport(&parties[1]);
        transport.dial(nodes[0].address, key(&parties[0])).await.map(drop)
    });
    assert!(matches!(refused, Err(TransportError::TurnedAway { .. } | TransportError::Handshake { .. })), "{refused:?}");
    assert!(!nodes[1].holds(mechanism, after));
    assert!(!nodes[0].holds(mechanism, theirs) && !nodes[2].holds(mechanism, theirs));
}
