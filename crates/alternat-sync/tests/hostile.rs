//! A peer that keeps to nothing.

mod kit;

use alternat::act::Part;
use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;
use alternat_sync::limit::{FRAME_BYTES_MAX, WISHES_MAX};
use alternat_sync::{Breach, Exchange, Hello, Wish, digest};
use kit::frame::{acts, bytes, chunk, frame, hello, list};
use kit::{Chance, Fresh, Node, World, mechanism};

/// A node of one act, which lists a part that is not there.
fn node() -> Node {
    let mut node = Node::default();
    let part = node.attach(&[7; 10]);
    node.sign("a", &[], &[part]);
    node.parts.clear();
    node
}

fn part() -> Id {
    Id::of_bytes(&[7; 10])
}

/// Sends all there is to send, whatever it is.
fn drain(exchange: &mut Exchange, node: &Node) {
    while exchange.next_frame(node).is_some() {}
}

/// Opens a link to a peer that says these frames one after the other, and gives the code of the breach, or how it goes on.
fn hear(frames: &[Vec<u8>]) -> &'static str {
    let node = node();
    let mut exchange = Exchange::open(mechanism());
    for frame in frames {
        drain(&mut exchange, &node);
        if let Err(breach) = exchange.hear(frame, &node) {
            assert_eq!(exchange.breach(), Some(&breach));
            assert_eq!(exchange.hear(&hello(Id::ZERO), &node), Err(breach.clone()), "once over, it stays over");
            exchange.fresh_acts();
            assert_eq!(exchange.next_frame(&node), None);
            return breach.code();
        }
    }
    "goes on"
}

/// The same, after the peer has told that it holds nothing, and has heard what is held here.
fn hear_open(frames: &[Vec<u8>]) -> &'static str {
    let opening = [hello(Id::ZERO), list(2, true, &[]), list(3, true, &[]), bytes(4, &[0])];
    hear(&[&opening[..], frames].concat())
}

/// The same, after equal digests.
fn hear_equal(frames: &[Vec<u8>]) -> &'static str {
    hear(&[&[hello(digest(&node()))], frames].concat())
}

#[test]
fn a_frame_out_of_turn_is_a_breach() {
    let hello = || hello(Id::ZERO);
    let rows = [
        (vec![hello()], "goes on"),
        (vec![hello(), hello()], "out-of-turn"),
        (vec![list(2, true, &[])], "out-of-turn"),
        (vec![bytes(11, &[0; 32])], "out-of-turn"),
        (vec![hello(), vec![0x81, 0x01]], "out-of-turn"),
        (vec![hello(), list(3, true, &[])], "out-of-turn"),
        (vec![hello(), bytes(4, &[0])], "out-of-turn"),
        (vec![hello(), list(2, true, &[]), bytes(4, &[0])], "out-of-turn"),
        (vec![hello(), list(2, true, &[]), list(2, true, &[])], "out-of-turn"),
        (vec![hello(), list(2, true, &[]), list(3, true, &[]), acts(&[&[0; 73]])], "out-of-turn"),
    ];
    for (frames, expected) in rows {
        assert_eq!(hear(&frames), expected, "{frames:02x?}");
    }
    for frame in [list(2, true, &[]), list(3, true, &[]), bytes(4, &[0]), hello(), vec![0x81, 0x01]] {
        assert_eq!(hear_equal(std::slice::from_ref(&frame)), "out-of-turn", "{frame:02x?}");
        assert_eq!(hear_open(std::slice::from_ref(&frame)), "out-of-turn", "{frame:02x?}");
    }
    // The heads that it answers were not told yet.
    let node = node();
    let mut exchange = Exchange::open(mechanism());
    exchange.next_frame(&node).expect("a hello");
    let heard = [hello(), list(2, true, &[]), list(3, true, &[]), bytes(4, &[0])].map(|frame| exchange.hear(&frame, &node).err());
    assert_eq!(heard, [None, None, None, Some(Breach::OutOfTurn { frame: "held" })]);
}

