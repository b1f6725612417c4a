//! What is said between two or three nodes, case by case.

mod kit;

use alternat::id::Id;
use alternat_sync::{Exchange, Hello, digest, unknown_circle};
use kit::{Fresh, Node, World, mechanism};

/// A node with these feeds, each of as many acts; every act but a feed's first has seen the act signed before it.
fn node(feeds: &[(&str, usize)]) -> Node {
    let mut node = Node::default();
    let mut last = None;
    for (feed, count) in feeds {
        for at in 0..*count {
            last = Some(node.sign(feed, last.filter(|_| at > 0).as_slice(), &[]));
        }
    }
    node
}

/// Lets two nodes talk: `ours -> theirs`, and how many envelopes went each way.
fn check(ours: &[(&str, usize)], theirs: &[(&str, usize)], towards_us: usize, towards_them: usize) {
    let mut world = World::of(&[&node(ours), &node(theirs)]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal(), "{ours:?} and {theirs:?}");
    assert_eq!(world.links[0].envelopes, [towards_us, towards_them], "{ours:?} and {theirs:?}");
}

#[test]
fn each_is_sent_what_it_lacks_and_no_more() {
    check(&[], &[], 0, 0);
    check(&[("a", 3)], &[], 0, 3);
    check(&[], &[("a", 3)], 3, 0);
    check(&[("a", 3)], &[("a", 3)], 0, 0);
    check(&[("a", 3)], &[("a", 5)], 2, 0);
    check(&[("a", 5)], &[("a", 3)], 0, 2);
    check(&[("a", 2)], &[("b", 4)], 4, 2);
    check(&[("a", 3), ("b", 1)], &[("a", 3), ("c", 2)], 2, 1);
    check(&[("a", 1)], &[("a", 1), ("b", 1200)], 1200, 0);
}

#[test]
fn a_fork_comes_across_whole() {
    let stem = node(&[("a", 4), ("b", 2)]);
    let (mut ours, mut theirs) = (stem.clone(), stem);
    let seen = ours.heads_of("b");
    ours.sign("a", &seen, &[]);
    theirs.sign("a", &[], &[]);
    theirs.sign("a", &[], &[]);
    let mut world = World::of(&[&ours, &theirs]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.nodes[0].acts.len(), 9);
}

#[test]
fn equal_nodes_say_hello_and_no_more() {
    let feeds: Vec<String> = (0..200).map(|n| format!("feed {n}")).collect();
    let mut ours = node(&feeds.iter().map(|feed| (feed.as_str(), 3)).collect::<Vec<_>>());
    (0..50).for_each(|n| ours.jot(format!("note {n}").as_bytes()));
    let mut world = World::of(&[&ours, &ours]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!((world.links[0].frames, world.links[0].bytes), (2, 142));
}

#[test]
fn what_becomes_durable_goes_on_at_once_and_never_back() {
    let ours = node(&[("a", 2)]);
    let mut world = World::of(&[&ours, &ours, &ours]).link(0, 1).link(1, 2);
    world.settle().expect("no breach");
    world.nodes[0].sign("a", &[], &[]);
    world.fresh(0, Fresh::Acts);
    assert!(!world.links[0].is_equal());
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.links.iter().map(|link| link.envelopes).collect::<Vec<_>>(), [[0, 1], [0, 1]]);
    world.nodes[2].sign("c", &[], &[]);
    world.fresh(2, Fresh::Acts);
    world.nodes[1].jot(b"a cosignature");
    world.fresh(1, Fresh::Notes);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.links.iter().map(|link| link.envelopes).collect::<Vec<_>>(), [[1, 1], [1, 1]]);
    assert_eq!(world.nodes.iter().map(|node| node.taken).collect::<Vec<_>>(), [2, 2, 2], "acts and notes that came to a node, each once");
}

