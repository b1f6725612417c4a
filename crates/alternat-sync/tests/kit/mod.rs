//! What the tests of the exchange share: toy acts, nodes that hold some of them, and links between nodes.
#![allow(dead_code, reason = "each test file uses its own share")]

pub mod frame;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use alternat::act::{Act, Part};
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat::record::TurnedAway;
use alternat_sync::{Asked, Breach, Chunk, Exchange, Head, Hello, Holdings, Wanted, Wants, Wish, unknown_circle};

/// SplitMix64 (Steele, Lea and Flood, 2014): chance from a seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    /// True in `percent` of a hundred cases.
    pub fn is(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }
}

pub fn mechanism() -> Id {
    Id::of_bytes(b"a circle for tests")
}

/// The kind of a toy act: one that no rules know.
const KIND: u16 = u16::MAX;

/// An act that nobody signed: its envelope has the shape and 64 zeros, and a toy node asks for no more.
pub fn act(feed: &str, prev: Option<(u32, Id)>, seen: &[Id], filling: u64, parts: &[Part]) -> Vec<u8> {
    let mut seen = seen.to_vec();
    seen.sort();
    seen.dedup();
    let act = Act {
        feed: Some(Id::of_bytes(feed.as_bytes())),
        seq: prev.map_or(0, |(seq, _)| seq + 1),
        prev: prev.map(|(_, id)| id),
        seen,
        claimed_at: filling,
        kind: KIND,
        body: vec![0xA0],
        parts: parts.to_vec(),
        basis: None,
    };
    envelope(&act.payload())
}

pub fn envelope(payload: &[u8]) -> Vec<u8> {
    let mut e = minicbor::Encoder::new(vec![0x84, 0x43, 0xA1, 0x01, 0x32, 0xA0]);
    e.bytes(payload).and_then(|e| e.bytes(&[0; 64])).expect("a vector takes every byte");
    e.into_writer()
}

/// A node, as far as the exchange sees it.
#[derive(Clone, Default)]
pub struct Node {
    pub acts: BTreeMap<Id, (Act, Vec<u8>)>,
    /// In order of arrival.
    pub order: Vec<Id>,
    pub notes: BTreeMap<Id, Vec<u8>>,
    pub parts: BTreeMap<Id, Vec<u8>>,
    /// Acts, notes and parts that it took from others, those that it had already included.
    pub taken: usize,
    /// How many acts were known to be the peer's when it was last asked what it lacks.
    pub known_count: Cell<usize>,
}

impl Node {
    /// The door: an act whose past is not here is turned away.
    pub fn admit(&mut self, envelope: &[u8]) -> Result<Id, TurnedAway> {
        let read = Envelope::read(envelope)?;
        let (act, id) = (Act::read(read.payload)?, read.id());
        if let Some(missing) = act.prev.iter().chain(&act.seen).find(|parent| !self.acts.contains_key(parent)) {
            return Err(TurnedAway::Gap { of: id, missing: *missing });
        }
        if self.acts.insert(id, (act, envelope.to_vec())).is_none() {
            self.order.push(id);
        }
        Ok(id)
    }

    /// Signs the next act of a feed, behind the head that it finds first.
    pub fn sign(&mut self, feed: &str, seen: &[Id], parts: &[Part]) -> Id {
        let head = self.heads().into_iter().find(|head| head.feed == Id::of_bytes(feed.as_bytes()));
        let envelope = act(feed, head.map(|head| (head.seq, head.id)), seen, 0, parts);
        self.admit(&envelope).expect("an act behind what is here")
    }

    /// The heads of a feed.
    pub fn heads_of(&self, feed: &str) -> Vec<Id> {
        self.heads().into_iter().filter(|head| head.feed == Id::of_bytes(feed.as_bytes())).map(|head| head.id).collect()
    }

    pub fn jot(&mut self, note: &[u8]) {
        self.notes.insert(Id::of_bytes(note), note.to_vec());
    }

    /// Keeps a part, and says what to list in the act that has it.
    pub fn attach(&mut self, bytes: &[u8]) -> Part {
        let part = Part { sha256: Id::of_bytes(bytes), size: bytes.len() as u64 };
        self.parts.insert(part.sha256, bytes.to_vec());
        part
    }

    pub fn holds(&self) -> (BTreeSet<Id>, BTreeSet<Id>, BTreeSet<Id>) {
        (self.acts.keys().copied().collect(), self.notes.keys().copied().collect(), self.parts.keys().copied().collect())
    }

