//! What a talk keeps in memory and puts on the wire at most, and what it never does twice.

mod kit;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use alternat::act::Part;
use alternat::id::Id;
use alternat::limit::PART_BYTES_MAX;
use alternat_sync::limit::{ABSENT_MAX, FEED_HEADS_MAX, FRAME_BYTES_MAX, HEADS_MAX, KNOWN_MAX, NOTE_BYTES_MAX, NOTES_MAX, OWED_MAX};
use alternat_sync::{Asked, Chunk, Exchange, Head, Holdings, Wanted, Wants, Wish};
use kit::frame::{acts, bytes, chunk, hello, list, list_of, tag};
use kit::{Fresh, Node, World, act, mechanism};

/// Holdings of which each answer is set by hand.
#[derive(Default)]
struct Set {
    heads: Vec<Head>,
    /// Whether every act counts as held.
    has_all: bool,
    lacking: Vec<Id>,
    envelopes: BTreeMap<Id, Vec<u8>>,
    notes: Vec<Id>,
    note: Option<Vec<u8>>,
    wants: Wants,
    chunk: Option<Chunk>,
    /// How many acts were known to be the peer's when it was last asked what it lacks.
    known_count: Cell<usize>,
}

impl Holdings for Set {
    fn heads(&self) -> Vec<Head> {
        self.heads.clone()
    }

    fn has(&self, _: &Id) -> bool {
        self.has_all
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        self.known_count.set(known.len());
        self.lacking.iter().filter(|id| !known.contains(id)).take(count_max).copied().collect()
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.envelopes.get(act).cloned()
    }

    fn notes(&self) -> Vec<Id> {
        self.notes.clone()
    }

    fn note(&self, _: &Id) -> Option<Vec<u8>> {
        self.note.clone()
    }

    fn wanted_part(&self, asked: &Asked) -> Option<Wanted> {
        self.wants.next(asked)
    }

    fn part(&self, _: &Id, _: u64, _: usize) -> Option<Chunk> {
        self.chunk.clone()
    }
}

/// Id number `n`, ascending with `n`.
fn id(n: usize) -> Id {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&(n as u64).to_be_bytes());
    Id(bytes)
}

fn heads(count: usize, feed: impl Fn(usize) -> usize) -> Vec<Head> {
    (0..count).map(|n| Head { feed: id(feed(n)), seq: 0, id: id(n) }).collect()
}

fn drain(exchange: &mut Exchange, holdings: &Set) -> Vec<Vec<u8>> {
    std::iter::from_fn(|| exchange.next_frame(holdings)).collect()
}

/// A talk that has just opened, with a peer that holds the same.
fn open(holdings: &Set) -> Exchange {
    let mut exchange = Exchange::open(mechanism());
    exchange.next_frame(holdings).expect("a hello");
    exchange.hear(&hello(alternat_sync::digest(holdings)), holdings).expect("the same digest");
    exchange
}

/// How many heads, or hashes of notes, a side tells that holds these.
fn told(holdings: &Set, of: u8) -> usize {
    let mut exchange = Exchange::open(mechanism());
    exchange.next_frame(holdings).expect("a hello");
    exchange.hear(&hello(Id::ZERO), holdings).expect("another digest");
    let frames = drain(&mut exchange, holdings);
    assert!(frames.iter().all(|frame| frame.len() <= FRAME_BYTES_MAX));
    frames.iter().filter(|frame| tag(frame) == of).map(|frame| kit::frame::count(frame)).sum()
}

#[test]
fn no_more_is_told_than_may_be() {
    let of_heads = |heads| told(&Set { heads, ..Set::default() }, 2);
    assert_eq!(of_heads(heads(FEED_HEADS_MAX, |_| 1)), FEED_HEADS_MAX);
    assert_eq!(of_heads(heads(FEED_HEADS_MAX + 1, |_| 1)), FEED_HEADS_MAX);
    assert_eq!(of_heads(heads(3 * FEED_HEADS_MAX, |n| n % 3)), 3 * FEED_HEADS_MAX);
    assert_eq!(of_heads(heads(HEADS_MAX, |n| n)), HEADS_MAX);
    assert_eq!(of_heads(heads(HEADS_MAX + 1, |n| n)), HEADS_MAX);
    let of_notes = |count| told(&Set { notes: (0..count).map(id).collect(), ..Set::default() }, 3);
    assert_eq!(of_notes(NOTES_MAX), NOTES_MAX);
    assert_eq!(of_notes(NOTES_MAX + 1), NOTES_MAX);
}

