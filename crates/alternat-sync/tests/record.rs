//! The exchange over real records: signed acts, each through the door, and the graph's own answers.

mod kit;

use std::collections::{BTreeMap, BTreeSet};

use alternat::act::Act;
use alternat::envelope::{RootKey, sign, sign_by_root};
use alternat::id::Id;
use alternat::key::{ActKey, SealKey};
use alternat::kind::{Accreditation, Holder, Inception, Kind, Power, RootPublic, Roots, bytes};
use alternat::record::{Record, TurnedAway};
use alternat::words::Words;
use alternat_sync::{Asked, Chunk, Exchange, Head, Hello, Holdings, Wanted, Wish, graph};
use kit::frame::acts;
use kit::mechanism;

/// A node with a real record.
struct Node {
    record: Record,
    envelopes: BTreeMap<Id, Vec<u8>>,
}

impl Node {
    fn of<'a>(acts: impl IntoIterator<Item = &'a Vec<u8>>) -> Node {
        let mut node = Node { record: Record::new(mechanism()), envelopes: BTreeMap::new() };
        for envelope in acts {
            node.admit(envelope).expect("a sound act behind its past");
        }
        node
    }

    fn admit(&mut self, envelope: &[u8]) -> Result<(), TurnedAway> {
        let verified = self.record.verify(envelope)?;
        self.envelopes.insert(verified.id(), envelope.to_vec());
        self.record.fold(verified);
        Ok(())
    }
}

impl Holdings for Node {
    fn heads(&self) -> Vec<Head> {
        graph::heads(&self.record.ground().graph)
    }

    fn has(&self, act: &Id) -> bool {
        self.record.ground().graph.find(act).is_some()
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        graph::lacking(&self.record.ground().graph, known, count_max)
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.envelopes.get(act).cloned()
    }

    fn notes(&self) -> Vec<Id> {
        vec![]
    }

    fn note(&self, _: &Id) -> Option<Vec<u8>> {
        None
    }

    fn wanted_part(&self, _: &Asked) -> Option<Wanted> {
        None
    }

    fn part(&self, _: &Id, _: u64, _: usize) -> Option<Chunk> {
        None
    }
}

/// What one party signs: an inception, an accreditation, and as many acts of the feed that it opened.
fn party(name: &str, count: u32) -> Vec<Vec<u8>> {
    let seed = Id::of_bytes(name.as_bytes()).0;
    let root = [RootKey { place: 0, ed25519: ActKey::from_seed(&seed), ml_dsa: SealKey::from_seed(&seed) }];
    let public = RootPublic { ed25519: root[0].ed25519.public(), ml_dsa: root[0].ml_dsa.public() };
    let roots = Roots { next: Roots::promise(1, std::slice::from_ref(&public)), keys: vec![public], threshold: 1 };
    let inception = act(None, None, Kind::Inception.tag(), bytes(&Inception { name: Words::one("en", name), roots }));
    let party = Id::of_payload(&inception);
    let key = ActKey::from_seed(&Id::of_bytes(&seed).0);
    let accreditation = Accreditation {
        key: key.public(),
        holder: Holder { name: Words::one("en", "A signer"), title: None },
        may: vec![Power::Speak],
        second_signer_for: vec![],
        until: None,
        node: None,
        may_found: false,
    };
    let accreditation = act(Some(party), Some((0, party)), Kind::Accreditation.tag(), bytes(&accreditation));
    let feed = Id::of_payload(&accreditation);
    let mut envelopes = vec![sign_by_root(&inception, &Id::ZERO, &root), sign_by_root(&accreditation, &mechanism(), &root)];
    let mut last = None;
    for seq in 0..count {
        let payload = act(Some(feed), last, u16::MAX, vec![0xA0]);
        last = Some((seq, Id::of_payload(&payload)));
        envelopes.push(sign(&payload, &mechanism(), &key));
    }
    envelopes
}

fn act(feed: Option<Id>, before: Option<(u32, Id)>, kind: u16, body: Vec<u8>) -> Vec<u8> {
    let (seq, prev) = before.map_or((0, None), |(seq, id)| (seq + 1, Some(id)));
    Act { feed, seq, prev, seen: vec![], claimed_at: 0, kind, body, parts: vec![], basis: None }.payload()
}

/// Lets two nodes talk until nobody has anything to say; gives how many envelopes were admitted on each side.
fn talk(nodes: &mut [Node; 2]) -> [usize; 2] {
    let mut opener = Exchange::open(mechanism());
    let hello = opener.next_frame(&nodes[0]).expect("a hello");
    let mut sides = [opener, Exchange::answer(&Hello::read(&hello).expect("a hello"))];
    let mut admitted = [0; 2];
    loop {
        let mut moved = false;
        for from in 0..2 {
            while let Some(frame) = sides[from].next_frame(&nodes[from]) {
                moved = true;
                let to = 1 - from;
                if let Some(Wish::Admit(envelopes)) = sides[to].hear(&frame, &nodes[to]).expect("no breach") {
                    admitted[to] += envelopes.len();
                    envelopes.iter().for_each(|envelope| nodes[to].admit(envelope).expect("a sound act behind its past"));
                    sides[to].settled();
                    sides[to].fresh_acts();
                }
            }
        }
        if !moved {
            assert!(sides.iter().all(Exchange::is_equal));
            return admitted;
        }
    }
}

#[test]
fn real_records_become_one() {
    let (alda, borea, cressia) = (party("Alda", 5), party("Borea", 3), party("Cressia", 0));
    let mut nodes = [Node::of(alda.iter().chain(&borea[..3])), Node::of(borea.iter().chain(&cressia).chain(&alda[..4]))];
    assert_eq!(talk(&mut nodes), [4, 3]);
    assert_eq!(nodes[0].envelopes, nodes[1].envelopes);
    assert_eq!(nodes[0].envelopes.len(), 14);
    assert_eq!(talk(&mut nodes), [0, 0]);
    let mut nodes = [Node::of(&[]), Node::of(alda.iter().chain(&borea))];
    assert_eq!(talk(&mut nodes), [12, 0]);
}

#[test]
fn an_act_with_a_spoilt_signature_ends_the_talk() {
    let alda = party("Alda", 2);
    let mut ours = Node::of(&alda[..2]);
    let mut exchange = Exchange::open(mechanism());
    exchange.next_frame(&ours).expect("a hello");
    exchange.hear(&kit::frame::hello(alternat_sync::digest(&ours)), &ours).expect("the same digest");
    let mut spoilt = alda[3].clone();
    *spoilt.last_mut().expect("a signature") ^= 1;
    let wish = exchange.hear(&acts(&[&alda[2], &spoilt]), &ours);
    let Ok(Some(Wish::Admit(envelopes))) = wish else { panic!("{wish:?}") };
    ours.admit(&envelopes[0]).expect("a sound act");
    let why = ours.admit(&envelopes[1]).expect_err("a spoilt one");
    assert_eq!(why.code(), "bad-signature");
    assert_eq!(exchange.turned_away(why).code(), "turned-away");
    assert_eq!(exchange.next_frame(&ours), None);
    assert_eq!(ours.envelopes.len(), 3);
    // A talk that begins afresh brings the act as it was signed.
    let mut nodes = [ours, Node::of(&alda)];
    assert_eq!(talk(&mut nodes), [1, 0]);
}
