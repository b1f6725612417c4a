//! Worlds from a seed: nodes with parts of one record, links that are cut, frames that wait. In the end all hold the same.

mod kit;

use std::collections::{BTreeMap, BTreeSet};

use alternat::act::Part;
use alternat::envelope::Envelope;
use alternat::id::Id;
use alternat_sync::{Asked, Chunk, Head, Holdings, Wanted};
use kit::{Chance, Fresh, Link, Node, World};

const SEEDS: u64 = 250;

/// What a seed draws.
struct Draw {
    nodes: usize,
    acts: usize,
    /// Of a hundred acts, how many follow another act than the head of their feed.
    forks: u64,
    /// Of a hundred steps, how many cut a link.
    cuts: u64,
    /// Steps before the weather clears.
    steps: usize,
}

impl Draw {
    fn of(chance: &mut Chance) -> Draw {
        Draw {
            nodes: 2 + chance.below(3),
            acts: chance.below(80),
            forks: if chance.is(50) { 0 } else { 5 + chance.below(30) as u64 },
            cuts: if chance.is(50) { 0 } else { 1 + chance.below(10) as u64 },
            steps: 50 + chance.below(400),
        }
    }
}

/// How often each thing happened in all worlds; nothing of it may never happen.
#[derive(Debug, Default)]
struct Counts {
    forks: usize,
    cuts: usize,
    signed: usize,
    notes: usize,
    parts: usize,
    mutual: usize,
    questions: usize,
}

/// A whole record, as no node may hold it yet.
fn record(draw: &Draw, chance: &mut Chance, counts: &mut Counts) -> Node {
    let mut all = Node::default();
    let feeds = 1 + chance.below(6);
    for at in 0..draw.acts {
        let feed = format!("feed {}", chance.below(feeds));
        let own: Vec<Id> = all.order.iter().filter(|id| all.acts[id].0.feed == Some(Id::of_bytes(feed.as_bytes()))).copied().collect();
        let is_fork = !own.is_empty() && chance.is(draw.forks);
        counts.forks += usize::from(is_fork);
        let prev = if is_fork { own.get(chance.below(own.len() + 1)) } else { own.last() };
        let prev = prev.map(|id| (all.acts[id].0.seq, *id));
        let seen: Vec<Id> = (0..chance.below(4)).filter_map(|_| all.order.get(chance.below(at)).copied()).collect();
        let parts: Vec<Part> = (0..chance.below(3)).filter(|part| *part > 0).map(|_| all.attach(&chance.next().to_be_bytes())).collect();
        counts.parts += parts.len();
        all.admit(&kit::act(&feed, prev, &seen, chance.next() >> 20, &parts)).expect("an act behind what is here");
    }
    for _ in 0..chance.below(6) {
        all.jot(&chance.next().to_be_bytes());
        counts.notes += 1;
    }
    all
}

/// A node that holds some acts with their past, in an order of arrival of its own, and some notes and parts.
fn share(all: &Node, chance: &mut Chance) -> Node {
    let mut node = Node::default();
    let mut open: Vec<Id> = (0..chance.below(12)).filter_map(|_| all.order.get(chance.below(all.order.len())).copied()).collect();
    while let Some(id) = open.last().copied() {
        let (act, envelope) = &all.acts[&id];
        let before = open.len();
        open.extend(act.prev.iter().chain(&act.seen).filter(|parent| !node.acts.contains_key(parent)));
        if open.len() == before {
            node.admit(envelope).expect("its past is here");
            open.pop();
        }
    }
    node.notes = all.notes.iter().filter(|_| chance.is(50)).map(|(hash, note)| (*hash, note.clone())).collect();
    let listed: BTreeSet<Id> = node.acts.values().flat_map(|(act, _)| &act.parts).map(|part| part.sha256).collect();
    node.parts = all.parts.iter().filter(|(hash, _)| listed.contains(hash) && chance.is(50)).map(|(h, b)| (*h, b.clone())).collect();
    node
}