#[test]
fn no_more_is_heard_than_may_be_told() {
    let check = |heads: usize, notes: usize, expected: Result<(), &str>| {
        let holdings = Set::default();
        let mut exchange = Exchange::open(mechanism());
        exchange.next_frame(&holdings).expect("a hello");
        let of = |tag, count: usize| {
            let ids: Vec<Id> = (0..count).map(id).collect();
            let frames = ids.chunks(3000).map(|some| list_of(tag, false, some)).collect::<Vec<_>>();
            [frames, vec![list(tag, true, &[])]].concat()
        };
        let frames = [vec![hello(id(1))], of(2, heads), of(3, notes)].concat();
        let heard = frames.iter().try_for_each(|frame| exchange.hear(frame, &holdings).map(drop));
        assert_eq!(heard.map_err(|breach| breach.code()), expected, "{heads} heads, {notes} notes");
    };
    check(HEADS_MAX, NOTES_MAX, Ok(()));
    check(HEADS_MAX + 1, 0, Err("too-many"));
    check(0, NOTES_MAX + 1, Err("too-many"));
}

#[test]
fn notes_without_end_are_too_many() {
    let holdings = Set::default();
    let mut exchange = open(&holdings);
    let heard = (0..3 * NOTES_MAX + 1).try_for_each(|n| {
        let wish = exchange.hear(&bytes(6, &n.to_be_bytes()), &holdings).map_err(|breach| (n, breach.code()))?;
        assert!(matches!(wish, Some(Wish::KeepNote(_))));
        exchange.settled();
        Ok(())
    });
    assert_eq!(heard, Err((3 * NOTES_MAX, "too-many")));
}

#[test]
fn a_note_that_is_there_is_not_kept_again() {
    let mut holdings = Set::default();
    let mut exchange = open(&holdings);
    assert_eq!(exchange.hear(&bytes(6, b"a note"), &holdings), Ok(Some(Wish::KeepNote(b"a note".to_vec()))));
    exchange.settled();
    holdings.note = Some(b"a note".to_vec());
    assert_eq!(exchange.hear(&bytes(6, b"a note"), &holdings), Ok(None));
}

#[test]
fn a_note_over_the_limit_is_not_sent() {
    for (size, sent) in [(NOTE_BYTES_MAX, 1), (NOTE_BYTES_MAX + 1, 0)] {
        let mut holdings = Set::default();
        let mut exchange = open(&holdings);
        holdings.notes = vec![id(1)];
        holdings.note = Some(vec![0; size]);
        exchange.fresh_notes();
        assert_eq!(drain(&mut exchange, &holdings).iter().filter(|frame| tag(frame) == 6).count(), sent, "{size} bytes");
    }
}

#[test]
fn of_a_chain_only_the_last_act_is_remembered() {
    let mut node = Node::default();
    let envelopes: Vec<Vec<u8>> = {
        (0..100).for_each(|_| _ = node.sign("a", &[], &[]));
        node.order.iter().map(|id| node.acts[id].1.clone()).collect()
    };
    // Received, one by one: new here, then there already.
    let mut receiving = Node::default();
    for is_there in [false, true] {
        let mut exchange = Exchange::open(mechanism());
        exchange.next_frame(&receiving).expect("a hello");
        exchange.hear(&hello(alternat_sync::digest(&receiving)), &receiving).expect("the same digest");
        for envelope in &envelopes {
            let wish = exchange.hear(&acts(&[envelope]), &receiving).expect("no breach");
            assert_eq!(wish.is_none(), is_there);
            if wish.is_some() {
                receiving.admit(envelope).expect("its past is here");
                exchange.settled();
            }
        }
        exchange.fresh_acts();
        exchange.next_frame(&receiving);
        assert_eq!(receiving.known_count.get(), 1, "there already: {is_there}");
    }
    // Sent.
    let mut world = World::of(&[&node, &Node::default()]).link(0, 1);
    world.settle().expect("no breach");
    assert_eq!(world.nodes[0].known_count.get(), 1);
}

