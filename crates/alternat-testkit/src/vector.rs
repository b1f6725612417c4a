//! The vectors: for each kind of act one that stands and one per refusal, and bytes that are turned away.
//!
//! A vector is a file that a stranger's program can run: complete envelopes, in the order in which they are folded, and what
//! is to come of the last. `vectors/README.md` says how to read one. They are made here from published seeds; the walker in
//! the core's own tests trusts only the files.

mod world;
mod body;
mod prelude;
mod case;
mod generic;
mod identity;
mod hand;
mod session;
mod decision;
mod chair;
mod elsewhere;
mod turned_away;

use std::collections::BTreeMap;

pub use case::Case;
pub use prelude::Prelude;
pub use world::World;

/// Every file under `vectors/` but its page, by its path there.
pub fn files() -> BTreeMap<String, String> {
    let preludes = prelude::all();
    let mut maker = case::Maker::new(&preludes);
    identity::make(&mut maker);
    hand::make(&mut maker);
    session::make(&mut maker);
    decision::make(&mut maker);
    chair::make(&mut maker);
    elsewhere::make(&mut maker);
    turned_away::make(&mut maker);
    let preludes = preludes.iter().map(|prelude| (format!("prelude/{}.json", prelude.name), prelude.json()));
    let cases = maker.cases.iter().map(|case| (format!("{}.json", case.path), case.json()));
    preludes.chain(cases).collect()
}
