//! What a node makes of a disk that was changed behind its back, or on which it did not come to an end.

use std::fs;

use alternat::envelope;
use alternat::id::Id;
use alternat::kind::{Kind, Source, bytes};
use alternat::words::{Lang, Words};
use alternat_node::circle::{CircleError, Draft};
use alternat_node::failure::Failure;
use alternat_node::home::HomeError;
use alternat_node::request::{Answer, Ask, Blob};
use alternat_store::Store;

use crate::kit::{NOW, Party, Running, cite, envelopes, found, place};

fn source() -> Draft {
    let words = |text: &str| Words(vec![(Lang("en".into()), text.into())]);
    let (publisher, title) = (words("A press"), words("Written and not let go"));
    let body =
        Source { address: "https://press.example/2".into(), publisher, title, lang: Lang("en".into()), published_on: None, sha256: None };
    Draft { kind: Kind::Source, body: bytes(&body), parts: vec![], basis: None, claimed_at: NOW }
}

/// The power failed between the act and the mark that lets it leave: its author never heard that it was recorded.
#[test]
fn an_own_act_above_the_mark_is_told_as_recorded_after_all_and_leaves() {
    let place = place("disk-doubt");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    let (directory, verified) = {
        let mut circle = ald.circle(mechanism);
        let (feed, key) = circle.signers().get("head").map(|head| (head.feed.unwrap(), head.open(None).unwrap().key())).unwrap();
        let act = circle.draw(feed, &source()).unwrap();
        let verified = circle.record().verify(&envelope::sign(&act.payload(), &mechanism, &key)).unwrap();
        (circle.directory().to_path_buf(), verified)
    };
    Store::open(&directory).unwrap().append(std::slice::from_ref(&verified)).unwrap();

    let (node, other) = (ald.run(), bor.run());
    let Answer::Status { recorded_after_all, .. } = node.ask(mechanism, Ask::Status) else { panic!("no status") };
    assert_eq!(recorded_after_all, [verified.id()]);
    other.meet(mechanism, "ALD", node.address);
    other.await_act(mechanism, verified.id());
    // Its number is taken: the next act has the next one.
    let next = cite(&node, mechanism, "the next", &[]);
    let seq = |id: Id| {
        node.shared(mechanism).with(|circle| circle.record().ground().graph.find(&id).map(|ix| circle.record().ground().graph.node(ix).seq))
    };
    assert_eq!(seq(next).unwrap(), seq(verified.id()).unwrap() + 1);
    drop(node);
    let Answer::Status { recorded_after_all, .. } = ald.run().ask(mechanism, Ask::Status) else { panic!("no status") };
    assert_eq!(recorded_after_all, []);
}

#[test]
fn an_act_that_the_disk_has_changed_is_named_and_nothing_is_opened() {
    let place = place("disk-damaged");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    for _ in 0..3 {
        ald.circle(mechanism).sign("head", &source()).unwrap();
    }
    let all = envelopes(&ald.circle(mechanism));
    let file = ald.home().circle_directory(mechanism).join("record.sqlite");
    // So that everything is in the one file.
    drop(ald.circle(mechanism));
    let whole = fs::read(&file).unwrap();
    // Those of roots are spread over several pages.
    let small: Vec<(usize, &Vec<u8>)> = all.iter().enumerate().filter(|(_, envelope)| envelope.len() < 1000).collect();
    assert_eq!(small.len(), 3);
    for (place, envelope) in small {
        let at = whole.windows(envelope.len()).position(|window| window == envelope).unwrap();
        // The last byte of its signature.
        let mut changed = whole.clone();
        changed[at + envelope.len() - 1] ^= 1;
        fs::write(&file, &changed).unwrap();
        let error = ald.home().circle(mechanism).map(drop).unwrap_err();
        let HomeError::Circle(CircleError::Damaged { id, position, path, .. }) = &error else { panic!("{error:?}") };
        let expected = envelope::Envelope::read(envelope).unwrap().id();
        assert_eq!((*id, *position, path.as_path()), (expected, place as u64 + 1, file.as_path()));
        let failure = Failure::from(&error);
        assert_eq!((failure.code.as_str(), failure.exit), ("damaged", 3));
        assert!(failure.what.contains(&expected.to_string()) && failure.what.contains("record.sqlite"), "{}", failure.what);
    }
    fs::write(&file, &whole).unwrap();
    assert!(envelopes(&ald.circle(mechanism)) == all);
}

#[test]
fn a_circle_is_open_in_one_place_at_a_time() {
    let place = place("disk-in-use");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    let node = ald.run();
    let error = ald.home().circle(mechanism).map(drop).unwrap_err();
    assert_eq!(Failure::from(&error).code, "in-use");
    drop(node);
    ald.circle(mechanism);
}

/// A part whose bytes the disk has changed is not given to anybody; it comes again from whoever has it.
#[test]
fn a_damaged_part_is_dropped_and_comes_again_from_a_peer() {
    let place = place("disk-part");
    let (ald, bor) = (Party::new(&place, "ALD"), Party::new(&place, "BOR"));
    let mechanism = found(&[&ald, &bor]);
    // Found damaged by whoever asks the node for it, or by a peer's asking.
    for (turn, asks) in [(1, true), (2, false)] {
        let part: Vec<u8> = format!("a part in turn {turn}, long enough to be told apart from everything else in the file").into_bytes();
        let sha256 = Id::of_bytes(&part);
        let lost = |node: &Running| match node.ask(mechanism, Ask::Part { sha256 }) {
            Answer::Part { part } => part.map(|Blob(bytes)| bytes),
            other => panic!("{other:?}"),
        };
        {
            let (node, other) = (ald.run(), bor.run());
            let mut tidings = other.shared(mechanism).parts().subscribe();
            cite(&node, mechanism, &format!("a paper in turn {turn}"), &[&part]);
            other.meet(mechanism, "ALD", node.address);
            other.within(tidings.recv()).unwrap();
        }
        drop(ald.circle(mechanism));
        let file = ald.home().circle_directory(mechanism).join("record.sqlite");
        let mut changed = fs::read(&file).unwrap();
        let at = changed.windows(part.len()).position(|window| window == part).unwrap();
        changed[at + 7] ^= 1;
        fs::write(&file, &changed).unwrap();

        let (node, other) = (ald.run(), bor.run());
        let mut tidings = node.shared(mechanism).parts().subscribe();
        if asks {
            assert_eq!(lost(&node), None);
            let Answer::Status { warnings, .. } = node.ask(mechanism, Ask::Status) else { panic!("no status") };
            assert!(warnings.iter().any(|warning| warning.contains(&sha256.to_string()) && warning.contains("damaged")), "{warnings:?}");
        } else {
            assert_eq!(node.shared(mechanism).with(|circle| circle.part(sha256).unwrap()), None);
        }
        node.meet(mechanism, "BOR", other.address);
        assert_eq!(node.within(tidings.recv()).unwrap(), sha256);
        assert_eq!(lost(&node), Some(part));
    }
}