/// Plays one world; gives what was wrong in the end.
fn play(seed: u64, counts: &mut Counts) -> Result<(), String> {
    let mut chance = Chance(seed);
    let draw = Draw::of(&mut chance);
    let all = record(&draw, &mut chance, counts);
    let mut world = World { nodes: (0..draw.nodes).map(|_| share(&all, &mut chance)).collect(), links: vec![] };
    keep_every_part(&mut world, &all);
    for node in 1..draw.nodes {
        let other = chance.below(node);
        let pair = if chance.is(50) { [node, other] } else { [other, node] };
        world.links.push(Link::new(pair[0], pair[1]));
    }
    if draw.nodes > 2 && chance.is(50) {
        world.links.push(Link::new(draw.nodes - 1, 0));
    }
    let broke = |breach| format!("breach: {breach:?}");
    for step in 0..draw.steps {
        let (link, side) = (chance.below(world.links.len()), chance.below(2));
        match chance.below(10) {
            0..=3 => _ = world.links[link].wire[1 - side].len() < 4 && world.links[link].send(side, &world.nodes),
            4..=6 => _ = world.links[link].hear(side, &world.nodes).map_err(broke)?,
            7..=8 => _ = world.carry_out(link, side).map_err(broke)?,
            _ => act_alone(&mut world, step, &mut chance, counts),
        }
        if chance.is(3)
            && let Some(exchange) = &mut world.links[link].sides[side]
        {
            exchange.ask();
            counts.questions += 1;
        }
        if chance.is(draw.cuts) {
            world.links[link] = Link::new(world.links[link].nodes[side], world.links[link].nodes[1 - side]);
            counts.cuts += 1;
        }
    }
    let before: Vec<_> = world.nodes.iter().map(Node::holds).collect();
    world.settle().map_err(broke)?;
    for (node, (acts, notes, parts)) in world.nodes.iter().zip(&before) {
        let (acts_now, notes_now, parts_now) = node.holds();
        if !acts.is_subset(&acts_now) || !notes.is_subset(&notes_now) || !parts.is_subset(&parts_now) {
            return Err("a node lost what it held".into());
        }
    }
    let union: BTreeSet<Id> = before.iter().flat_map(|(acts, ..)| acts).copied().collect();
    if world.nodes.iter().any(|node| node.holds().0 != union) {
        return Err("not every act came to every node".into());
    }
    if !world.is_equal() {
        return Err("the nodes hold different things, or do not know that they hold the same".into());
    }
    repeat(&mut world)
}

/// Gives each part that an act of some node lists, and that no node has, to the first that lists it.
fn keep_every_part(world: &mut World, all: &Node) {
    let mut kept: BTreeSet<Id> = world.nodes.iter().flat_map(|node| node.parts.keys()).copied().collect();
    for node in &mut world.nodes {
        let listed: Vec<Id> = node.acts.values().flat_map(|(act, _)| &act.parts).map(|part| part.sha256).collect();
        for part in listed.into_iter().filter(|part| kept.insert(*part)) {
            node.attach(&all.parts[&part]);
        }
    }
}

/// A node signs an act, or makes a note, with nobody's help.
fn act_alone(world: &mut World, step: usize, chance: &mut Chance, counts: &mut Counts) {
    let at = chance.below(world.nodes.len());
    if chance.is(25) {
        world.nodes[at].jot(&chance.next().to_be_bytes());
        counts.notes += 1;
        return world.fresh(at, Fresh::Notes);
    }
    let node = &mut world.nodes[at];
    let parts = if chance.is(20) { vec![node.attach(&vec![step as u8; chance.below(300_000)])] } else { vec![] };
    let seen: Vec<Id> = node.heads().iter().map(|head| head.id).filter(|_| chance.is(30)).take(20).collect();
    node.sign(&format!("own feed of {at}"), &seen, &parts);
    counts.signed += 1;
    counts.parts += parts.len();
    world.fresh(at, Fresh::Acts);
    parts.iter().for_each(|part| world.fresh(at, Fresh::Part(part.sha256)));
}

/// Once all hold the same, a second talk is two hellos and changes nothing.
fn repeat(world: &mut World) -> Result<(), String> {
    let before: Vec<_> = world.nodes.iter().map(|node| (node.order.clone(), node.holds(), node.taken)).collect();
    world.links = world.links.iter().map(|link| Link::new(link.nodes[1], link.nodes[0])).collect();
    world.settle().map_err(|breach| format!("breach in a second talk: {breach:?}"))?;
    let after: Vec<_> = world.nodes.iter().map(|node| (node.order.clone(), node.holds(), node.taken)).collect();
    if before != after {
        return Err("a second talk changed something".into());
    }
    if let Some(link) = world.links.iter().find(|link| link.bytes > 1024) {
        return Err(format!("a second talk moved {} bytes", link.bytes));
    }
    Ok(())
}

#[test]
fn after_any_weather_all_nodes_hold_the_same() {
    let mut counts = Counts::default();
    for seed in 0..SEEDS {
        if let Err(what) = play(seed, &mut counts) {
            panic!("seed {seed}: {what}");
        }
    }
    assert!(counts.forks >= 100 && counts.cuts >= 100 && counts.notes >= 100 && counts.parts >= 100, "{counts:?}");
    assert!(counts.signed >= 100, "{counts:?}");
}

