//! The order proof: the same acts give the same standings and the same state, in whatever causal order they arrive.

use alternat::picture::Picture;
use alternat_testkit::world::{Founding, Stage, Theme, World};

/// Worlds drawn for each theme.
const WORLDS: usize = 130;

/// Acts that vary in one world, at most.
const ACTS_MAX: usize = 7;

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
