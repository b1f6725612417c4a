//! Worlds drawn from a seed: a body that has been founded, and acts that its parties then sign together and apart.
//!
//! The founding is always the same (see [`Stage`]) and is not varied. What follows is drawn: who acts next, whom he has
//! heard, what he says. Most of it is well meant and stands; some is wrong, forked, revoked, or of a kind that nobody knows.
//! The same seed always gives the same world, to the byte.
//!
//! What it does *not* draw: bytes that the door turns away, and bodies whose words do not pass the profile. Those have
//! tables of their own.

mod founding;
mod moves;
mod script;

use std::collections::BTreeSet;

use alternat::graph::Ix;
use alternat::id::Id;
use alternat::kind::{Assumption, Close, ForkResolution, Handover, Number, Put, SealProposal};
use alternat::kind::{Kind, Objection, Position, Report, Text, Withdrawal};
use alternat::record::{Record, Verified};
use alternat::refusal::Standing;
use alternat::window::Fact;

use crate::chance::Chance;
pub use founding::{Founding, Stage};
use moves::Move;
pub use script::{Script, Who};

/// A body and what happened in it after its founding.
#[derive(Clone, Debug)]
pub struct World {
    /// The founding, folded.
    pub founded: Record,
    /// The acts of the founding, in the order in which they were signed.
    pub founding: Vec<Verified>,
    /// The acts that vary, in the order in which they were signed.
    pub acts: Vec<Verified>,
    /// Both, folded in the order in which they were signed.
    pub record: Record,
}

/// What a world is drawn to show, among other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Theme {
    /// Two acts that replace, close or answer the same thing, signed apart.
    Conflict,
    /// Two acts of one feed with one number.
    Fork,
    /// A feed revoked or a root rotated.
    Mark,
    /// A kind that the rules do not know.
    Unknown,
    /// A party that speaks through the root it had and through the one recognised in its place.
    Recognition,
}

impl Theme {
    /// All of them.
    pub const ALL: [Theme; 5] = [Theme::Conflict, Theme::Fork, Theme::Mark, Theme::Unknown, Theme::Recognition];
}

impl World {
    /// A world of `count` acts after the founding; fewer where nobody had more to say.
    pub fn draw(founding: &Founding, theme: Theme, count: usize, seed: u64) -> World {
        let mut chance = Chance::new(seed);
        let mut desk = founding.desk.clone();
        for _ in 0..4 * count {
            if desk.acts.len() == founding.desk.acts.len() + count {
                break;
            }
            if let Some((who, from, said)) = Move::draw(&mut desk, theme, &mut chance) {
                desk.sign(who, from, said);
            }
        }
        let acts = desk.acts.split_off(founding.desk.acts.len());
        World { founded: founding.desk.record.clone(), founding: desk.acts, acts, record: desk.record }
    }

    /// The world of the first seed from `seed` on that shows its theme, and that seed.
    pub fn showing(founding: &Founding, theme: Theme, count: usize, seed: u64) -> (World, u64) {
        (seed..)
            .map(|seed| (World::draw(founding, theme, count, seed), seed))
            .find(|(world, _)| world.shows(theme))
            .expect("some seed does")
    }

    /// Whether the acts that vary show this.
    pub fn shows(&self, theme: Theme) -> bool {
        let places: Vec<Ix> = self.acts.iter().map(|act| self.place(&act.id())).collect();
        let graph = &self.record.ground().graph;
        let mut pairs = places.iter().enumerate().flat_map(|(at, one)| places[..at].iter().map(move |other| (*one, *other)));
        let forks = |one: Ix| {
            let (feed, seq) = (graph.node(one).feed, graph.node(one).seq);
            graph.places().any(|other| other != one && graph.node(other).feed == feed && graph.node(other).seq == seq)
        };
        match theme {
            Theme::Conflict => pairs.any(|(one, other)| self.conflict(one, other)),
            Theme::Fork => places.iter().any(|ix| forks(*ix)),
            Theme::Mark => places.iter().any(|ix| {
                let fact = self.record.ground().fact(*ix);
                fact.standing == Standing::Stands && [Kind::Revocation.tag(), Kind::Rotation.tag()].contains(&fact.tag)
            }),
            Theme::Recognition => {
                let facts: Vec<&Fact> = places.iter().map(|ix| self.record.ground().fact(*ix)).collect();
                let stands = |fact: &&&Fact| fact.standing == Standing::Stands;
                let mut pairs = facts.iter().filter(stands).flat_map(|one| facts.iter().filter(stands).map(move |other| (one, other)));
                pairs.any(|(one, other)| one.party != other.party && one.code == other.code)
            }
            Theme::Unknown => places.iter().any(|ix| self.record.ground().fact(*ix).standing == Standing::Unknown),
        }
    }

