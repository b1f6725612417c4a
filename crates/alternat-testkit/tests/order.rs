//! The order proof: the same acts give the same standings and the same state, in whatever causal order they arrive.

use alternat::id::Id;
use alternat::kind::Kind;
use alternat::picture::Picture;
use alternat::record::Record;
use alternat_testkit::chance::Chance;
use alternat_testkit::oracle::{Oracle, Reading};
use alternat_testkit::world::{Founding, Stage, Theme, World};

/// Worlds drawn for each theme.
const WORLDS: usize = 130;

/// Large worlds, and causal orders drawn for each.
const LARGE_WORLDS: usize = 30;
const ORDERS: usize = 20;

/// Acts that vary in one world, at most.
const ACTS_MAX: usize = 7;

/// What a picture says of all that the oracle says too.
fn reading(record: &Record) -> Reading {
    let picture = Picture::of(&record.everything());
    Reading {
        acts: picture.acts.into_iter().map(|line| (line.id, line.standing, line.marked_by)).collect(),
        parties: picture.parties.into_iter().map(|line| (line.code, line.inceptions, line.acceded)).collect(),
        terms: picture.terms,
        decisions: picture.decisions.into_iter().map(|line| (line.put, line.state, line.closes)).collect(),
        seals: picture.seals.into_iter().map(|line| line.proposal).collect(),
    }
}

/// Judges a world by the oracle, which has judged its founding, and holds the record against it.
fn agree(world: &World, founded: &Oracle, name: &str) {
    let (oracle, record) = (founded.clone().judge(&world.acts).reading(), reading(&world.record));
    let named = |id: &Id| {
        let act = world.founding.iter().chain(&world.acts).find(|act| act.id() == *id);
        act.and_then(|act| Kind::of_tag(act.act().kind)).map_or("unknown", Kind::name)
    };
    for (oracle, record) in oracle.acts.iter().zip(&record.acts) {
        assert_eq!(oracle, record, "{name}: the oracle, then the record, on the standing and mark of {}", named(&oracle.0));
    }
    assert_eq!(oracle, record, "{name}: the oracle, then the record, on what counts at the end");
}

/// The foundings, each as the oracle judges it.
fn foundings() -> Vec<(Founding, Oracle)> {
    let founded = |founding: Founding| {
        let world = World::draw(&founding, Theme::Unknown, 0, 0);
        let oracle = Oracle::default().judge(&world.founding);
        (founding, oracle)
    };
    Stage::ALL.map(Founding::new).into_iter().map(founded).collect()
}

/// Folds worlds that show a theme in every causal order.
fn in_every_order(theme: Theme) {
    let foundings = foundings();
    let mut seed = 1_000_000 * theme as u64;
    let mut orders = 0;
    for world in 0..WORLDS {
        // Nobody speaks for a party anew where no root is recognised.
        let stage = if theme == Theme::Recognition { foundings.len() - 1 } else { world % foundings.len() };
        let (founding, founded) = &foundings[stage];
        let (world, found) = World::showing(founding, theme, 3 + world % (ACTS_MAX - 2), seed);
        seed = found + 1;
        let expected = Picture::of(&world.record.everything()).bytes();
        agree(&world, founded, &format!("{theme:?} of seed {found}"));
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
fn a_party_with_a_recognised_root_gives_one_state_in_every_order() {
    in_every_order(Theme::Recognition);
}

#[test]
fn large_worlds_give_one_state_in_many_orders() {
    let foundings = foundings();
    for seed in 0..LARGE_WORLDS {
        let (founding, founded) = &foundings[seed % foundings.len()];
        let world = World::draw(founding, Theme::ALL[seed / foundings.len() % Theme::ALL.len()], 30 + seed % 31, seed as u64);
        agree(&world, founded, &format!("large world of seed {seed}"));
        let expected = Picture::of(&world.record.everything()).bytes();
        let mut chance = Chance::new(seed as u64);
        for _ in 0..ORDERS {
            let order = world.some_order(&mut chance);
            let record = world.fold(&world.founded, &order);
            assert!(Picture::of(&record.everything()).bytes() == expected, "large world of seed {seed} differs in order {order:?}");
        }
    }
}

#[test]
fn the_oracle_is_short_enough_to_be_read() {
    let oracle = include_str!("../src/oracle.rs").lines().map(str::trim);
    let lines = oracle.filter(|line| !line.is_empty() && !line.starts_with("//")).count();
    assert!(lines <= 400, "{lines} lines of code");
}