#[test]
fn a_peer_cannot_make_it_remember_more_acts_than_there_may_be() {
    let holdings = Set { has_all: true, ..Set::default() };
    let mut exchange = open(&holdings);
    for frame in 0..KNOWN_MAX / 1000 + 2 {
        let envelopes: Vec<Vec<u8>> = (0..1000).map(|n| act(&format!("{frame} {n}"), None, &[], 0, &[])).collect();
        let heard = exchange.hear(&acts(&envelopes.iter().map(Vec::as_slice).collect::<Vec<_>>()), &holdings);
        assert_eq!(heard, Ok(None));
    }
    exchange.fresh_acts();
    drain(&mut exchange, &holdings);
    assert_eq!(holdings.known_count.get(), KNOWN_MAX);
}

/// Acts that come from a third node while they wait to be sent are not sent to a peer that turns out to have them.
#[test]
fn what_the_peer_sends_is_not_sent_back_though_it_was_about_to_be() {
    let mut ours = Node::default();
    for at in 0..200u64 {
        let parts: Vec<Part> = (0..32).map(|part| Part { sha256: id(part + at as usize), size: 1 }).collect();
        ours.sign("a", &[], &parts);
    }
    ours.parts = (0..300).map(|n| (id(n), vec![])).collect();
    let mut theirs = Node { parts: ours.parts.clone(), ..Node::default() };
    theirs.sign("b", &[], &[]);
    let mut world = World::of(&[&ours, &theirs]).link(0, 1);
    while world.links[0].envelopes[1] == 0 {
        for side in 0..2 {
            world.links[0].send(side, &world.nodes);
            world.links[0].hear(side, &world.nodes).expect("no breach");
        }
    }
    let sent = world.links[0].envelopes[1];
    assert!(sent > 50 && sent < 200, "one frame of {sent} acts, and more to come");
    while world.links[0].hear(1, &world.nodes).expect("no breach") {}
    while world.carry_out(0, 1).expect("no breach") {}
    for id in &ours.order {
        world.nodes[1].admit(&ours.acts[id].1).expect("from a third node, past before future");
    }
    world.fresh(1, Fresh::Acts);
    while world.links[0].send(1, &world.nodes) {}
    while world.links[0].hear(0, &world.nodes).expect("no breach") {}
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.links[0].envelopes[1], sent);
}

#[test]
fn an_act_that_both_had_from_elsewhere_is_not_sent_back() {
    let mut ours = Node::default();
    ours.sign("a", &[], &[]);
    let mut world = World::of(&[&ours, &ours]).link(0, 1);
    world.settle().expect("no breach");
    for node in 0..2 {
        world.nodes[node].sign("a", &[], &[]);
        world.fresh(node, Fresh::Acts);
    }
    assert!(world.links[0].send(1, &world.nodes) && world.links[0].hear(0, &world.nodes) == Ok(true));
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!((world.links[0].envelopes, world.links[0].acts), ([1, 0], [0, 0]));
}