    /// These acts and what lies in the past of them, as far as they are here.
    fn closure(&self, of: impl IntoIterator<Item = Id>) -> BTreeSet<Id> {
        let (mut within, mut open) = (BTreeSet::new(), Vec::from_iter(of));
        while let Some(id) = open.pop() {
            if let Some((act, _)) = self.acts.get(&id)
                && within.insert(id)
            {
                open.extend(act.prev.iter().chain(&act.seen));
            }
        }
        within
    }
}

impl Holdings for Node {
    fn heads(&self) -> Vec<Head> {
        let followed: BTreeSet<Id> = self.acts.values().filter_map(|(act, _)| act.prev).collect();
        let heads = self.acts.iter().filter(|(id, _)| !followed.contains(id));
        heads.map(|(id, (act, _))| Head { feed: act.feed.expect("a feed"), seq: act.seq, id: *id }).collect()
    }

    fn has(&self, act: &Id) -> bool {
        self.acts.contains_key(act)
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        self.known_count.set(known.len());
        let within = self.closure(known.iter().copied());
        self.order.iter().filter(|id| !within.contains(id)).take(count_max).copied().collect()
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.acts.get(act).map(|(_, envelope)| envelope.clone())
    }

    fn notes(&self) -> Vec<Id> {
        self.notes.keys().rev().copied().collect()
    }

    fn note(&self, hash: &Id) -> Option<Vec<u8>> {
        self.notes.get(hash).cloned()
    }

    fn wanted_part(&self, asked: &Asked) -> Option<Wanted> {
        let mut wants = Wants::default();
        // Each feed is a party of its own.
        let listed = self.acts.values().flat_map(|(act, _)| act.parts.iter().map(|part| (act.feed.expect("a feed"), *part)));
        listed.filter(|(_, part)| !self.parts.contains_key(&part.sha256)).for_each(|(party, part)| wants.insert(party, part));
        wants.next(asked)
    }

    fn part(&self, part: &Id, offset: u64, bytes_max: usize) -> Option<Chunk> {
        let whole = self.parts.get(part)?;
        let from = &whole[(offset as usize).min(whole.len())..];
        Some(Chunk { total: whole.len() as u64, bytes: from[..from.len().min(bytes_max)].to_vec() })
    }
}

/// What happened to a node that every one of its links must hear of.
#[derive(Clone, Copy, Debug)]
pub enum Fresh {
    Acts,
    Notes,
    Part(Id),
}

impl Fresh {
    pub fn tell(self, exchange: &mut Exchange) {
        match self {
            Fresh::Acts => exchange.fresh_acts(),
            Fresh::Notes => exchange.fresh_notes(),
            Fresh::Part(part) => exchange.fresh_part(&part),
        }
    }
}

/// Two nodes with a wire between them; side 0 opened it.
pub struct Link {
    pub nodes: [usize; 2],
    pub sides: [Option<Exchange>; 2],
    /// Frames on their way to a side.
    pub wire: [VecDeque<Vec<u8>>; 2],
    /// Wishes that a side's host has not carried out.
    pub wishes: [VecDeque<Wish>; 2],
    /// Bytes that were sent, both ways.
    pub bytes: usize,
    /// Frames that were sent, both ways.
    pub frames: usize,
    /// Acts that each side was asked to admit.
    pub acts: [usize; 2],
    /// Envelopes that were on the wire towards each side.
    pub envelopes: [usize; 2],
}

impl Link {
    pub fn new(opener: usize, answerer: usize) -> Link {
        Link {
            nodes: [opener, answerer],
            sides: [Some(Exchange::open(mechanism())), None],
            wire: Default::default(),
            wishes: Default::default(),
            bytes: 0,
            frames: 0,
            acts: [0; 2],
            envelopes: [0; 2],
        }
    }

    /// Takes the next frame of a side onto the wire; gives whether there was one.
    pub fn send(&mut self, side: usize, nodes: &[impl Holdings]) -> bool {
        let exchange = self.sides[side].as_mut();
        let Some(frame) = exchange.and_then(|exchange| exchange.next_frame(&nodes[self.nodes[side]])) else { return false };
        assert!(frame.len() <= alternat_sync::limit::FRAME_BYTES_MAX);
        self.bytes += frame.len();
        self.frames += 1;
        self.envelopes[1 - side] += envelopes_in(&frame);
        self.wire[1 - side].push_back(frame);
        true
    }