#[test]
fn notes_are_exchanged_as_a_set() {
    let (mut ours, mut theirs) = (node(&[("a", 1)]), node(&[("a", 1)]));
    for note in ["one", "two", "three"] {
        ours.jot(note.as_bytes());
    }
    for note in ["three", "four"] {
        theirs.jot(note.as_bytes());
    }
    let mut world = World::of(&[&ours, &theirs]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.nodes[0].notes.len(), 4);
    assert_eq!(world.nodes.iter().map(|node| node.taken).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_part_is_fetched_by_whoever_lacks_it() {
    for size in [0, 1, 128 * 1024, 128 * 1024 + 1, 16 * 1024 * 1024] {
        let mut ours = node(&[("a", 1)]);
        let part = ours.attach(&vec![7; size]);
        ours.sign("a", &[], &[part]);
        let mut world = World::of(&[&ours, &Node::default()]).link(0, 1);
        world.settle().expect("no breach");
        assert!(world.is_equal(), "{size} bytes");
        assert_eq!(world.nodes[1].parts[&part.sha256].len(), size);
    }
}

#[test]
fn a_part_that_comes_late_goes_on_to_those_who_asked_for_it() {
    let mut author = Node::default();
    let part = author.attach(b"an annex");
    author.sign("a", &[], &[part]);
    let mut without = author.clone();
    without.parts.clear();
    let mut world = World::of(&[&author, &without, &without]).link(1, 2);
    world.settle().expect("no breach");
    assert!(world.links[0].is_equal() && world.nodes[2].parts.is_empty(), "a part is not in the digest");
    world = world.link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal() && world.nodes[2].parts.len() == 1);
}

#[test]
fn a_part_that_nobody_has_holds_up_nothing() {
    let mut ours = Node::default();
    for annex in ["lost", "kept", "lost too"] {
        let part = ours.attach(annex.as_bytes());
        ours.sign("a", &[], &[part]);
    }
    ours.parts.retain(|_, bytes| bytes == b"kept");
    let mut world = World::of(&[&ours, &Node::default()]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
}

#[test]
fn a_stranger_and_a_circle_that_does_not_exist_are_answered_alike() {
    let ours = node(&[("a", 1)]);
    let mut asking = Exchange::open(mechanism());
    let hello = asking.next_frame(&ours).expect("a hello");
    assert_eq!(Hello::read(&hello), Ok(Hello { mechanism: mechanism(), digest: digest(&ours) }));
    assert_eq!(asking.next_frame(&ours), None, "no byte more before the peer has said hello");
    assert!(!asking.is_connected());
    assert_eq!(unknown_circle(), [0x81, 0x01]);
    assert_eq!(asking.hear(&unknown_circle(), &ours).map_err(|breach| breach.code()), Err("unknown-circle"));
    assert_eq!(asking.next_frame(&ours), None);
    assert!(!asking.is_connected());
}

#[test]
fn the_digest_is_of_heads_and_notes() {
    let mut ours = node(&[("a", 1)]);
    let head = ours.order[0];
    let heads = [&Id::of_bytes(b"a").0[..], &[0; 4], &head.0].concat();
    let expected = |notes: &[u8]| Id::of_bytes(&[Id::of_bytes(&heads).0, Id::of_bytes(notes).0].concat());
    assert_eq!(digest(&ours), expected(b""));
    ours.jot(b"n");
    assert_eq!(digest(&ours), expected(&Id::of_bytes(b"n").0));
}

/// Whoever asks hears what the peer holds after the question, and not what it said before.
#[test]
fn a_question_is_answered_with_what_is_held_after_it() {
    let ours = node(&[("a", 2)]);
    let mut world = World::of(&[&ours, &ours]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.links[0].is_equal());
    // Signed there, and nobody has been told.
    world.nodes[1].sign("b", &[], &[]);
    assert!(world.links[0].sides[0].as_ref().is_some_and(Exchange::is_equal), "which is why one asks");
    let asking = world.links[0].sides[0].as_mut().expect("a side");
    asking.ask();
    assert!(!asking.is_equal());
    assert!(world.links[0].send(0, &world.nodes));
    // The host that is asked looks at what it holds.
    while world.links[0].hear(1, &world.nodes).expect("no breach") {}
    world.fresh(1, Fresh::Acts);
    while !world.links[0].sides[0].as_ref().is_some_and(Exchange::is_equal) {
        assert!(world.links[0].send(1, &world.nodes) | world.links[0].send(0, &world.nodes), "there is an answer");
        for side in [0, 1] {
            while world.links[0].hear(side, &world.nodes).expect("no breach") {}
            while world.carry_out(0, side).expect("no breach") {}
        }
    }
    assert_eq!(world.nodes[0].holds(), world.nodes[1].holds());
    world.settle().expect("no breach");
    assert!(world.is_equal());
    // Where nothing is new, a question costs two frames and 38 bytes.
    let (frames, bytes) = (world.links[0].frames, world.links[0].bytes);
    world.links[0].sides[1].as_mut().expect("a side").ask();
    assert!(!world.links[0].is_equal());
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!((world.links[0].frames - frames, world.links[0].bytes - bytes), (2, 38));
}