#[test]
fn a_fork_of_many_branches_is_known_after_an_equal_hello() {
    let mut ours = Node::default();
    for branch in 0..FEED_HEADS_MAX as u64 + 10 {
        ours.admit(&act("a", None, &[], branch, &[])).expect("an act without a past");
    }
    let mut world = World::of(&[&ours, &ours]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!(world.links[0].frames, 2);
    // What is not told may be sent though it is there, and does no harm.
    let mut theirs = ours.clone();
    theirs.sign("b", &[], &[]);
    let mut world = World::of(&[&ours, &theirs]).link(0, 1);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    assert_eq!((world.links[0].envelopes, world.links[0].acts), ([11, 10], [1, 0]));
}

#[test]
fn the_state_is_told_once_all_that_came_is_kept_and_only_if_it_is_new() {
    let mut holdings = Set::default();
    let mut exchange = open(&holdings);
    exchange.fresh_acts();
    exchange.fresh_notes();
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new(), "nothing changed");
    assert!(exchange.is_equal());
    let envelope = act("a", None, &[], 0, &[]);
    exchange.hear(&acts(&[&envelope]), &holdings).expect("no breach");
    exchange.hear(&bytes(6, b"a note"), &holdings).expect("no breach");
    holdings.heads = heads(1, |_| 1);
    exchange.settled();
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new(), "a note waits");
    assert!(!exchange.is_equal());
    exchange.settled();
    let state = bytes(11, &alternat_sync::digest(&holdings).0);
    assert_eq!(drain(&mut exchange, &holdings), std::slice::from_ref(&state));
    assert!(!exchange.is_equal(), "the peer has not said so yet");
    exchange.hear(&state, &holdings).expect("no breach");
    assert!(exchange.is_equal());
    exchange.hear(&bytes(6, b"another"), &holdings).expect("no breach");
    holdings.notes = vec![id(7)];
    exchange.settled();
    assert_eq!(drain(&mut exchange, &holdings), [bytes(11, &alternat_sync::digest(&holdings).0)]);
}

#[test]
fn nothing_is_sent_behind_an_act_that_cannot_be_read() {
    let mut ours = Node::default();
    let ids: Vec<Id> = (0..3).map(|_| ours.sign("a", &[], &[])).collect();
    let mut world = World::of(&[&ours, &Node::default()]).link(0, 1);
    let lost = std::mem::take(&mut world.nodes[0].acts.get_mut(&ids[1]).expect("an act").1);
    world.settle().expect("no breach");
    assert_eq!(world.nodes[1].order, ids[..1]);
    assert!(!world.links[0].is_equal());
    world.nodes[0].acts.get_mut(&ids[1]).expect("an act").1 = lost;
    world.fresh(0, Fresh::Acts);
    world.settle().expect("no breach");
    assert!(world.is_equal());
    // Nor is an act that is not the one that was asked for.
    let mut holdings = Set::default();
    let mut exchange = open(&holdings);
    holdings.lacking = vec![id(1)];
    holdings.envelopes.insert(id(1), act("a", None, &[], 0, &[]));
    exchange.fresh_acts();
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new());
}

/// What a peer is asked for that has only these of the parts wanted: party, number of the part, as often as asked.
fn asked(wants: Wants, has: &[usize]) -> Vec<usize> {
    let mut holdings = Set { wants, ..Set::default() };
    let mut exchange = open(&holdings);
    let mut asked = Vec::new();
    while let Some(frame) = exchange.next_frame(&holdings) {
        assert_eq!(tag(&frame), 7);
        let part = Id(frame[4..].try_into().expect("a hash"));
        let number = u64::from_be_bytes(part.0[..8].try_into().expect("a number")) as usize;
        asked.push(number);
        // What it has comes by another way: here the hashes are of nothing.
        if has.contains(&number) {
            holdings.wants.remove(&part);
        }
        exchange.hear(&bytes(9, &part.0), &holdings).expect("no breach");
    }
    asked
}

#[test]
fn parts_that_are_nowhere_are_asked_for_so_often_and_no_more() {
    let mut wants = Wants::default();
    (0..ABSENT_MAX + 5).for_each(|n| wants.insert(id(0), Part { sha256: id(n), size: 1 }));
    assert_eq!(asked(wants, &[]), (0..ABSENT_MAX).collect::<Vec<usize>>());
}

#[test]
fn parties_take_turns_and_the_bound_of_one_is_not_that_of_another() {
    let mut wants = Wants::default();
    (0..2 * ABSENT_MAX).for_each(|n| wants.insert(id(1), Part { sha256: id(1000 + n), size: 1 }));
    (0..3).for_each(|n| wants.insert(id(2), Part { sha256: id(2000 + n), size: 1 }));
    // Of several parties that list one part, each has its turn until it is here.
    wants.insert(id(3), Part { sha256: id(1000), size: 2 });
    let asked = asked(wants, &[2000, 2001, 2002]);
    assert_eq!(asked[..7], [1000, 2000, 1000, 1001, 2001, 1002, 2002]);
    assert_eq!(asked.len(), ABSENT_MAX + 4);
}