#[test]
fn one_question_is_asked_at_a_time_and_only_a_question_is_answered() {
    let (ask, now) = (|| vec![0x81, 0x0C], || bytes(13, &[1; 32]));
    let rows =
        [(vec![ask()], "goes on"), (vec![ask(), ask()], "goes on"), (vec![now()], "out-of-turn"), (vec![ask(), now()], "out-of-turn")];
    for (frames, expected) in rows {
        assert_eq!(hear_equal(&frames), expected, "{frames:02x?}");
    }
    // Asked twice before it could be answered.
    let node = node();
    let mut exchange = Exchange::open(mechanism());
    drain(&mut exchange, &node);
    let heard = [hello(digest(&node)), ask(), ask()].map(|frame| exchange.hear(&frame, &node).err());
    assert_eq!(heard, [None, None, Some(Breach::OutOfTurn { frame: "ask" })]);
    assert_eq!(hear(&[hello(Id::ZERO), ask()]), "out-of-turn");
}

#[test]
fn a_frame_is_of_its_shape_to_the_byte() {
    let rows: Vec<(Vec<u8>, &str)> = vec![
        (vec![], "malformed"),
        (vec![0xA0], "malformed"),
        (vec![0x80], "malformed"),
        (vec![0x9F, 0x01, 0xFF], "malformed"),
        (vec![0x81, 0x0E], "unknown-tag"),
        (vec![0x81, 0x0D], "malformed"),
        (vec![0x82, 0x0C, 0x00], "malformed"),
        (vec![0x81, 0x1B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "unknown-tag"),
        (vec![0x81, 0x0B], "malformed"),
        ([bytes(11, &[1; 32]), vec![0]].concat(), "malformed"),
        (bytes(11, &[1; 31]), "malformed"),
        (bytes(11, &[1; 32])[..20].to_vec(), "malformed"),
        // The tag in two bytes, though one would do.
        ([vec![0x82, 0x18, 0x0B, 0x58, 0x20], vec![1; 32]].concat(), "malformed"),
        (acts(&[]), "malformed"),
        (acts(&[&[0; 72]]), "malformed"),
        (acts(&[&[0; 72], &[0; 90]]), "malformed"),
        (acts(&[&[0; 73]]), "goes on"),
        (acts(&[&[0; 34_284]]), "goes on"),
        (acts(&[&[0; 34_285]]), "malformed"),
        (bytes(6, &[0; 8 * 1024 + 1]), "malformed"),
        (bytes(6, &[0; 8 * 1024]), "goes on"),
        (bytes(11, &vec![0; FRAME_BYTES_MAX]), "frame-too-large"),
        // Counts that the bytes cannot hold.
        (vec![0x82, 0x05, 0x9B, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "malformed"),
        (vec![0x82, 0x05, 0x9A, 0x00, 0xFF, 0xFF, 0xFF, 0x41, 0x00], "malformed"),
        (vec![0x82, 0x05, 0x81, 0x5B, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], "malformed"),
        (bytes(11, &[1; 32]), "goes on"),
    ];
    for (frame, expected) in rows {
        assert_eq!(hear_equal(std::slice::from_ref(&frame)), expected, "{:02x?}", &frame[..frame.len().min(50)]);
    }
}

#[test]
fn a_malformed_frame_is_told_by_what_is_wrong_with_it() {
    let of = |frame: &[u8]| Hello::read(frame).expect_err("no hello").to_string();
    assert_eq!(of(&[bytes(11, &[1; 32]), vec![0]].concat()), "the frame `state` has bytes behind its end");
    assert_eq!(of(&frame(3, 11, |e| _ = e.bytes(&[1; 32]).and_then(|e| e.u8(0)))), "the frame `state` has too many items, or too few");
    assert_eq!(of(&bytes(9, &[1; 31])), "the frame `absent` has something else than 32 bytes for an id");
    assert_eq!(of(&[0x82, 0x05, 0x82, 0x40]), "the frame `acts` counts more items than it has");
}

#[test]
fn a_hello_names_the_version_and_the_circle() {
    let of =
        |version: u64, circle: Id| frame(4, 0, |e| _ = e.u64(version).and_then(|e| e.bytes(&circle.0)).and_then(|e| e.bytes(&[0; 32])));
    assert_eq!(hear(&[of(1, mechanism())]), "goes on");
    assert_eq!(hear(&[of(1, Id::ZERO)]), "another-circle");
    assert_eq!(hear(&[of(2, mechanism())]), "protocol");
    // Of a later version nothing else is looked at.
    assert_eq!(hear(&[vec![0x82, 0x00, 0x02]]), "protocol");
    assert_eq!(Hello::read(&of(2, mechanism())), Err(Breach::Protocol { theirs: 2 }));
    assert_eq!(Hello::read(&bytes(11, &[0; 32])), Err(Breach::OutOfTurn { frame: "state" }));
}

#[test]
fn what_is_told_is_sorted_and_answered_to_the_bit() {
    let told = |heads: Vec<Vec<u8>>| hear(&[vec![hello(Id::ZERO)], heads].concat());
    assert_eq!(told(vec![list(2, false, &[1, 2]), list(2, true, &[3])]), "goes on");
    assert_eq!(told(vec![list(2, true, &[2, 1])]), "malformed");
    assert_eq!(told(vec![list(2, true, &[1, 1])]), "malformed");
    assert_eq!(told(vec![list(2, false, &[2]), list(2, true, &[1])]), "malformed");
    assert_eq!(told(vec![list(2, false, &[])]), "malformed");
    let noted = |notes: Vec<Vec<u8>>| hear(&[vec![hello(Id::ZERO), list(2, true, &[])], notes].concat());
    assert_eq!(noted(vec![list(3, false, &[1, 2]), list(3, true, &[3])]), "goes on");
    assert_eq!(noted(vec![list(3, true, &[1, 1])]), "malformed");
    assert_eq!(noted(vec![list(3, false, &[2]), list(3, true, &[1])]), "malformed");
    assert_eq!(noted(vec![list(3, false, &[])]), "malformed");
    // One head was told.
    let held = |bits: &[u8]| hear(&[hello(Id::ZERO), list(2, true, &[]), list(3, true, &[]), bytes(4, bits)]);
    assert_eq!(held(&[0x80]), "goes on");
    assert_eq!(held(&[0x40]), "malformed");
    assert_eq!(held(&[]), "malformed");
    assert_eq!(held(&[0, 0]), "malformed");
}

#[test]
fn a_part_comes_as_it_was_asked_for_or_not_at_all() {
    let whole = [7; 10];
    let rows = [
        (vec![chunk(part(), 0, 10, &whole)], "goes on"),
        (vec![chunk(part(), 0, 10, &whole[..4]), chunk(part(), 4, 10, &whole[4..])], "goes on"),
        (vec![chunk(part(), 0, 10, &[8; 10])], "part-differs"),
        // The act may lie about the size; then the part is passed over, and asked for no more.
        (vec![chunk(part(), 0, 11, &whole)], "goes on"),
        (vec![chunk(part(), 0, 11, &whole), chunk(part(), 10, 11, &[7])], "goes on"),
        (vec![chunk(part(), 0, 11, &[7; 11]), chunk(part(), 0, 10, &whole)], "out-of-turn"),
        (vec![chunk(part(), 0, 11, &whole), chunk(part(), 10, 10, &[])], "malformed"),
        (vec![chunk(part(), 0, PART_BYTES_MAX, &whole)], "goes on"),
        (vec![chunk(part(), 0, PART_BYTES_MAX + 1, &whole)], "malformed"),
        (vec![chunk(part(), 0, u64::MAX, &whole)], "malformed"),
        (vec![chunk(part(), 1, 10, &whole[1..])], "malformed"),
        (vec![chunk(part(), 0, 10, &whole[..4]), chunk(part(), 3, 10, &whole[3..])], "malformed"),
        (vec![chunk(part(), 0, 10, &[7; 11])], "malformed"),
        (vec![chunk(part(), 0, 10, &[])], "malformed"),
        (vec![chunk(Id::ZERO, 0, 10, &whole)], "out-of-turn"),
        (vec![chunk(part(), 0, 10, &whole), chunk(part(), 0, 10, &whole)], "out-of-turn"),
        (vec![bytes(9, &part().0)], "goes on"),
        (vec![chunk(part(), 0, 10, &whole[..4]), bytes(9, &part().0)], "goes on"),
        (vec![bytes(9, &Id::ZERO.0)], "out-of-turn"),
        (vec![bytes(9, &part().0), bytes(9, &part().0)], "out-of-turn"),
        (vec![bytes(9, &part().0), bytes(10, &part().0), chunk(part(), 0, 10, &whole)], "goes on"),
        (vec![bytes(10, &part().0)], "out-of-turn"),
        (vec![bytes(9, &part().0), bytes(10, &part().0), bytes(10, &part().0)], "out-of-turn"),
    ];
    for (frames, expected) in rows {
        assert_eq!(hear_equal(&frames), expected, "{frames:02x?}");
    }
}

#[test]
fn a_second_part_is_not_asked_for_before_the_first_is_answered() {
    let node = node();
    let mut exchange = Exchange::open(mechanism());
    drain(&mut exchange, &node);
    exchange.hear(&hello(digest(&node)), &node).expect("no breach");
    assert_eq!(exchange.hear(&bytes(7, &[1; 32]), &node), Ok(None));
    assert_eq!(exchange.hear(&bytes(7, &[2; 32]), &node), Err(Breach::OutOfTurn { frame: "want" }));
}

#[test]
fn acts_before_one_that_is_turned_away_are_kept() {
    let mut ours = Node::default();
    let (first, second) = (ours.sign("b", &[], &[]), ours.sign("b", &[], &[]));
    let third = ours.sign("b", &[], &[]);
    let envelope = |id: &Id| ours.acts[id].1.as_slice();
    for (sent, kept) in
        [([envelope(&first), envelope(&third)], 1), ([envelope(&second), envelope(&first)], 0), ([envelope(&first), &[0; 73]], 1)]
    {
        let mut world = World::of(&[&Node::default(), &Node::default()]).link(0, 1);
        world.settle().expect("no breach");
        world.links[0].wire[0].push_back(acts(&sent));
        let breach = world.settle().expect_err("an act without its past, or no act");
        assert_eq!(breach.code(), "turned-away");
        assert_eq!(world.nodes[0].acts.len(), kept);
        assert_eq!(world.links[0].sides[0].as_ref().and_then(Exchange::breach), Some(&breach));
    }
}

#[test]
fn frames_beyond_what_may_wait_are_a_flood() {
    let node = node();
    let mut exchange = Exchange::open(mechanism());
    drain(&mut exchange, &node);
    exchange.hear(&hello(digest(&node)), &node).expect("no breach");
    for note in 0..WISHES_MAX {
        assert!(exchange.may_hear());
        assert_eq!(exchange.hear(&bytes(6, &[note as u8]), &node), Ok(Some(Wish::KeepNote(vec![note as u8]))));
    }
    assert!(!exchange.may_hear());
    let mut patient = exchange.next_frame(&node).map(|_| exchange).expect("the part that is wanted");
    patient.settled();
    assert!(patient.may_hear());
    assert!(patient.hear(&bytes(6, &[99]), &node).is_ok());
    assert_eq!(patient.hear(&bytes(6, &[100]), &node), Err(Breach::Flood { waiting: WISHES_MAX }));
}

/// Random frames, and frames of a sound talk with something changed, at every point of a talk.
#[test]
fn no_bytes_make_it_panic_or_pile_up() {
    let (mut breaches, mut went_on) = (0, 0);
    for seed in 0..3000 {
        let mut chance = Chance(seed);
        let (mut ours, mut theirs) = (node(), node());
        for at in 0..chance.below(20) {
            let node = if chance.is(50) { &mut ours } else { &mut theirs };
            node.sign(if chance.is(50) { "b" } else { "c" }, &[], &[]);
            node.jot(&[at as u8]);
        }
        theirs.attach(&[7; 10]);
        let mut world = World::of(&[&ours, &theirs]).link(0, 1);
        let spoilt = chance.below(12);
        for step in 0..40 {
            if step == spoilt {
                let wire = &mut world.links[0].wire[0];
                match wire.pop_back() {
                    Some(frame) if chance.is(70) => wire.push_back(spoil(frame, &mut chance)),
                    frame => wire.extend(frame.into_iter().chain([random(&mut chance)])),
                }
            }
            let side = chance.below(2);
            world.links[0].send(side, &world.nodes);
            let heard = world.links[0].hear(side, &world.nodes).map(drop);
            let kept = world.carry_out(0, side).map(drop);
            if let Err(breach) = heard.and(kept) {
                assert!(!breach.code().is_empty());
                breaches += 1;
                break;
            }
            if step == 39 {
                went_on += 1;
            }
        }
        assert!(ours.acts.keys().all(|id| world.nodes[0].acts.contains_key(id)), "seed {seed}");
        assert!(world.links[0].wishes.iter().all(|wishes| wishes.len() <= WISHES_MAX));
    }
    assert!(breaches > 500 && went_on > 100, "{breaches} {went_on}");
}

fn random(chance: &mut Chance) -> Vec<u8> {
    let length = chance.below(200);
    let mut bytes: Vec<u8> = (0..length).map(|_| chance.next() as u8).collect();
    if let [first, second, ..] = &mut bytes[..] {
        (*first, *second) = (0x81 + chance.below(5) as u8, chance.below(12) as u8);
    }
    bytes
}

fn spoil(mut frame: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(3) {
        let at = chance.below(frame.len());
        match chance.below(4) {
            0 => frame[at] ^= 1 << chance.below(8),
            1 => frame.truncate(at + 1),
            2 => frame.insert(at, chance.next() as u8),
            _ => frame[at] = chance.next() as u8,
        }
    }
    frame
}

/// A peer that sends the same acts for ever costs their bytes and no more: the host is not asked again.
#[test]
fn acts_that_are_there_are_not_admitted_again() {
    let ours = node();
    let envelope = ours.acts[&ours.order[0]].1.clone();
    let mut world = World::of(&[&ours, &ours]).link(0, 1);
    world.settle().expect("no breach");
    for _ in 0..100 {
        world.links[0].wire[0].push_back(acts(&[&envelope, &envelope]));
        world.settle().expect("no breach");
    }
    assert_eq!(world.links[0].acts, [0, 0]);
    world.fresh(0, Fresh::Acts);
    world.settle().expect("no breach");
    assert!(world.is_equal() && world.links[0].envelopes == [0, 0]);
}

/// A member that lists what nobody has, and that lies about the sizes of what others list, holds up nobody's parts but its own.
#[test]
fn a_member_that_lists_what_nobody_has_holds_up_no_part_of_another() {
    let mut record = Node::default();
    for n in 0..40_u32 {
        let nowhere = |at: u32| Part { sha256: Id::of_bytes(&(n * 32 + at).to_be_bytes()), size: 1 };
        record.sign("hostile", &[], &(0..32).map(nowhere).collect::<Vec<Part>>());
    }
    let honest: Vec<Part> = (0..100_u8).map(|n| record.attach(&[n; 300])).collect();
    let lies: Vec<Part> = honest.iter().map(|part| Part { size: part.size + 1, ..*part }).take(32).collect();
    record.sign("hostile", &[], &lies);
    for few in honest.chunks(10) {
        record.sign("zealous", &[], few);
    }
    // One has all acts and no part; of the parts each of two peers has a half.
    let half = |keep: bool| {
        let mut node = record.clone();
        node.parts.retain(|hash, _| honest.iter().position(|part| part.sha256 == *hash).is_some_and(|at| (at % 2 == 0) == keep));
        node
    };
    let mut bare = record.clone();
    bare.parts.clear();
    let mut world = World::of(&[&bare, &half(true), &half(false)]).link(0, 1).link(2, 0);
    world.settle().expect("no breach");
    assert_eq!(world.nodes[0].parts, record.parts);
    // The halves have each other's parts by now, through the one between them.
    assert_eq!(world.nodes[1].parts, world.nodes[2].parts);
}
