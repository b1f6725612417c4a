//! The order proof finds a fold that judges by what has arrived instead of by each act's own past.
#![cfg(feature = "planted")]

use alternat::picture::Picture;
use alternat_testkit::world::{Founding, Stage, Theme, World};

/// Worlds tried for each theme.
const WORLDS: usize = 12;

#[test]
fn a_fold_without_the_window_gives_other_states_in_other_orders() {
    for (theme, stage) in Theme::ALL.into_iter().zip([Stage::Open, Stage::Sealed, Stage::Open, Stage::Open, Stage::Recognised]) {
        let founding = Founding::new(stage);
        let mut seed = 1_000_000 * theme as u64;
        let mut caught = 0;
        for _ in 0..WORLDS {
            let (world, found) = World::showing(&founding, theme, 6, seed);
            seed = found + 1;
            let mut states = vec![];
            world.every_order(&world.founded.clone().without_window(), &mut |record, _| {
                states.push(Picture::of(&record.everything()).bytes());
            });
            caught += usize::from(states.iter().any(|state| *state != states[0]));
        }
        assert!(caught >= WORLDS / 4, "{theme:?}: the planted fold was found out in {caught} of {WORLDS} worlds only");
    }
}