#[test]
fn a_part_that_cannot_come_is_not_asked_for() {
    for (size, expected) in [(PART_BYTES_MAX, 1), (PART_BYTES_MAX + 1, 0)] {
        let mut wants = Wants::default();
        wants.insert(id(1), Part { sha256: id(1), size });
        assert_eq!((wants.all().count(), asked(wants, &[]).len()), (expected, expected), "{size} bytes");
    }
}

#[test]
fn one_part_is_asked_for_once_the_one_before_is_kept() {
    let part = |byte: u8| Part { sha256: Id::of_bytes(&[byte]), size: 1 };
    let mut holdings = Set::default();
    let mut exchange = open(&holdings);
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new());
    exchange.hear(&acts(&[&act("a", None, &[], 0, &[])]), &holdings).expect("no breach");
    [part(1), part(2)].into_iter().enumerate().for_each(|(party, part)| holdings.wants.insert(id(1 + party), part));
    exchange.settled();
    assert_eq!(drain(&mut exchange, &holdings), [bytes(7, &part(1).sha256.0)]);
    exchange.fresh_acts();
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new());
    let wish = exchange.hear(&chunk(part(1).sha256, 0, 1, &[1]), &holdings);
    assert_eq!(wish, Ok(Some(Wish::KeepPart { part: part(1), bytes: vec![1] })));
    exchange.fresh_acts();
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new(), "the first is not kept yet");
    holdings.wants.remove(&part(1).sha256);
    exchange.settled();
    assert_eq!(drain(&mut exchange, &holdings), [bytes(7, &part(2).sha256.0)]);
}

#[test]
fn a_part_is_here_only_for_who_asked_in_vain() {
    let mut holdings = Set::default();
    let mut exchange = open(&holdings);
    exchange.fresh_part(&id(1));
    assert_eq!(drain(&mut exchange, &holdings), Vec::<Vec<u8>>::new());
    exchange.hear(&bytes(7, &id(1).0), &holdings).expect("no breach");
    assert_eq!(drain(&mut exchange, &holdings), [bytes(9, &id(1).0)]);
    exchange.fresh_part(&id(1));
    exchange.fresh_part(&id(1));
    assert_eq!(drain(&mut exchange, &holdings), [bytes(10, &id(1).0)]);
    holdings.chunk = Some(Chunk { total: 1, bytes: vec![1] });
    exchange.hear(&bytes(7, &id(1).0), &holdings).expect("no breach");
    assert_eq!(drain(&mut exchange, &holdings), [chunk(id(1), 0, 1, &[1])]);
    holdings.chunk = None;
    for n in 0..=OWED_MAX {
        exchange.hear(&bytes(7, &id(n).0), &holdings).expect("no breach");
        assert_eq!(drain(&mut exchange, &holdings), [bytes(9, &id(n).0)]);
    }
    for n in [OWED_MAX - 1, OWED_MAX] {
        exchange.fresh_part(&id(n));
    }
    assert_eq!(drain(&mut exchange, &holdings), [bytes(10, &id(OWED_MAX - 1).0)], "no more are remembered");
}

#[test]
fn a_chunk_that_is_no_chunk_is_not_sent() {
    let rows = [
        (Chunk { total: 3, bytes: vec![1; 3] }, 8),
        (Chunk { total: 2, bytes: vec![1; 3] }, 9),
        (Chunk { total: 3, bytes: vec![] }, 9),
        (Chunk { total: 0, bytes: vec![] }, 8),
        (Chunk { total: 1 << 20, bytes: vec![1; 128 * 1024 + 1] }, 9),
    ];
    for (chunk, expected) in rows {
        let holdings = Set { chunk: Some(chunk.clone()), ..Set::default() };
        let mut exchange = open(&holdings);
        exchange.hear(&bytes(7, &id(1).0), &holdings).expect("no breach");
        assert_eq!(exchange.next_frame(&holdings).map(|frame| tag(&frame)), Some(expected), "{} of {}", chunk.bytes.len(), chunk.total);
    }
}