/// Two nodes with shares of a record without forks: each is sent the acts that it lacks, each once, and no other.
#[test]
fn without_forks_no_act_is_sent_that_is_there() {
    let mut counts = Counts::default();
    for seed in 0..2 * SEEDS {
        let mut chance = Chance(seed ^ 0xF0F0);
        let draw = Draw { forks: 0, ..Draw::of(&mut chance) };
        let all = record(&draw, &mut chance, &mut counts);
        let (ours, theirs) = (share(&all, &mut chance), share(&all, &mut chance));
        let lack = |one: &Node, other: &Node| other.acts.keys().filter(|id| !one.acts.contains_key(id)).count();
        let lacking = [lack(&ours, &theirs), lack(&theirs, &ours)];
        counts.mutual += usize::from(lacking[0] > 0 && lacking[1] > 0);
        let mut world = World::of(&[&ours, &theirs]).link(0, 1);
        // Frames in any interleaving: what is sent must not depend on it.
        for _ in 0..100 {
            let side = chance.below(2);
            match chance.below(3) {
                0 => _ = world.links[0].send(side, &world.nodes),
                1 => _ = world.links[0].hear(side, &world.nodes).expect("no breach"),
                _ => _ = world.carry_out(0, side).expect("no breach"),
            }
        }
        world.settle().expect("no breach");
        assert!(world.is_equal(), "seed {seed}");
        assert_eq!(world.links[0].envelopes, lacking, "seed {seed}");
    }
    assert!(counts.mutual >= 100, "{counts:?}");
}

/// A node that takes the heights of feeds for the acts themselves: what the exchange must never do.
struct ByHeight<'a> {
    node: Node,
    all: &'a BTreeMap<Id, (Id, u32)>,
}

impl Holdings for ByHeight<'_> {
    fn has(&self, act: &Id) -> bool {
        let height = |id| self.all.get(id).copied();
        self.node.acts.keys().any(|held| height(held).is_some() && height(held) == height(act))
    }

    fn lacking(&self, known: &BTreeSet<Id>, count_max: usize) -> Vec<Id> {
        let reached = |feed| known.iter().filter_map(|id| self.all.get(id)).filter(|(of, _)| *of == feed).map(|(_, seq)| *seq).max();
        let lacks = |id: &&Id| {
            let (feed, seq) = self.all[*id];
            reached(feed).is_none_or(|reached| seq > reached)
        };
        self.node.order.iter().filter(lacks).take(count_max).copied().collect()
    }

    fn heads(&self) -> Vec<Head> {
        self.node.heads()
    }

    fn envelope(&self, act: &Id) -> Option<Vec<u8>> {
        self.node.envelope(act)
    }

    fn notes(&self) -> Vec<Id> {
        self.node.notes()
    }

    fn note(&self, hash: &Id) -> Option<Vec<u8>> {
        self.node.note(hash)
    }

    fn wanted_part(&self, asked: &Asked) -> Option<Wanted> {
        self.node.wanted_part(asked)
    }

    fn part(&self, part: &Id, offset: u64, bytes_max: usize) -> Option<Chunk> {
        self.node.part(part, offset, bytes_max)
    }
}

/// Two nodes that heard different stories from one feed, of the same length; whether they end up with both.
fn both_stories_come_across(is_planted: bool) -> bool {
    let stem = kit::act("a", None, &[], 0, &[]);
    let first = Envelope::read(&stem).expect("an envelope").id();
    let stories = [1, 2].map(|story| kit::act("a", Some((0, first)), &[], story, &[]));
    let mut all = BTreeMap::from([(first, (Id::of_bytes(b"a"), 0))]);
    all.extend(stories.iter().map(|story| (Envelope::read(story).expect("an envelope").id(), (Id::of_bytes(b"a"), 1))));
    let nodes = stories.map(|story| {
        let mut node = Node::default();
        for envelope in [&stem, &story] {
            node.admit(envelope).expect("its past is here");
        }
        node
    });
    let mut world = World::of(&[&nodes[0], &nodes[1]]).link(0, 1);
    for _ in 0..100 {
        for side in 0..2 {
            let link = &mut world.links[0];
            if is_planted {
                let by_height: Vec<_> = world.nodes.iter().map(|node| ByHeight { node: node.clone(), all: &all }).collect();
                link.send(side, &by_height);
                link.hear(side, &by_height).expect("no breach");
            } else {
                link.send(side, &world.nodes);
                link.hear(side, &world.nodes).expect("no breach");
            }
            world.carry_out(0, side).expect("no breach");
        }
    }
    world.is_equal() && world.nodes.iter().all(|node| node.acts.len() == 3)
}

#[test]
fn heads_are_compared_by_id_and_a_comparison_by_height_is_caught() {
    assert!(both_stories_come_across(false));
    assert!(!both_stories_come_across(true), "nodes that compare heights never learn of the fork");
}