    /// Lets a side hear the next frame on the wire, if it may hear one; gives whether it did.
    pub fn hear(&mut self, side: usize, nodes: &[impl Holdings]) -> Result<bool, Breach> {
        if self.sides[side].as_ref().is_some_and(|exchange| !exchange.may_hear()) {
            return Ok(false);
        }
        let Some(frame) = self.wire[side].pop_front() else { return Ok(false) };
        match &mut self.sides[side] {
            Some(exchange) => {
                let wish = exchange.hear(&frame, &nodes[self.nodes[side]])?;
                self.acts[side] += wish.iter().map(|wish| if let Wish::Admit(acts) = wish { acts.len() } else { 0 }).sum::<usize>();
                self.wishes[side].extend(wish);
            }
            None => {
                let hello = Hello::read(&frame)?;
                if hello.mechanism == mechanism() {
                    self.sides[side] = Some(Exchange::answer(&hello));
                } else {
                    self.wire[1 - side].push_back(unknown_circle());
                }
            }
        }
        Ok(true)
    }

    /// Carries out the oldest wish of a side; gives what is fresh in its node.
    pub fn carry_out(&mut self, side: usize, node: &mut Node) -> Result<Option<Fresh>, Breach> {
        let Some(wish) = self.wishes[side].pop_front() else { return Ok(None) };
        let exchange = self.sides[side].as_mut().expect("a side that has wished");
        node.taken += 1;
        let fresh = match wish {
            Wish::Admit(envelopes) => {
                for envelope in envelopes {
                    node.admit(&envelope).map_err(|why| exchange.turned_away(why))?;
                }
                Fresh::Acts
            }
            Wish::KeepNote(note) => {
                node.jot(&note);
                Fresh::Notes
            }
            Wish::KeepPart { part, bytes } => {
                assert_eq!(part, node.attach(&bytes));
                Fresh::Part(part.sha256)
            }
        };
        exchange.settled();
        Ok(Some(fresh))
    }

    pub fn is_equal(&self) -> bool {
        self.sides.iter().all(|side| side.as_ref().is_some_and(Exchange::is_equal))
    }
}

/// How many envelopes a frame carries.
pub fn envelopes_in(frame: &[u8]) -> usize {
    if frame::tag(frame) == 5 { frame::count(frame) } else { 0 }
}

/// Nodes and links.
#[derive(Default)]
pub struct World {
    pub nodes: Vec<Node>,
    pub links: Vec<Link>,
}

impl World {
    pub fn of(nodes: &[&Node]) -> World {
        World { nodes: nodes.iter().map(|node| (*node).clone()).collect(), links: vec![] }
    }

    pub fn link(mut self, opener: usize, answerer: usize) -> World {
        self.links.push(Link::new(opener, answerer));
        self
    }

    /// Tells every link of a node that something is fresh there.
    pub fn fresh(&mut self, node: usize, fresh: Fresh) {
        for link in &mut self.links {
            for side in 0..2 {
                if let Some(exchange) = link.sides[side].as_mut().filter(|_| link.nodes[side] == node) {
                    fresh.tell(exchange);
                }
            }
        }
    }

    pub fn carry_out(&mut self, link: usize, side: usize) -> Result<bool, Breach> {
        let node = self.links[link].nodes[side];
        let fresh = self.links[link].carry_out(side, &mut self.nodes[node])?;
        if let Some(fresh) = fresh {
            self.fresh(node, fresh);
        }
        Ok(fresh.is_some())
    }

    /// Runs until nobody has anything to say or to do.
    pub fn settle(&mut self) -> Result<(), Breach> {
        for _ in 0..100_000 {
            let mut moved = false;
            for link in 0..self.links.len() {
                for side in 0..2 {
                    moved |= self.links[link].send(side, &self.nodes);
                    moved |= self.links[link].hear(side, &self.nodes)?;
                    moved |= self.carry_out(link, side)?;
                }
            }
            if !moved {
                return Ok(());
            }
        }
        panic!("the nodes never come to rest");
    }

    /// Whether all nodes hold the same, and every link says so.
    pub fn is_equal(&self) -> bool {
        self.nodes.windows(2).all(|pair| pair[0].holds() == pair[1].holds()) && self.links.iter().all(Link::is_equal)
    }
}
