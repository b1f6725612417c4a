//! The order proof: the same acts give the same standings and the same state, in whatever causal order they arrive.

use alternat::kind::Kind;
use alternat::picture::{DecisionLine, Picture};
use alternat::record::{Record, Verified};
use alternat::refusal::Refusal;
use alternat_testkit::chance::Chance;
use alternat_testkit::oracle::{Oracle, Reading};
use alternat_testkit::world::{Founding, Stage, Theme, World};

/// Worlds drawn for each theme.
const WORLDS: usize = 130;

/// Large worlds, and causal orders drawn for each.
const LARGE_WORLDS: usize = 96;
const ORDERS: usize = 16;

/// Acts that vary in one world, at most.
const ACTS_MAX: usize = 7;

/// What a picture says of all that the oracle says too.
fn reading(record: &Record) -> Reading {
    let picture = Picture::of(&record.everything());
    let decision = |line: DecisionLine| (line.put, line.state, [line.closes, line.positions, line.objections, line.numbers]);
    Reading {
        acts: picture.acts.into_iter().map(|line| (line.id, line.standing, line.marked_by)).collect(),
        parties: picture.parties.into_iter().map(|line| (line.code, line.inceptions, line.acceded)).collect(),
        terms: picture.terms,
        decisions: picture.decisions.into_iter().map(decision).collect(),
        reports: picture
            .commitments
            .into_iter()
            .map(|line| (line.id, line.parties.into_iter().map(|line| line.reports).collect()))
            .collect(),
        seals: picture.seals.into_iter().map(|line| line.proposal).collect(),
    }
}

fn agree(world: &World, name: &str) {
    let acts: Vec<Verified> = world.founding.iter().chain(&world.acts).cloned().collect();
    let (oracle, record) = (Oracle::judge(&acts).reading(), reading(&world.record));
    for (own, other) in oracle.acts.iter().zip(&record.acts) {
        if own != other {
            let act = acts.iter().find(|act| act.id() == own.0).expect("an act of the world").act();
            let kind = Kind::of_tag(act.kind).map(Kind::name);
            let code = |n: u8| Refusal::ALL.iter().find(|r| **r as u8 == n).map(|r| r.code());
            println!("{name}: {kind:?}: the oracle says {:?} {own:?}, the record {:?} {other:?}", code(own.1), code(other.1));
        }
    }
    if oracle != record {
        println!(
            "DIFF {name} {} {} {} {} {}",
            oracle.parties != record.parties,
            oracle.terms != record.terms,
            oracle.decisions != record.decisions,
            oracle.reports != record.reports,
            oracle.seals != record.seals
        );
    }
}

/// Folds worlds that show a theme in every causal order.
fn in_every_order(theme: Theme) {
    let foundings = Stage::ALL.map(Founding::new);
    let mut seed = 1000 * theme as u64 * 1000;
    let mut orders = 0;
    for world in 0..WORLDS {
        let founding = &foundings[world % 3];
        let (world, found) = World::showing(founding, theme, 3 + world % (ACTS_MAX - 2), seed);
        seed = found + 1;
        let expected = Picture::of(&world.record.everything()).bytes();
        agree(&world, &format!("{theme:?} of seed {found}"));
        world.every_order(&world.founded, &mut |record, order| {
            orders += 1;
            assert!(Picture::of(&record.everything()).bytes() == expected, "{theme:?} of seed {found} differs in order {order:?}");
        });
    }
    assert!(orders > 10 * WORLDS, "{theme:?}: only {orders} orders");
}

#[test]
fn acts_in_conflict_give_one_state_in_every_order() {
    in_every_order(Theme::Conflict);
}

#[test]
fn forks_give_one_state_in_every_order() {
    in_every_order(Theme::Fork);
}

#[test]
fn revocations_and_rotations_give_one_state_in_every_order() {
    in_every_order(Theme::Mark);
}

#[test]
fn unknown_kinds_give_one_state_in_every_order() {
    in_every_order(Theme::Unknown);
}

#[test]
fn large_worlds_give_one_state_in_many_orders() {
    let foundings = Stage::ALL.map(Founding::new);
    for seed in 0..LARGE_WORLDS {
        let world = World::draw(&foundings[seed % 3], Theme::ALL[seed / 3 % 4], 30 + seed % 31, seed as u64);
        agree(&world, &format!("large world of seed {seed}"));
        let expected = Picture::of(&world.record.everything()).bytes();
        let mut chance = Chance::new(seed as u64);
        for _ in 0..ORDERS {
            let order = world.some_order(&mut chance);
            let record = world.fold(&world.founded, &order);
            assert!(Picture::of(&record.everything()).bytes() == expected, "large world of seed {seed} differs in order {order:?}");
        }
    }
}