    fn place(&self, id: &Id) -> Ix {
        self.record.ground().graph.find(id).expect("an act of the world")
    }

    /// Whether two acts speak to the same thing, neither having seen the other, so that both cannot be the last word.
    fn conflict(&self, one: Ix, other: Ix) -> bool {
        let ground = self.record.ground();
        let apart = |a, b| !ground.graph.within(&ground.graph.clock(a), b);
        let same = self.answers(one).is_some_and(|answered| self.answers(other) == Some(answered));
        let tags = [ground.fact(one).tag, ground.fact(other).tag];
        let single = tags[0] == tags[1] && tags[0] != Kind::Objection.tag();
        let own = ground.fact(one).party == ground.fact(other).party;
        let shared = ![Kind::Position.tag(), Kind::Report.tag()].contains(&tags[0]);
        let against = tags.contains(&Kind::Close.tag());
        apart(one, other) && apart(other, one) && same && (against || single && (own || shared))
    }

    fn answers(&self, ix: Ix) -> Option<Id> {
        let ground = self.record.ground();
        None.or(ground.body::<Close>(ix).map(|body| body.put))
            .or(ground.body::<Objection>(ix).map(|body| body.put))
            .or(ground.body::<Position>(ix).map(|body| body.put))
            .or(ground.body::<Withdrawal>(ix).map(|body| body.objection))
            .or(ground.body::<Number>(ix).map(|body| body.close))
            .or(ground.body::<Put>(ix).map(|body| body.subject))
            .or(ground.body::<Report>(ix).map(|body| body.commitment))
            .or(ground.body::<Text>(ix).and_then(|body| body.replaces))
            .or(ground.body::<Handover>(ix).map(|body| body.term))
            .or(ground.body::<Assumption>(ix).map(|body| body.previous))
            .or(ground.body::<ForkResolution>(ix).map(|body| body.proof))
            .or(ground.body::<SealProposal>(ix).and_then(|body| body.previous))
    }

    /// For each act that varies, the places in [`World::acts`] of those that it names as its past.
    pub fn parents(&self) -> Vec<BTreeSet<usize>> {
        let at = |id: &Id| self.acts.iter().position(|act| act.id() == *id);
        let of = |act: &Verified| act.act().feed.iter().chain(&act.act().prev).chain(&act.act().seen).filter_map(at).collect();
        self.acts.iter().map(of).collect()
    }

    /// Folds the acts that vary into a copy of `founded`, in every causal order, and shows each end to `look`.
    pub fn every_order(&self, founded: &Record, look: &mut impl FnMut(&Record, &[usize])) {
        self.go_on(founded, &self.parents(), &mut vec![], look);
    }

    fn go_on(&self, record: &Record, parents: &[BTreeSet<usize>], order: &mut Vec<usize>, look: &mut impl FnMut(&Record, &[usize])) {
        if order.len() == self.acts.len() {
            return look(record, order);
        }
        for at in 0..self.acts.len() {
            if !order.contains(&at) && parents[at].iter().all(|parent| order.contains(parent)) {
                let mut record = record.clone();
                record.fold(self.acts[at].clone());
                order.push(at);
                self.go_on(&record, parents, order, look);
                order.pop();
            }
        }
    }

    /// The acts that vary in one causal order, drawn.
    pub fn some_order(&self, chance: &mut Chance) -> Vec<usize> {
        let parents = self.parents();
        let mut order: Vec<usize> = vec![];
        while order.len() < self.acts.len() {
            let ready = |at: &usize| !order.contains(at) && parents[*at].iter().all(|parent| order.contains(parent));
            let ready: Vec<usize> = (0..self.acts.len()).filter(ready).collect();
            order.extend(chance.pick(&ready));
        }
        order
    }

    /// Folds the acts that vary into a copy of `founded` in this order.
    pub fn fold(&self, founded: &Record, order: &[usize]) -> Record {
        let mut record = founded.clone();
        for at in order {
            record.fold(self.acts[*at].clone());
        }
        record
    }
}
